import type { IncidentState } from '@/lib/domain/state';
import type { PlanWarning, ProviderPlan } from '@/lib/providers/contract';
import { asProviderError, ProviderError } from '@/lib/providers/error';
import { type Connected, connectComponent } from './connect';
import type { Target } from './plan-request';

/** Shorter than a plan's: whoever cannot tell in time must not hold up a rollback. */
const DEADLINE_MS = 10_000;
/** Tags in what a provider says of an image, such as `ghcr.io/shop/web:1.4.2`. */
const TAG = /:([\w][\w.-]{0,127})(?=$|[\s,@])/g;

/**
 * Asks the other components of the service whether the code of a target fits the live data that they hold. What they
 * cannot tell is a warning as well: a code rollback never waits for a database that is away.
 */
export async function misfits(
  state: IncidentState,
  { component, provider }: Connected,
  to: ProviderPlan['to'],
  planned: readonly Target[],
): Promise<PlanWarning[]> {
  if (!provider.capabilities.code) return [];
  const names = new Set([to.label, to.id, ...[...to.summary.matchAll(TAG)].map(([, tag = '']) => tag)]);
  const others = state.service.components.filter(({ id }) => id !== component.id);
  const warnings = await Promise.all(
    others.map(async ({ id, name }) => {
      // One that cannot be connected is not part of this plan, and its own step would say why.
      const connected = await connectComponent(id, state.incidentId).catch(asProviderError);
      if (connected instanceof ProviderError || !connected.connection.fits) return [];
      const after = planned.find((target) => target.componentId === id)?.revisionId;
      const version = { names: [...names], ...(after === undefined ? {} : { after }) };
      const asked = connected.connection.fits(version, { signal: AbortSignal.timeout(DEADLINE_MS) });
      return asked.catch((error: unknown): PlanWarning[] => [untold(name, asProviderError(error))]);
    }),
  );
  return warnings.flat();
}

const untold = (name: string, { message }: ProviderError): PlanWarning => ({
  code: 'any:fit_not_asked',
  params: { name, reason: message },
  text: `Whether this code fits ${name} could not be found out: ${message}`,
});
