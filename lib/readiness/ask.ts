import { checksById } from '@/lib/catalogue/installed';
import type { ServiceDetail } from '@/lib/catalogue/read';
import type { CheckFacts, ComponentFacts } from '@/lib/domain/readiness/facts';
import { connectComponent } from '@/lib/incidents/connect';
import { ProviderError } from '@/lib/providers/error';
import { askCheck } from '@/lib/runs/ask-check';
import { within } from './within';

/** Each platform and each check has its own: a slow one is late by itself and holds nobody else up. */
const PROVIDER_WITHIN_MS = 15_000;
const CHECK_WITHIN_MS = 10_000;

/** What a component's provider says of a rollback right now. Reads only; never throws for what a platform does. */
export function askProvider(componentId: string, signal: AbortSignal): Promise<ComponentFacts['answer']> {
  return within<ComponentFacts['answer'], ComponentFacts['answer']>(
    PROVIDER_WITHIN_MS,
    signal,
    async (heeded) => {
      try {
        const { connection } = await connectComponent(componentId);
        return { kind: 'findings', findings: await connection.readiness({ signal: heeded }) };
      } catch (error) {
        if (error instanceof ProviderError) return { kind: 'broken', text: error.message };
        throw error;
      }
    },
    () => ({ kind: 'late', seconds: PROVIDER_WITHIN_MS / 1000 }),
  );
}

/** What a check of the catalogue answers now; a manual one is not asked. */
export async function lookAtCheck(check: ServiceDetail['checks'][number], signal: AbortSignal): Promise<CheckFacts> {
  const { name, required, manual } = check;
  const kind = checksById[check.kind];
  if (manual) return { name, required, manual, verdict: null, observed: '' };
  const asked = kind
    ? await within(
        CHECK_WITHIN_MS,
        signal,
        (heeded) => askCheck({ kind, config: check.config }, heeded, CHECK_WITHIN_MS),
        () => ({ verdict: 'error' as const, observed: `no answer within ${CHECK_WITHIN_MS / 1000} s` }),
      )
    : { verdict: 'error' as const, observed: `no kind of check is called ${check.kind}` };
  return { name, required, manual, verdict: asked.verdict, observed: asked.observed };
}
