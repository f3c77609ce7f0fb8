import { getService } from '@/lib/catalogue/read';
import { db } from '@/lib/db/client';
import type { ServiceFinding } from '@/lib/domain/readiness';
import { judgeReadiness } from '@/lib/domain/readiness/judge';
import { gatherFacts } from './gather';

/**
 * Looks at a service now, within about 15 seconds, and keeps what it found: over the last look, and over that of the
 * day. Asks platforms and checks, writes to none of them. False where there is no such service.
 */
export async function lookAtService(serviceId: string, signal: AbortSignal): Promise<boolean> {
  const service = await getService(serviceId);
  if (!service) return false;
  const begun = performance.now();
  const facts = await gatherFacts(service, signal);
  // What a shutdown cut off says nothing about the service.
  signal.throwIfAborted();
  const { verdict, findings } = judgeReadiness(facts);
  const tookMs = Math.round(performance.now() - begun);
  await keep(service.id, { version: service.version, at: new Date(facts.now), tookMs, verdict, findings });
  return true;
}

interface Look {
  version: number;
  at: Date;
  tookMs: number;
  verdict: string;
  findings: ServiceFinding[];
}

/** A look that began earlier and ended later than another one does not replace it. */
async function keep(serviceId: string, { version, at, tookMs, verdict, findings }: Look): Promise<void> {
  const count = (level: ServiceFinding['level']) => findings.filter((finding) => finding.level === level).length;
  await db().$transaction([
    db().$executeRaw`
      INSERT INTO readiness (service_id, service_version, at, took_ms, verdict, since, findings)
      VALUES (${serviceId}, ${version}, ${at}, ${tookMs}, ${verdict}, ${at}, ${JSON.stringify(findings)}::jsonb)
      ON CONFLICT (service_id) DO UPDATE SET
        service_version = excluded.service_version, at = excluded.at, took_ms = excluded.took_ms,
        verdict = excluded.verdict, findings = excluded.findings,
        since = CASE WHEN readiness.verdict = excluded.verdict THEN readiness.since ELSE excluded.since END
      WHERE readiness.at <= excluded.at`,
    db().$executeRaw`
      INSERT INTO readiness_days (service_id, day, verdict, fails, warns)
      SELECT service_id, (at AT TIME ZONE 'UTC')::date, verdict, ${count('fail')}::int, ${count('warn')}::int
      FROM readiness WHERE service_id = ${serviceId} AND at = ${at}
      ON CONFLICT (service_id, day) DO UPDATE SET
        verdict = excluded.verdict, fails = excluded.fails, warns = excluded.warns`,
  ]);
}
