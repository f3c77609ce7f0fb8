import type { PlanStep } from './facts';
import { oneLine } from './one-line';
import { hideSecrets } from './policy';
import type { PlanDocument } from './snapshot';
import type { IncidentState } from './state';
import type { Translate } from './translate';

/**
 * The current plan as a shell script to be run by hand when Repli cannot: `t` gives the comments their language
 * (namespace `message`). Commands are the provider's own, with secrets as `$NAME`. Empty without a plan.
 */
export function planB(state: IncidentState, document: PlanDocument, t: Translate): string {
  const { plan } = state;
  if (plan === null) return '';
  const sections = [
    ['#!/bin/sh', ...intro(state, t), 'set -eu'],
    ...plan.steps.map((step, index) => stepLines(step, index, { total: plan.steps.length, document, t })),
    [
      comment(t('message.planB.checks')),
      ...state.checks
        .filter((check) => check.required)
        .flatMap(({ name, expected, command }) => [
          comment(t('message.planB.check', { name, expected })),
          // A check's command is shown, not run: a red one must not end the script.
          ...(command === '' ? [] : [comment(command)]),
        ]),
    ],
  ];
  return hideSecrets(`${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

/** One comment line whatever the text holds: a line break in a title must not become a command. */
const comment = (text: string): string => `# ${oneLine(text)}`;

function intro(state: IncidentState, t: Translate): string[] {
  const say = (key: string, params: Record<string, string | number> = {}) => comment(t(`message.planB.${key}`, params));
  return [
    say('title', { number: state.number, title: state.title }),
    say('service', { service: state.service.name, environment: state.service.environment }),
    say('prepared', { at: state.plan?.readAt ?? '', readAt: state.lastAt }),
    say('use'),
    say('secrets'),
  ];
}

function stepLines(
  step: PlanStep,
  index: number,
  { total, document, t }: { total: number; document: PlanDocument; t: Translate },
): string[] {
  const { componentName: component, provider, from, to, warnings, losses, summary } = step;
  const commands = document.steps.find(({ stepId }) => stepId === step.id)?.commands ?? [];
  const title = { number: index + 1, total, component, provider, from: from.label, to: to.label };
  return [
    comment(t('message.planB.step', title)),
    ...warnings.map(({ text }) => comment(t('message.planB.warning', { text }))),
    ...losses.map(({ text }) => comment(t('message.planB.loss', { text }))),
    ...(commands.length > 0 ? commands : [comment(t('message.planB.none', { summary }))]),
  ];
}
