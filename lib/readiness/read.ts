import { db } from '@/lib/db/client';
import type {
  ReadinessBrief,
  ReadinessDayView,
  ReadinessVerdict,
  ReadinessView,
  ServiceFinding,
} from '@/lib/domain/readiness';

const DAYS_SHOWN = 90;

/** The last look at a service, however old; null before the first one. Asks nobody. */
export async function readReadiness(serviceId: string): Promise<ReadinessView | null> {
  const row = await db().readiness.findUnique({
    where: { serviceId },
    include: { service: { select: { version: true } } },
  });
  if (!row) return null;
  return {
    verdict: row.verdict as ReadinessVerdict,
    at: row.at.toISOString(),
    since: row.since.toISOString(),
    tookMs: row.tookMs,
    outdated: row.serviceVersion !== row.service.version,
    findings: row.findings as unknown as ServiceFinding[],
  };
}

/** The verdict of each of the last days on which somebody looked, oldest first. */
export async function readReadinessDays(serviceId: string): Promise<ReadinessDayView[]> {
  const rows = await db().readinessDay.findMany({
    where: { serviceId },
    orderBy: { day: 'desc' },
    take: DAYS_SHOWN,
  });
  return rows.reverse().map(({ day, verdict, fails, warns }) => ({
    day: day.toISOString().slice(0, 10),
    verdict: verdict as ReadinessVerdict,
    fails,
    warns,
  }));
}

/** The verdicts of all services that were looked at, by the service's id. */
export async function readinessBriefs(): Promise<Map<string, ReadinessBrief>> {
  const rows = await db().readiness.findMany({ select: { serviceId: true, verdict: true, at: true } });
  return new Map(
    rows.map(({ serviceId, verdict, at }) => [
      serviceId,
      { verdict: verdict as ReadinessVerdict, at: at.toISOString() },
    ]),
  );
}
