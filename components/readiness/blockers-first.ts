import { READINESS_GROUPS, type ReadinessGroup, type ServiceFinding } from '@/lib/domain/readiness';

/** The kinds in their order, after those in which something would stop a rollback. */
export function blockersFirst(findings: readonly Pick<ServiceFinding, 'group' | 'level'>[]): ReadinessGroup[] {
  const stops = (group: ReadinessGroup) => findings.some((one) => one.group === group && one.level === 'fail');
  return READINESS_GROUPS.toSorted((a, b) => Number(stops(b)) - Number(stops(a)));
}
