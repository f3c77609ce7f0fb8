import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { suspensionsOf } from './automation/plan';
import { readManaged } from './automation/read';
import { readAutoscalers } from './autoscalers';
import { planCommands } from './commands';
import { templateDiff } from './diff';
import { type Entry, type History, readHistory } from './history';
import type { Kubernetes } from './kubernetes';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import { labelOf, refOf, summaryOf } from './revision';
import { requireEntry, requireRollable } from './start';
import { plainTemplate } from './template';
import type { Write } from './write';

/**
 * Plans the way to a revision by its digest; reads only. Errors: ProviderError `not_found` for an unknown or pruned
 * revision, `conflict` when it is current, `invalid_target` while nothing would be rolled out, those of the API.
 */
export async function makePlan(kubernetes: Kubernetes, revisionId: string, signal: AbortSignal): Promise<ProviderPlan> {
  const [history, autoscalers] = await Promise.all([
    readHistory(kubernetes, signal),
    readAutoscalers(kubernetes, signal),
  ]);
  const target = requireEntry(kubernetes, history, revisionId);
  const { current, workload } = history;
  if (target.id === current.id)
    throw new ProviderError(
      'conflict',
      `${kubernetes.title} is already at ${labelOf(target)}: choose another revision.`,
    );
  requireRollable(kubernetes, workload);
  const managed = await readManaged(kubernetes, workload, signal);
  const write: Write = {
    workload: kubernetes.config.workload,
    namespace: kubernetes.config.namespace,
    uid: workload.metadata.uid,
    expected: history.digest,
    from: current.id,
    target: target.id,
  };
  return {
    from: refOf(current),
    to: refOf(target),
    summary: {
      code: 'plan_back',
      params: { name: kubernetes.title, to: labelOf(target), what: summaryOf(target) },
      text: `Puts the pod template of ${labelOf(target)} (${summaryOf(target)}) back into ${kubernetes.title}.`,
    },
    diff: diffOf(history, target),
    commands: planCommands(kubernetes, target),
    warnings: warningsOf(kubernetes, history, target, { managed, autoscalers }),
    losses: lossesOf(kubernetes, history, target),
    followUps: followUpsOf(kubernetes, history, managed),
    touchesData: false,
    write: { ...write },
    suspensions: suspensionsOf(kubernetes, managed),
  };
}

const diffOf = ({ workload, current }: History, target: Entry): string =>
  templateDiff(plainTemplate(workload.spec.template), target.template, {
    from: labelOf(current),
    to: labelOf(target),
  });
