import os from 'node:os';
import { defineConfig } from '@playwright/test';
import { presentChromium } from './scripts/test/chromium';

const executablePath = presentChromium();

export default defineConfig({
  testDir: 'tests/e2e',
  // Each has an installation of its own and needs most of two cores: where there are no more, two leave nothing for what
  // else the machine does.
  workers: os.availableParallelism() > 2 ? 2 : 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  outputDir: 'test-results',
  reporter: 'list',
  use: {
    browserName: 'chromium',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    // Without film and copies of the page: they slow every test down for the sake of one that fails.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // No sandbox, because tests also run as root; nothing that calls home or waits for it.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
