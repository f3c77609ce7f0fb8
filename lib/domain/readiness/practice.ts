import type { ServiceFinding } from '../readiness';
import type { ReadinessFacts } from './facts';
import { daysBetween, found, STALE_DAYS } from './find';

/** While one of these is open, the next rollback or release does not behave as people expect. */
const IN_THE_WAY: ReadonlySet<string> = new Set(['restore_automation', 'revert_the_revert']);

/** Whether the way back is prepared and was walked, and what the last rollback left lying in it. */
export function practiceFindings(facts: ReadinessFacts): ServiceFinding[] {
  const { playbooks } = facts;
  return [
    playbooks > 0
      ? found('practice', 'ok', 'playbooks', { params: { count: playbooks } })
      : found('practice', 'warn', 'no_playbook', { fix: { kind: 'form', part: 'playbooks' } }),
    practisedFinding(facts),
    ...followUpFindings(facts),
  ];
}

function practisedFinding({ practised, now }: ReadinessFacts): ServiceFinding {
  const fix = { kind: 'drill' } as const;
  if (practised === null) return found('practice', 'warn', 'never_practised', { fix });
  const params = { number: practised.number, days: daysBetween(practised.at, now) };
  return params.days > STALE_DAYS
    ? found('practice', 'warn', 'practised_long_ago', { params, fix })
    : found('practice', 'ok', 'practised', { params });
}

function followUpFindings({ followUps, now }: ReadinessFacts): ServiceFinding[] {
  return followUps.flatMap(({ number, dueAt, ...followUp }) => {
    const overdue = dueAt !== null && Date.parse(dueAt) < Date.parse(now);
    if (!overdue && !IN_THE_WAY.has(followUp.kind)) return [];
    const code = overdue ? 'follow_up_overdue' : 'follow_up_open';
    // The text as well, for a console of before that knows no other.
    const params = { number, text: followUp.text };
    return [{ ...found('practice', 'warn', code, { params, fix: { kind: 'follow_ups' } }), followUp }];
  });
}
