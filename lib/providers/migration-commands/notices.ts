import type { PlanWarning, ProviderPlan } from '../contract';
import { MIGRATION, names, TARGET } from './config';
import type { Change } from './plan';
import type { Write } from './write';

/** Names beyond this are counted. */
const MOST_NAMED = 3;

function listOf(all: readonly string[]): string {
  const more = all.length - MOST_NAMED;
  return all.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` (+${more})` : '');
}

/** Whether a call that is repeated by mistake finds nothing to do. */
export const isNamed = (argv: readonly string[]): boolean => names(argv, MIGRATION) || names(argv, TARGET);

export function warningsOf({ tool: { config }, write }: Change): PlanWarning[] {
  const found: PlanWarning[] = [];
  const { backup } = config;
  if (write.mode !== 'up')
    found.push(
      {
        code: 'unread',
        text: 'What the migrations do is known to their tool alone: read their way back in the repository before you approve.',
      },
      {
        code: 'code_first',
        text: 'The running code expects these migrations: take the code back first, or in the same plan before this step.',
      },
    );
  if (write.mode === 'one-down')
    found.push({
      code: 'one_down_blind',
      text: 'The status is not read: that exactly one migration goes back, and which, is the command’s word alone.',
    });
  else if (!isNamed((write.mode === 'down' ? config.down : config.up) ?? []))
    found.push({
      code: 'unnamed',
      text: 'The command does not name what it changes: where the tool changes several at once, Repli sees it only afterwards, and stops.',
    });
  if (backup && backup.command === undefined)
    found.push({
      code: 'backup_unproven',
      params: { name: backup.name },
      text: `Nothing proves that this backup point is there and fresh: ${backup.name}. Look before you start.`,
    });
  return found;
}

/** What this leaves as it is (rule 8). */
export function lossesOf({ mode }: Write): PlanWarning[] {
  if (mode === 'up')
    return [
      {
        code: 'data_not_brought_back',
        text: 'The migrations are applied again: what was dropped with them stays empty.',
      },
    ];
  return [
    { code: 'dropped_data', text: 'What was written since into the tables and columns that go is lost.' },
    { code: 'rows_stay', text: 'Rows that the newer code changed elsewhere stay as they are, right or wrong.' },
  ];
}

export function followUpsOf(write: Write): ProviderPlan['followUps'] {
  if (write.mode === 'up') return [];
  const list = write.mode === 'down' ? listOf([...write.names].reverse()) : null;
  return [
    {
      kind: 'definitive_fix',
      ...(list === null ? { code: 'then_fix_one' } : { code: 'then_fix', params: { list } }),
      text: `The next deployment applies ${list ?? 'the migration that was taken back'} again as it stands in the repository: correct or remove it before that.`,
    },
  ];
}
