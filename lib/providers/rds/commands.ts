import { quote } from '@/lib/net/shell';
import { awsCommandLine } from '../aws';
import type { Rds } from './client';
import { tagFlag } from './command-line';
import type { Database } from './database';
import { CURRENT_SINCE, LINEAGE, ownTags } from './tags';
import type { RdsWrite } from './write';

interface Change {
  write: RdsWrite;
  current: Database;
  /** The database whose backups are restored, for a point in time. */
  source?: Database;
  /** The database that it switches to. */
  to?: Database;
}

const SINCE = `"Key=${CURRENT_SINCE},Value=$(date -u +%Y-%m-%dT%H:%M:%SZ)"`;

/** The same by hand. Nothing of it deletes anything. */
export function planCommands(
  { config, kind: { commands }, base }: Rds,
  { write, current, source = current, to }: Change,
): string[] {
  const { setup, options } = awsCommandLine(config);
  const aws = (command: string) => `aws rds ${command} ${options}`;
  if (write.mode === 'switch')
    return [
      ...setup,
      `${aws('add-tags-to-resource')} --resource-name ${quote(to?.arn ?? '')} --tags ${SINCE}`,
      commands.look(aws, quote(to?.id ?? '')),
    ];
  const own = ownTags(Array.isArray(write.settings.Tags) ? write.settings.Tags : []);
  const tags = tagFlag([...own, { Key: LINEAGE, Value: base }], SINCE);
  return [
    ...setup,
    'stamp=$(date -u +%Y%m%d-%H%M%S)',
    `old=${quote(current.id)}`,
    `new=${quote(`${base}-`)}"$stamp"`,
    commands.snapshot(aws),
    ...commands.restore(aws, write, source, tags),
    commands.look(aws, '"$new"'),
  ];
}
