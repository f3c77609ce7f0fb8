import type { Page } from '@playwright/test';
import { ready } from './ready';

/** Presses the button behind a one-time sign-in link, in the browser's language, and arrives at home. */
export async function signInByLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  const button = await ready(page.getByRole('button', { name: /^(Sign in|Se connecter)$/ }));
  await button.click();
  await page.waitForURL((url) => url.pathname === '/');
}
