import { keptSettings } from '@/lib/catalogue/incident-settings';
import type { CheckKind, CheckResult } from '@/lib/checks/contract';
import { checks as kinds } from '@/lib/checks/registry';
import { credentials } from '@/lib/credentials/resolve';
import { db } from '@/lib/db/client';
import type { CheckState, IncidentState } from '@/lib/domain/state';

export interface AskableCheck {
  fact: CheckState;
  kind: CheckKind;
  /** From the catalogue, or from the row that a person added in the room. */
  config: unknown;
}

/** The incident's checks that a machine can ask (manual ones are answered by people), set as when it began. */
export async function askableChecks(state: IncidentState): Promise<AskableCheck[]> {
  const ids = state.checks.filter((check) => !check.manual).map((check) => check.id);
  const [fromCatalogue, fromRoom, kept] = await Promise.all([
    db().check.findMany({ where: { id: { in: ids } }, select: { id: true, config: true } }),
    db().incidentCheck.findMany({ where: { incidentId: state.incidentId }, select: { id: true, config: true } }),
    keptSettings(state.incidentId),
  ]);
  const configs = new Map<string, unknown>([...fromCatalogue, ...fromRoom].map((row) => [row.id, row.config]));
  for (const [id, { config }] of kept) configs.set(id, config);
  return state.checks.flatMap((fact) => {
    const kind = (kinds as Record<string, CheckKind>)[fact.kind];
    return kind && !kind.manual && configs.has(fact.id) ? [{ fact, kind, config: configs.get(fact.id) }] : [];
  });
}

/** Asks one check within `deadlineMs`. What cannot be asked is an `error`, never a pass. */
export async function askCheck(
  check: Pick<AskableCheck, 'kind' | 'config'>,
  signal: AbortSignal,
  deadlineMs: number,
): Promise<CheckResult> {
  const config = check.kind.config.safeParse(check.config);
  if (!config.success)
    return { verdict: 'error', observed: 'the configuration of this check is not valid', latencyMs: 0 };
  return check.kind.ask(config.data, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
    clock: () => new Date(),
    resolve: (reference) => credentials.resolve(reference),
  });
}
