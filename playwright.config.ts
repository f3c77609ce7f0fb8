import { defineConfig } from '@playwright/test';
import { presentChromium } from './scripts/test/chromium';

const executablePath = presentChromium();

export default defineConfig({
  testDir: 'tests/e2e',
  // A browser and an installation need most of two cores: two at a time are no quicker, and wait for each other.
  workers: 1,
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
    // Without the film: taking it costs as much as the test.
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
