import { ready } from './support/ready';
import { expectPhase, incidentOf } from './support/room';
import { expect, test } from './support/test';

/** The most that the procedure allows from the declaration to the provider's first write. */
const MOST_INPUTS = 8;

test('an urgent rollback takes at most eight inputs on the keyboard, from the declaration to the write', async ({
  world,
  open,
}) => {
  await world.shop.breakIt();
  const before = await world.shop.subjects();
  const page = await open('admin');
  await page.goto('/');
  await ready(page.getByRole('link', { name: /^Declare incident/ }));
  let inputs = 0;
  const press = async (key: string) => {
    inputs += 1;
    await page.keyboard.press(key);
  };

  const type = async (text: string) => {
    inputs += 1;
    await page.keyboard.type(text);
  };

  await press('d');
  await expect(page.getByRole('combobox', { name: 'Service' })).toBeFocused();
  await type('shop');
  await press('Enter');
  await expect(page.getByRole('textbox', { name: 'In your words' })).toBeFocused();
  await type('Checkout answers 500');
  await press('Enter');

  await expect(page.getByRole('button', { name: /^Prepare the rollback of code to / })).toBeFocused();
  await press('Enter');
  const accept = page.getByRole('checkbox', { name: 'I have read the warnings, what goes and what stays' });
  await expect(accept).toBeFocused();
  await press('Space');
  await expect(page.getByRole('button', { name: /^Send the message and roll code back to / })).toBeEnabled();
  await press('Enter');

  await expect.poll(() => world.shop.subjects(), { timeout: 30_000 }).toHaveLength(before.length + 1);
  expect((await world.shop.subjects())[0]).toMatch(/^Roll main back to [0-9a-f]{8}$/);
  expect(inputs).toBeLessThanOrEqual(MOST_INPUTS);
  await expect
    .poll(async () => (await world.shop.messages(incidentOf(page))).map(({ kind }) => kind))
    .toEqual(['start']);
  // Until its run has ended, nobody else may roll the shop back.
  await expectPhase(page, 'Verification');
});

test('a question mark lists the keys of the page, and can turn them off', async ({ open }) => {
  const page = await open('admin');
  await page.goto('/');
  await ready(page.getByRole('link', { name: /^Declare incident/ }));
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toContainText('Declare an incident');
  await expect(list).not.toContainText('Write a note');
  await list.getByRole('checkbox', { name: 'Use single-key shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();

  await page.keyboard.press('d');
  await page.keyboard.press('?');
  await expect(list).toBeHidden();
  await expect(page).toHaveURL(/\/$/);
});
