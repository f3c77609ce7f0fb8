import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { PlanWarning, ProviderPlan } from '../contract';
import type { Route53Config } from './config';
import { type Pair, ttlSeconds } from './records';
import { greenShare, isCanary, type Weights } from './weights';

/** What the commander acknowledges before the start, once. */
export function warningsOf(config: Route53Config, pair: Pair, to: Weights): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  const add = (code: string, params: Record<string, string | number>, text: string) =>
    warnings.push({ code, params, text });
  const seconds = ttlSeconds(pair);
  add(
    'ttl',
    { seconds },
    `Resolvers keep the present answer for up to ${seconds} seconds: clients follow only after that, some of them later.`,
  );
  const checked = [pair.blue, pair.green].filter(dependsOnHealth).map(({ SetIdentifier }) => SetIdentifier);
  if (checked.length > 0) {
    const list = checked.join(', ');
    add('health_decides', { list }, `Health checks decide too: while ${list} is unhealthy, Route 53 leaves it out.`);
  }
  if (pair.others.length > 0) {
    const list = pair.others.map(({ SetIdentifier, Weight }) => `${SetIdentifier}=${Weight}`).join(', ');
    add('others_share', { list }, `Further records of this name take a share that stays: ${list}.`);
  }
  if (isCanary(config, to)) {
    const percent = Math.min(greenShare(to), 100 - greenShare(to));
    add('canary', { percent }, `This moves a part only (${percent} %): let the checks decide, then plan the rest.`);
  }
  return warnings;
}

/** What a shift of traffic leaves as it is (rule 8). */
export function lossesOf({ blue, green }: Route53Config): PlanWarning[] {
  return [
    { code: 'data_stays', text: 'The database is not restored: data and schema stay as they are.' },
    {
      code: 'versions_stay',
      params: { blue, green },
      text: `Both versions go on running as they are: what ${blue} and ${green} serve does not change.`,
    },
  ];
}

export function followUpsOf({ blue, green }: Route53Config, from: Weights, to: Weights): ProviderPlan['followUps'] {
  const left = greenShare(to) < greenShare(from) ? green : blue;
  return [
    {
      kind: 'definitive_fix',
      code: 'then_fix',
      params: { from: left },
      text: `Fix what was wrong in ${left}, then give it traffic again.`,
    },
  ];
}

const dependsOnHealth = (set: ResourceRecordSet): boolean =>
  set.HealthCheckId !== undefined || set.AliasTarget?.EvaluateTargetHealth === true;
