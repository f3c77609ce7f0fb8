import { expect, type Page, test } from '@playwright/test';
import { Installation, quick } from './support/installation';
import { inFrench } from './support/language';
import { signInByLink } from './support/people';
import { entry, expectPhase, expectRecovered, incidentOf, ownFollowUps, sendAndRollBack } from './support/room';
import { Shop } from './support/shop';

let installation: Installation;
let firstLink: string;
let secondLink: string;
let shop: Shop;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  installation = new Installation();
  firstLink = await installation.start();
  await installation.editServices(quick);
  secondLink = await installation.link('add', 'camille@example.com', 'Camille Roux', 'commander');
  shop = new Shop(installation.labDir);
});
test.afterAll(() => installation?.end());

const row = (page: Page, check: string) => page.getByRole('row', { name: check });

test('from nothing to a rolled-back, verified and closed incident, with a second browser watching in French', async ({
  browser,
}) => {
  const english = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const french = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
  let reloads = 0;
  const commits = await shop.subjects();
  await shop.expectBroken();

  await test.step('the administrator signs in with the link and declares from the first page', async () => {
    await signInByLink(english, firstLink);
    await expect(english.getByRole('heading', { level: 1 })).toHaveText('No open incident');
    await english.getByRole('link', { name: 'Declare a drill' }).click();
    await english.getByRole('checkbox', { name: 'Critical feature broken' }).check();
    await english.getByRole('textbox', { name: 'In your words' }).fill('Nobody can buy tea');
    await english.getByRole('button', { name: 'Declare incident' }).click();
    await expect(english.getByRole('heading', { level: 1 })).toHaveText('Nobody can buy tea');
    await expectPhase(english, 'Evaluation');
  });
  const incidentId = incidentOf(english);

  await test.step('a second person opens the room in French, from home', async () => {
    await signInByLink(french, secondLink);
    await expect(french.getByRole('heading', { level: 1 })).toHaveText('1 exercice en cours');
    await french.getByRole('link', { name: 'Nobody can buy tea' }).first().click();
    await expectPhase(french, inFrench('words.phase.evaluation'));
    await expect(french.getByText(inFrench('words.symptom.critical_feature')).first()).toBeVisible();
    await expect(english.getByText('2 people here: Administrator, Camille Roux')).toBeAttached();
    french.on('framenavigated', () => reloads++);
  });

  await test.step('evaluation: the questions are answered, the target is suggested with its reason', async () => {
    const question = 'Is the problem in the data rather than in the code?';
    await english.getByRole('group', { name: question }).getByRole('radio', { name: 'No', exact: true }).click();
    await expect(entry(french, inFrench('words.question.data_not_code'))).toBeVisible();
    await expect(english.getByText('Suggested: it ran for at least a day before the fault.')).toBeVisible();
    await english.getByRole('button', { name: /^Prepare the rollback of code to / }).click();
  });

  await test.step('communication: the plan, with its commands, and the start message in the same screen', async () => {
    const plan = english.getByRole('region', { name: 'Plan' });
    await expect(plan.getByText('What goes, and what stays as it is')).toBeVisible();
    await plan.getByText(/equivalent commands?$/).click();
    await expect(plan.getByText('git revert').first()).toBeVisible();
    await expect(french.getByRole('region', { name: 'Plan' })).toContainText(
      'Ce qui disparaît, et ce qui reste en l’état',
    );
    await expect(french.getByText(/^Ajoute sur la branche main un commit qui annule /)).toBeVisible();
    await expect(plan.getByRole('textbox', { name: 'Start message' })).toHaveValue(/Nobody can buy tea/);
    await sendAndRollBack(english);
  });

  await test.step('execution and verification: both browsers see the same, each in its language', async () => {
    await expectPhase(english, 'Verification');
    await expectPhase(french, inFrench('words.phase.verification'));
    await expect(row(english, 'API health')).toContainText('Passes');
    await expect(row(french, 'API health')).toContainText(inFrench('words.verdict.pass'));
    await expectRecovered(english);
    await expect(french.getByText(inFrench('room.debrief.held'))).toBeVisible();
    await expect(english).toHaveTitle(/^Recovered · Debrief/);
    await expect(french).toHaveTitle(
      new RegExp(`^${inFrench('room.tab.recovered')} · ${inFrench('words.phase.debrief')}`),
    );
    await shop.expectHealthy();
    const after = await shop.subjects();
    expect(after.slice(1)).toEqual(commits);
    expect(after[0]).toMatch(/^Roll main back to [0-9a-f]{8}$/);
  });

  await test.step('debrief: end message, follow-ups with an owner, the checklist', async () => {
    await english.getByRole('button', { name: 'Send the end message' }).click();
    await expect(entry(french, 'Administrator a envoyé le message de fin')).toBeVisible();
    await expect(french.getByText(/^Corrigez ce qui n’allait pas dans /)).toBeVisible();
    await english.getByRole('combobox', { name: 'Owner' }).first().selectOption('Camille Roux');
    await expect(french.getByRole('combobox', { name: inFrench('room.followUps.owner') }).first()).toHaveValue(/.+/);
    for (const item of ['The service is stable', 'Metrics are normal', 'The end message is sent']) {
      // Ticked once the log has it, not by the click itself.
      await english.getByRole('checkbox', { name: item }).click();
      await expect(english.getByRole('checkbox', { name: item })).toBeChecked();
    }
    await expect(french.getByRole('checkbox', { name: inFrench('words.checklist.service_stable') })).toBeChecked();
  });

  await test.step('the post-mortem is drafted from the timeline, and the incident is closed', async () => {
    await ownFollowUps(english, 'Administrator');
    await english.getByRole('button', { name: 'Close the incident' }).click();
    await expect(english.getByText('Closed: Recovered')).toBeVisible();
    await expect(
      french.getByText(inFrench('room.debrief.closed', { outcome: inFrench('words.outcome.recovered') })),
    ).toBeVisible();
    expect(reloads).toBe(0);
    await english.getByRole('link', { name: 'Open the post-mortem' }).click();
    await expect(english.getByText('Drafted from the timeline')).toBeVisible();
    await expect(english.getByRole('tabpanel', { name: 'Read' })).toContainText('Nobody can buy tea');
  });

  await test.step('the team got both messages', async () => {
    await expect.poll(async () => (await shop.messages(incidentId)).map(({ kind }) => kind)).toEqual(['start', 'end']);
  });
});
