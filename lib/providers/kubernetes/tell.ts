import type { Mask } from '../mask';
import type { Kubernetes } from './kubernetes';
import type { Workload } from './objects';
import type { Observed } from './observe';
import { environmentMask, lastWords } from './pod-log';
import { withoutInlineSecrets } from './redact';
import { type Trouble, troublesOf } from './troubles';

const MOST_TOLD = 2;
const MESSAGE_LENGTH = 200;

/** Last words by pod, container and attempt: each is read once. */
const heard = new WeakMap<Observed, Map<string, string>>();

/** What keeps pods from running. */
export interface Told {
  /** What the platform says of them; empty when nothing keeps them. */
  words: string;
  /** The pod of the other template that has to be deleted before the update goes on. */
  heldBy: string | undefined;
}

/** What keeps pods of this template from running, with the last words of those that ended. */
export async function tell(
  kubernetes: Kubernetes,
  observed: Observed,
  podHash: string,
  workload: Workload,
  signal: AbortSignal,
): Promise<Told> {
  const mask = environmentMask(workload.spec.template);
  const clean = (text: string) =>
    withoutInlineSecrets(mask.text(text)).replace(/\s+/g, ' ').trim().slice(0, MESSAGE_LENGTH);
  const failure = workload.status.conditions.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
  const troubles = troublesOf(kubernetes.kind, observed.pods(), podHash);
  const told = await Promise.all(
    troubles.slice(0, MOST_TOLD).map(async (trouble) => {
      const words = trouble.attempt === null ? '' : await hear(kubernetes, observed, trouble, mask, signal);
      const where = trouble.container === '' ? trouble.pod : `${trouble.pod} (${trouble.container})`;
      return `${[`Pod ${where}: ${trouble.reason}`, clean(trouble.message), words && `log: ${words}`].filter(Boolean).join(', ')}.`;
    }),
  );
  const more = troubles.length > MOST_TOLD ? [`+ ${troubles.length - MOST_TOLD}`] : [];
  const refused = failure ? [`${failure.reason}: ${clean(failure.message ?? '')}.`] : [];
  return {
    words: [...refused, ...told, ...more].join(' '),
    heldBy: troubles.find(({ holdsUp }) => holdsUp)?.pod,
  };
}

/** The same as sentences. */
export const toldText = ({ words, heldBy }: Told): string =>
  heldBy === undefined
    ? words
    : `${words} Pod ${heldBy} has the other template and holds the update up: delete it with kubectl delete pod ${heldBy}.`;

async function hear(
  kubernetes: Kubernetes,
  observed: Observed,
  trouble: Trouble,
  mask: Mask,
  signal: AbortSignal,
): Promise<string> {
  const known = heard.get(observed) ?? new Map<string, string>();
  heard.set(observed, known);
  const key = `${trouble.pod}/${trouble.container}/${trouble.attempt}`;
  const words = known.get(key) ?? (await lastWords(kubernetes, trouble, mask, signal));
  known.set(key, words);
  return words;
}
