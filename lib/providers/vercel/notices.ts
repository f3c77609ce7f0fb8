import type { PlanWarning, ProviderPlan } from '../contract';
import type { Change } from './plan';

/** What the commander acknowledges before the start, once. */
export function warningsOf({ production: { project, domain }, write, inFlight, astray }: Change): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  const add = (code: string, params: Record<string, string | number>, text: string) =>
    warnings.push({ code, params, text });
  const list = Object.keys(write.aliases).join(', ');
  const { name } = project;
  if (write.mode === 'alias')
    add(
      'by_hand',
      { list },
      `Vercel allows no instant rollback to this deployment: Repli points the domains (${list}) at it one by one, and Vercel's dashboard goes on showing the newest one as production.`,
    );
  if (write.mode === 'rollback' && write.autoAssign)
    add(
      'auto_assign_off',
      { project: name },
      `Vercel stops giving the domains to new deployments of ${name}: the fix has to be promoted by hand.`,
    );
  if (write.mode === 'promote' && !write.autoAssign)
    add(
      'auto_assign_on',
      { project: name },
      `Promoting makes Vercel give the domains to each new deployment of ${name} again, which was switched off.`,
    );
  if (project.rollingRelease)
    add(
      'rolling_release',
      { project: name },
      write.mode === 'promote'
        ? `Rolling releases are on for ${name}: the change may wait behind one and reach only some visitors at first.`
        : `Rolling releases are on for ${name}: one that is under way is ended by this.`,
    );
  if (inFlight > 0)
    add(
      'in_flight',
      { count: inFlight },
      `${inFlight} production deployment(s) are being built and may take the domains: cancel them, or wait for them.`,
    );
  if (astray.length > 0)
    add(
      'domains_disagree',
      { domain, list: astray.join(', ') },
      `Not all production domains lead where ${domain} leads (${astray.join(', ')}): afterwards they all lead to the target.`,
    );
  return warnings;
}

/** What the commander accepts when the assignment of domains is not switched off first. */
export const assignmentStays = (name: string): PlanWarning => ({
  code: 'auto_assign_stays',
  params: { project: name },
  text: `New production deployments of ${name} go on taking the domains: stop deployments until the fix is there.`,
});

/** What pointing domains at an earlier build leaves as it is (rule 8); https://vercel.com/docs/instant-rollback. */
export function lossesOf(): PlanWarning[] {
  return [
    {
      code: 'settings_of_then',
      text: 'Environment variables and settings are those of the time of that build: later changes are not in it.',
    },
    { code: 'crons_revert', text: 'Cron jobs go back to what they were in that deployment.' },
    { code: 'data_stays', text: 'Databases and storage are not restored: data and schema stay as they are.' },
  ];
}

export function followUpsOf({ production: { project, domain }, write }: Change): ProviderPlan['followUps'] {
  const { name } = project;
  if (write.mode === 'alias')
    return [
      {
        kind: 'restore_automation',
        code: 'then_check',
        params: { project: name, domain },
        text: `Once ${name} is fixed, check that ${domain} leads to the fixed deployment: it was pointed by hand.`,
      },
    ];
  if (write.mode === 'rollback' && write.autoAssign)
    return [
      {
        kind: 'restore_automation',
        code: 'then_promote',
        params: { project: name },
        text: `Promote the fixed deployment of ${name} (vercel promote), or let new ones take the production domains again: until then Vercel gives them to none.`,
        restores: true,
        verifiable: true,
      },
    ];
  if (write.mode === 'promote' && !write.autoAssign)
    return [
      {
        kind: 'restore_automation',
        code: 'then_hold',
        params: { project: name },
        text: `The assignment of production domains of ${name} was off before and promoting turned it on: turn it off again if that was meant (Settings, Environments, Production).`,
        restores: true,
        verifiable: true,
      },
    ];
  return [];
}
