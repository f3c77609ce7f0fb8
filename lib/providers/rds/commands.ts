import { quote } from '@/lib/net/shell';
import { awsCommandLine } from '../aws';
import type { RdsConfig } from './config';
import type { Instance } from './lineage';
import { CURRENT_SINCE, LINEAGE, ownTags } from './tags';
import type { RdsWrite, RestoreWrite } from './write';

interface Change {
  write: RdsWrite;
  current: Instance;
  /** The database whose backups are restored, for a point in time. */
  source?: Instance;
  /** The database that it switches to. */
  to?: Instance;
}

/** The same by hand. Nothing of it deletes anything. */
export function planCommands(config: RdsConfig, { write, current, source = current, to }: Change): string[] {
  const { setup, options } = awsCommandLine(config);
  const aws = (command: string) => `aws rds ${command} ${options}`;
  const seen = "--query 'DBInstances[0].[DBInstanceStatus,Endpoint.Address,Endpoint.Port]' --output text";
  if (write.mode === 'switch') {
    const tag = `"Key=${CURRENT_SINCE},Value=$(date -u +%Y-%m-%dT%H:%M:%SZ)"`;
    return [
      ...setup,
      `${aws('add-tags-to-resource')} --resource-name ${quote(to?.DBInstanceArn ?? '')} --tags ${tag}`,
      `${aws('describe-db-instances')} --db-instance-identifier ${quote(to?.DBInstanceIdentifier ?? '')} ${seen}`,
    ];
  }
  return [
    ...setup,
    'stamp=$(date -u +%Y%m%d-%H%M%S)',
    `old=${quote(current.DBInstanceIdentifier)}`,
    `new=${quote(`${config.instance}-`)}"$stamp"`,
    `${aws('create-db-snapshot')} --db-instance-identifier "$old" --db-snapshot-identifier "$old-before-$stamp"`,
    restoreCommand(config, write, source, aws),
    `${aws('wait db-instance-available')} --db-instance-identifier "$new"`,
    `${aws('describe-db-instances')} --db-instance-identifier "$new" ${seen}`,
  ];
}

function restoreCommand(
  config: RdsConfig,
  write: RestoreWrite,
  source: Instance,
  aws: (command: string) => string,
): string {
  const { Tags, ...settings } = write.settings;
  const own = ownTags(Array.isArray(Tags) ? Tags : []);
  const tags = [...own, { Key: LINEAGE, Value: config.instance }].map(({ Key, Value }) =>
    quote(`Key=${Key},Value=${Value}`),
  );
  const since = `"Key=${CURRENT_SINCE},Value=$(date -u +%Y-%m-%dT%H:%M:%SZ)"`;
  const names =
    write.mode === 'snapshot'
      ? `${aws('restore-db-instance-from-db-snapshot')} --db-instance-identifier "$new" --db-snapshot-identifier ${quote(write.snapshot)}`
      : `${aws('restore-db-instance-to-point-in-time')} --target-db-instance-identifier "$new" --source-db-instance-identifier ${quote(source.DBInstanceIdentifier)} --restore-time ${quote(write.at)}`;
  const flags = Object.entries(settings).map(([member, value]) => flag(member, value));
  return [names, ...flags, `--tags ${[...tags, since].join(' ')}`].join(' ');
}

/** `DBSubnetGroupName: 'x'` → `--db-subnet-group-name x`, as the command line derives its options from the API. */
export function flag(member: string, value: unknown): string {
  const name = member
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
  if (typeof value === 'boolean') return value ? `--${name}` : `--no-${name}`;
  const words = Array.isArray(value) ? value : [value];
  return `--${name} ${words.map((word) => quote(typeof word === 'object' ? pairs(word) : String(word))).join(' ')}`;
}

/** The shorthand of structures: `Name=coreCount,Value=4`. */
const pairs = (structure: object | null) =>
  Object.entries(structure ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
