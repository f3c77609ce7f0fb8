import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { NAMESPACES } from '@/lib/i18n/messages';
import { bareKeys, clippedTexts, sidewaysElements, smallTargets } from './page-geometry';

export interface PageCheckOptions {
  /** Also measure touch targets: on a narrow screen. */
  touch?: boolean;
}

/**
 * What a reader or a finger would stumble over on the page as it stands: one sentence a problem, none when all is
 * well. Sideways scrolling, text that is cut off, keys of messages, touch targets below 44 px, and every violation that axe finds.
 */
export async function checkPage(page: Page, { touch = false }: PageCheckOptions = {}): Promise<string[]> {
  // What runs TypeScript here may wrap functions in a helper of this name, which the browser does not have.
  await page.evaluate('globalThis.__name ??= (wrapped) => wrapped');
  const [sideways, clipped, keys, small] = [
    await page.evaluate(sidewaysElements),
    await page.evaluate(clippedTexts),
    await page.evaluate(bareKeys, [...NAMESPACES]),
    touch ? await page.evaluate(smallTargets) : [],
  ];
  return [
    ...sideways.map((found) => `wider than the screen: ${found}`),
    ...clipped.map((found) => `text cut off: ${found}`),
    ...keys.map((found) => `a message's key instead of its words: ${found}`),
    ...small.map((found) => `target below 44 px: ${found}`),
    ...(await axeViolations(page)),
  ];
}

/** Every rule that axe knows, its best practices included. */
export async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = (failureSummary ?? '').split('\n').slice(1, 3).join(' ').trim();
      return `axe ${id}: ${help}: ${target.join(' ')} ${why}`.slice(0, 400);
    }),
  );
}
