import type { LeftBehind, Settled } from '../../contract';
import { ProviderError } from '../../error';
import type { Kubernetes } from '../kubernetes';
import { titleOf } from './calls';
import { checkpointSchema } from './checkpoint';
import { kindOf } from './kinds';
import { readAutomation } from './read';

/** Whether an automation that a step suspended is on again, whoever switched it on; one that was deleted tells nothing. */
export async function automationSettled(
  kubernetes: Kubernetes,
  { checkpoint }: LeftBehind,
  signal: AbortSignal,
): Promise<Settled | null> {
  const data = checkpointSchema.safeParse(checkpoint?.data);
  if (!data.success) return null;
  const { uid, before: _before, ...ref } = data.data;
  const { product } = kindOf(ref.automation);
  try {
    const found = await readAutomation(kubernetes, ref, signal);
    if (found.uid !== uid) return null;
    const state = found.isOn ? `is on again: ${product} deploys what is in git` : 'is still suspended';
    return { done: found.isOn, evidence: `${titleOf(ref)} ${state}.` };
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'not_found') return null;
    throw error;
  }
}
