import { quote } from '@/lib/net/shell';
import { awsCommandLine } from '../aws';
import type { Route53Config } from './config';
import { type Pair, swapBatch } from './records';
import type { Weights } from './weights';

/** The same shift by hand; it fails untouched when the records are no longer as planned. */
export function planCommands(config: Route53Config, pair: Pair, to: Weights): string[] {
  const { setup, options } = awsCommandLine(config);
  const batch = quote(JSON.stringify(swapBatch(pair, to, 'Rollback by hand')));
  return [
    ...setup,
    `change=$(aws route53 change-resource-record-sets ${options} --hosted-zone-id ${config.hostedZone} --change-batch ${batch} --query ChangeInfo.Id --output text)`,
    `aws route53 wait resource-record-sets-changed ${options} --id "$change"`,
  ];
}
