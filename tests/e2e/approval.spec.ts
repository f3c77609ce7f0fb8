import { inFrench } from './support/language';
import { ready } from './support/ready';
import { accept, declare, enter, entry, expectPhase, expectRecovered, prepare } from './support/room';
import { expect, test } from './support/test';

test('a planned rollback waits for a second person, who approves it in another browser', async ({ world, open }) => {
  await world.shop.breakIt();
  const commander = await open('admin');
  const incidentId = await declare(commander, 'Planned return to the old checkout', { name: 'Planned' });
  await prepare(commander);
  await accept(commander);
  const start = commander.getByRole('button', { name: /^Send the message and roll code back to / });
  await expect(start).toBeDisabled();
  await expect(commander.getByText('A second person must approve this plan')).toBeVisible();
  await expect(commander.getByRole('button', { name: 'Approve this plan' })).toBeDisabled();

  const second = await open('camille', { locale: 'fr-FR' });
  await enter(second, incidentId);
  const approve = await ready(second.getByRole('button', { name: inFrench('room.approval.approve') }));
  await approve.click();
  await expect(second.getByText(inFrench('room.approval.approved', { name: 'Camille Roux' }))).toBeVisible();

  await expect(commander.getByText('Approved by Camille Roux')).toBeVisible();
  await expect(start).toBeEnabled();
  await start.click();
  await expectPhase(second, inFrench('words.phase.verification'));
  await expectRecovered(commander);
  await expect(entry(second, inFrench('timeline.plan_approved', { by: 'Camille Roux' }))).toBeVisible();
});
