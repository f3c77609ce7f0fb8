import { planB } from '@/lib/domain/plan-b';
import type { Locale } from '@/lib/domain/words';
import { translatorFor } from '@/lib/i18n/translator';
import { readState } from '@/lib/log/read-state';
import { readPlanDocument } from './plan-document';

/** The incident's current plan as a plain shell script; null when there is no plan. Secrets appear as `$NAME` only. */
export async function planBScript(
  incidentId: string,
  locale: Locale,
): Promise<{ text: string; fileName: string } | null> {
  const state = await readState(incidentId);
  const document = state?.plan ? await readPlanDocument(state.plan.documentDigest) : null;
  if (!state || !document) return null;
  const t = await translatorFor(locale, ['message']);
  return { text: planB(state, document, t), fileName: `inc-${state.number}-plan-b.sh` };
}
