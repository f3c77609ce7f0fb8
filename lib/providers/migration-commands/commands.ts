import { parseReference, shellExpansion } from '@/lib/net/reference';
import { quote, quoteWithExpansion } from '@/lib/net/shell';
import { names, TARGET } from './config';
import type { Change } from './plan';
import { nextCommand } from './start';
import { endsOf } from './write';

/** Beyond it the same line is not repeated. */
const MOST_LINES = 50;

/** The same by hand: backup, the commands one by one, and the status. */
export function planCommands({ tool, write }: Change): string[] {
  const { config } = tool;
  const settings = Object.entries(config.variables).map(([name, value]) => {
    const parsed = parseReference(value);
    return `export ${name}=${parsed?.prefix === '' ? quoteWithExpansion('', shellExpansion(parsed.reference)) : quote(value)}`;
  });
  return [
    ...(config.backup?.command ? [config.backup.command.map(quote).join(' ')] : []),
    `cd ${quote(config.directory)}`,
    ...settings,
    ...(write.mode === 'one-down' ? [lineOf(config.down)] : changesOf({ tool, write })),
    lineOf(config.status.command),
  ];
}

const lineOf = (argv: readonly string[]) => argv.map(quote).join(' ');

function changesOf({
  tool,
  write,
}: {
  tool: Change['tool'];
  write: Exclude<Change['write'], { mode: 'one-down' }>;
}): string[] {
  const { before, after } = endsOf(write);
  const command = (write.mode === 'down' ? tool.config.down : tool.config.up) ?? [];
  if (names(command, TARGET)) return [lineOf(nextCommand(tool, write, before))];
  const lines: string[] = [];
  const step = Math.sign(after - before);
  for (let applied = before; applied !== after && lines.length < MOST_LINES; applied += step)
    lines.push(lineOf(nextCommand(tool, write, applied)));
  const more = write.names.length - lines.length;
  return more > 0 ? [...lines, `# and so on, ${more} more`] : lines;
}
