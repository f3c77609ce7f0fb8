import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { ready } from './support/ready';
import { declare, expectPhase, giveReason } from './support/room';
import { expect, test } from './support/test';

async function toDebrief(page: Page, title: string): Promise<string> {
  const incidentId = await declare(page, title);
  await page.getByRole('button', { name: 'Stand down…' }).click();
  await giveReason(page, 'Why', 'Only to write about it', 'Stand down');
  await expectPhase(page, 'Debrief');
  return `/incidents/${incidentId}/post-mortem`;
}

test('a page that is open before there is a draft shows it as soon as it is written', async ({ open }) => {
  const page = await open('admin');
  const incidentId = await declare(page, 'Read too early');
  const early = await open('camille');
  await early.goto(`/incidents/${incidentId}/post-mortem`);
  await expect(early).toHaveTitle(/^Post-mortem · INC-\d+ · Repli$/);
  await expect(early.getByText('No draft yet')).toBeVisible();
  await page.getByRole('button', { name: 'Stand down…' }).click();
  await giveReason(page, 'Why', 'Only to read about it', 'Stand down');
  await expect(early.getByRole('tab', { name: 'Write' })).toBeVisible();
  await expect(early.getByText('No draft yet')).toHaveCount(0);
});

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the post-mortem, in Markdown' });

async function write(page: Page, address: string): Promise<void> {
  await page.goto(address);
  const tab = await ready(page.getByRole('tab', { name: 'Write' }));
  await tab.click();
  await expect(text(page)).toHaveValue(/\S/);
}

test('the post-mortem is written as Markdown, two editors lose nothing, and it is exported', async ({ open }) => {
  const page = await open('admin');
  const address = await toDebrief(page, 'Written by two');
  const other = await open('camille');
  await write(page, address);
  await write(other, address);

  await text(other).fill('# Ours\n\n- written by Camille');
  await other.getByRole('button', { name: /^Save the text/ }).click();
  await expect(other.getByText(/Version 2, saved by Camille Roux/)).toBeVisible();

  await text(page).fill('## Mine\n\n- written by the **administrator**');
  await page.getByRole('button', { name: /^Save the text/ }).click();
  await expect(page.getByText('Camille Roux saved version 2 meanwhile')).toBeVisible();
  await expect(page.getByRole('figure').filter({ hasText: 'Saved by Camille Roux' })).toContainText(
    'written by Camille',
  );
  await page.getByRole('button', { name: 'Put mine below theirs' }).click();
  await page.getByRole('button', { name: /^Save the text/ }).click();
  await expect(page.getByText(/Version 3, saved by Administrator/)).toBeVisible();
  await page.getByRole('tab', { name: 'Read' }).click();
  const read = page.getByRole('tabpanel', { name: 'Read' });
  await expect(read.getByRole('listitem').filter({ hasText: 'written by Camille' })).toBeVisible();
  await expect(read.locator('strong', { hasText: 'administrator' })).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download .md' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.md$/);
  const exported = readFileSync(await file.path(), 'utf8');
  expect(exported).toContain('- written by Camille');
  expect(exported).toContain('- written by the **administrator**');
});
