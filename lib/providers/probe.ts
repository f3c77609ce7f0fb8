import type { ReadinessFinding } from './contract';
import { asProviderError } from './error';

/** One look of a readiness: what the platform refuses becomes a finding with its sentence, never an error. */
export async function probe(
  level: 'warn' | 'fail',
  code: string,
  look: () => Promise<ReadinessFinding>,
): Promise<ReadinessFinding> {
  try {
    return await look();
  } catch (error) {
    return { level, code, text: asProviderError(error).message };
  }
}
