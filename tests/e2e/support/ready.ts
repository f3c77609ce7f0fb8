import { expect, type Locator } from '@playwright/test';

/** Waits until the page's script hears what happens to the element: it was drawn by the server before. */
export async function ready(element: Locator): Promise<Locator> {
  const hears = () => element.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps$')));
  await expect.poll(hears, { message: 'the page hears presses' }).toBe(true);
  return element;
}
