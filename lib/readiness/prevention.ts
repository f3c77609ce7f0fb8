import { providersById } from '@/lib/catalogue/installed';
import type { ServiceDetail } from '@/lib/catalogue/read';
import { db } from '@/lib/db/client';
import { type Measure, measuresOf, type RollbackFigures } from '@/lib/domain/prevention';
import { readReadiness } from './read';

interface Prevention {
  measures: Measure[];
  /** When the service was last looked at, ISO 8601. */
  at: string | null;
  figures: RollbackFigures;
}

/** What is in place on a service so that rollbacks are rare and quick. Reads what was stored; asks nobody. */
export async function readPrevention(service: ServiceDetail): Promise<Prevention> {
  const has = (what: 'code' | 'data') =>
    service.components.filter(({ provider }) => providersById[provider]?.capabilities[what] === true);
  const data = has('data');
  const [readiness, figures] = await Promise.all([
    readReadiness(service.id),
    readFigures(
      service.id,
      data.map(({ id }) => id),
    ),
  ]);
  const measures = measuresOf({
    findings: readiness?.findings ?? null,
    code: has('code').length > 0,
    data: data.length > 0,
    automaticCheck: service.checks.some(({ required, kind }) => required && kind !== 'manual'),
  });
  return { measures, at: readiness?.at ?? null, figures };
}

async function readFigures(serviceId: string, dataComponents: string[]): Promise<RollbackFigures> {
  const [row] = await db().$queryRaw<RollbackFigures[]>`
    SELECT count(*)::int AS rollbacks,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY e.to_recover_ms) AS "medianMs",
      count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM revision_verdicts v
        WHERE v.incident_id = e.incident_id AND v.component_id = ANY(${dataComponents})
      ))::int AS "withData"
    FROM postmortem_entries e
    WHERE e.service_id = ${serviceId} AND NOT e.drill AND e.execution_ms IS NOT NULL
      AND e.declared_at >= now() - interval '1 year'`;
  return row ?? { rollbacks: 0, medianMs: null, withData: 0 };
}
