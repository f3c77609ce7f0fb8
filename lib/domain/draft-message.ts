import { expectedMs } from './clocks';
import { fillTemplate, type TemplateValues } from './fill-template';
import { actionKind } from './follow-up-kinds';
import { followUpText } from './follow-up-text';
import { minutesOf, oneLine } from './one-line';
import { activeRun, ms } from './queries';
import type { IncidentState } from './state';
import type { Translate } from './translate';
import { reachedVersions } from './versions';
import type { Locale, MessageKind } from './words';

export interface MessageExtras {
  /** ISO 8601, database time. */
  now: string;
  /** Where the incident can be followed, when it can be shared. */
  url?: string;
  /** The language of `t`: where the team words its messages itself, those words are used. */
  locale?: Locale;
}

type Field = [name: string, value: string];

/**
 * The start, update or end message with the fields of the procedures, as Markdown to be edited before it is sent.
 * `t` decides the language (namespaces `message` and `postmortem`).
 */
export function draftMessage(state: IncidentState, kind: MessageKind, t: Translate, extras: MessageExtras): string {
  const template = extras.locale && state.service.messages?.[extras.locale]?.[kind];
  if (template !== undefined) return fillTemplate(template, valuesOf(state, kind, t, extras));
  const fields = FIELDS[kind](state, t, extras);
  if (extras.url) fields.push(['link', extras.url]);
  const lines = fields.map(
    ([name, value]) => `- ${t('message.line', { label: t(`message.field.${name}`), value: oneLine(value) })}`,
  );
  return `**${oneLine(titleOf(state, kind, t))}**\n\n${lines.join('\n')}\n`;
}

/** Everything that a template of the team may name. */
function valuesOf(state: IncidentState, kind: MessageKind, t: Translate, extras: MessageExtras): TemplateValues {
  return {
    title: titleOf(state, kind, t),
    incident: t('message.inc', { number: state.number }),
    service: serviceName(state),
    status: kind === 'end' ? endStatusOf(state, t) : statusOf(state, t),
    reason: state.title,
    impact: impactOf(state, t),
    eta: etaOf(state, t),
    duration: durationOf(state, t, extras.now),
    version: reachedVersions(state) || t('message.versionUnchanged'),
    services: servicesOf(state),
    next: nextOf(state, t),
    link: extras.url ?? '',
  };
}

const FIELDS: Record<MessageKind, (state: IncidentState, t: Translate, extras: MessageExtras) => Field[]> = {
  start: (state, t) => [
    ['incident', t('message.inc', { number: state.number })],
    ['status', statusOf(state, t)],
    ['reason', state.title],
    ['impact', impactOf(state, t)],
    ['eta', etaOf(state, t)],
  ],
  update: (state, t, { now }) => [
    ['incident', t('message.inc', { number: state.number })],
    ['status', statusOf(state, t)],
    ['reason', state.title],
    ['impact', impactOf(state, t)],
    ['duration', durationOf(state, t, now)],
    ['eta', etaOf(state, t)],
  ],
  end: (state, t, { now }) => [
    ['incident', t('message.inc', { number: state.number })],
    ['status', endStatusOf(state, t)],
    ['duration', durationOf(state, t, now)],
    ['version', reachedVersions(state) || t('message.versionUnchanged')],
    ['services', servicesOf(state)],
    ['next', nextOf(state, t)],
  ],
};

function titleOf(state: IncidentState, kind: MessageKind, t: Translate): string {
  const params = { drill: state.drill ? t('message.drill') : '', service: serviceName(state) };
  if (kind === 'update') return t('message.title.update', params);
  if (kind === 'start') return t(`message.title.start.${state.decision?.decision ?? 'rollback'}`, params);
  return t(`message.title.end.${endingOf(state)}`, params);
}

/** What may truthfully be said of the end: recovery declared by hand never reads as one that was measured. */
function endingOf(state: IncidentState): string {
  const decision = state.decision?.decision;
  if (state.recovery?.kind === 'declared') return 'declared';
  if (state.recovery) return decision === 'fix_forward' ? 'fixed_forward' : 'recovered';
  return decision === 'freeze' ? 'frozen' : 'stood_down';
}

const serviceName = (state: IncidentState): string => `${state.service.name} (${state.service.environment})`;

function servicesOf(state: IncidentState): string {
  const components = state.service.components.map(({ name }) => name).join(', ');
  return components === '' ? state.service.name : `${state.service.name} (${components})`;
}

function statusOf(state: IncidentState, t: Translate): string {
  const decision = state.decision?.decision;
  if (decision === 'freeze' || decision === 'stand_down') {
    return t(decision === 'freeze' ? 'message.status.frozen' : 'message.status.closed');
  }
  if (activeRun(state)?.status === 'paused') return t('message.status.paused');
  if (decision === 'fix_forward' && state.phase === 'communication') return t('message.status.fix_preparing');
  if (decision === 'fix_forward' && state.phase === 'execution') return t('message.status.fixing');
  // The start message goes out with the rollback's start, so an evaluation with a plan is its preparation.
  if (state.phase === 'evaluation' && state.plan) return t('message.status.communication');
  return t(`message.status.${state.phase}`);
}

function endStatusOf(state: IncidentState, t: Translate): string {
  if (state.recovery?.kind === 'declared') {
    return t('message.byHand', { by: state.recovery.by, reason: state.recovery.reason });
  }
  return state.recovery ? t('message.status.debrief') : statusOf(state, t);
}

function impactOf(state: IncidentState, t: Translate): string {
  const impacts = state.symptoms.map((symptom) => t(`message.impact.${symptom}`));
  return impacts.length > 0 ? impacts.join(', ') : t('message.impactUnknown');
}

/** The plan's own estimate and the proof after it; without one, what the budgets allow for. */
function etaOf(state: IncidentState, t: Translate): string {
  if (state.decision !== null && state.decision.decision !== 'rollback') return t('message.etaUnknown');
  const { phaseBudgetMs, stability } = state.settings;
  const runMs = expectedMs(state) ?? phaseBudgetMs.execution;
  return t('message.eta', { minutes: minutesOf(runMs + Math.max(stability.windowMs, phaseBudgetMs.verification)) });
}

function durationOf(state: IncidentState, t: Translate, now: string): string {
  return t('message.duration', { minutes: minutesOf(ms(state.recovery?.at ?? now) - ms(state.declaredAt)) });
}

function nextOf(state: IncidentState, t: Translate): string {
  const open = state.followUps.filter((followUp) => !followUp.done);
  const actions = open.map(
    ({ kind, ...words }) => followUpText(words, t) || t(`postmortem.action.${actionKind(kind)}`),
  );
  // Some are sentences already; all are, so that they can follow one another in any language.
  return actions.length > 0
    ? actions.map((text) => (/[.!?]$/.test(text) ? text : `${text}.`)).join(' ')
    : t('message.nextNone');
}
