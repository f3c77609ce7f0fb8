import type { IncidentEvent } from './event';
import { eventSummary, tellSummary } from './event-summary';
import { actionKind } from './follow-up-kinds';
import { followUpText } from './follow-up-text';
import { minutesOf, oneLine } from './one-line';
import { defaultTemplate, fillTemplate } from './postmortem-template';
import { ms } from './queries';
import type { IncidentState } from './state';
import type { Translate } from './translate';

/**
 * The post-mortem with the template of the procedures, or the organisation's own, and a real timeline, in UTC, as
 * Markdown. Needs the namespaces `postmortem`, `timeline`, `message` and `provider`. `events` are all of the incident,
 * oldest first.
 */
export function draftPostmortem(
  state: IncidentState,
  events: readonly IncidentEvent[],
  t: Translate,
  template: string = defaultTemplate(t),
): string {
  return fillTemplate(template, {
    title: oneLine(state.title),
    date: utc(state.declaredAt),
    duration: duration(state, t),
    impact: oneLine(impact(state, t)),
    service: oneLine(`${state.service.name} (${state.service.environment})`),
    commander: oneLine(state.commander.name),
    outcome: oneLine(outcome(state, t)),
    drill: state.drill ? t('postmortem.drill') : '',
    timeline: timeline(state, events, t),
    exceptions: exceptions(state, t),
    actions: actions(state, t),
  });
}

const utc = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;

function duration(state: IncidentState, t: Translate): string {
  const endedAt = state.recovery?.at ?? state.closedAt;
  const minutes = minutesOf(ms(endedAt ?? state.lastAt) - ms(state.declaredAt));
  const lasted =
    minutes < 120
      ? t('postmortem.minutes', { minutes })
      : t('postmortem.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return endedAt ? lasted : t('postmortem.stillOpen', { duration: lasted });
}

function impact(state: IncidentState, t: Translate): string {
  const impacts = state.symptoms.map((symptom) => t(`message.impact.${symptom}`));
  return impacts.length > 0 ? impacts.join(', ') : t('message.impactUnknown');
}

function outcome(state: IncidentState, t: Translate): string {
  const { recovery, decision } = state;
  const how = recovery
    ? recovery.kind === 'held'
      ? t('postmortem.recoveryHeld', { seconds: Math.round(state.settings.stability.windowMs / 1000) })
      : t('postmortem.recoveryDeclared', { by: recovery.by, reason: recovery.reason })
    : '';
  const unrecovered = { freeze: 'frozen', stand_down: 'stood_down', rollback: 'open', fix_forward: 'open' } as const;
  const code = recovery
    ? decision?.decision === 'fix_forward'
      ? 'fixed_forward'
      : 'recovered'
    : decision
      ? unrecovered[decision.decision]
      : 'open';
  return [t(`postmortem.outcomes.${code}`), how].filter(Boolean).join(', ');
}

function timeline(state: IncidentState, events: readonly IncidentEvent[], t: Translate): string {
  return events
    .map((event) => ({ event, summary: eventSummary(event, state, events) }))
    .filter(({ summary }) => summary.level === 'milestone')
    .map(({ event, summary }) => {
      const text = oneLine(tellSummary(summary, t));
      return `- ${t('postmortem.entry', { time: event.at.slice(11, 16), text })}`;
    })
    .join('\n');
}

/** Waivers and broken glass are shown for ever. */
function exceptions(state: IncidentState, t: Translate): string {
  const waived = state.checks.flatMap(({ name, waived: waiver }) =>
    waiver ? [t('postmortem.waived', { check: name, by: waiver.by, reason: waiver.reason })] : [],
  );
  const glass = state.glass.map(({ rule, by, reason }) => t('postmortem.glass', { rule, by, reason }));
  const lines = [...waived, ...glass].map((line) => `- ${oneLine(line)}`);
  return lines.length > 0 ? `### ${t('postmortem.exceptions')}\n${lines.join('\n')}` : '';
}

function actions(state: IncidentState, t: Translate): string {
  const lines = state.followUps.map(({ done, owner, kind, ...words }) => {
    const text = followUpText(words, t);
    const name = t(`postmortem.action.${actionKind(kind)}`);
    const action = text === '' ? name : `${name}: ${text}`;
    return `- [${done ? 'x' : ' '}] ${oneLine(owner ? t('postmortem.owner', { action, owner: owner.name }) : action)}`;
  });
  return lines.length > 0 ? lines.join('\n') : t('postmortem.noActions');
}
