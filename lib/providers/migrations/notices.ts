import type { PlanWarning, ProviderPlan } from '../contract';
import type { Change } from './plan';

/** Statements and names beyond this are counted. */
const MOST_NAMED = 3;

export function listOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` (+${more})` : '');
}

type Notice = readonly [code: string, params: Record<string, string>, text: string];
const notices = (found: (Notice | false)[]): PlanWarning[] =>
  found.flatMap((notice) => (notice ? [{ code: notice[0], params: notice[1], text: notice[2] }] : []));

export function warningsOf(change: Change): PlanWarning[] {
  const { assessments, edited, write, database, folder } = change;
  const backup = database.config.backup;
  const named = (origin: string) => write.steps.filter((step) => step.origin === origin).map(({ name }) => name);
  const [generated, untouched] = [listOf(named('generated')), listOf(named('nothing'))];
  const down = write.mode === 'down';
  return notices([
    ...assessments
      .filter(({ verdict }) => verdict === 'irreversible')
      .map(({ name, because }): Notice => {
        const statement = because.join('; ').slice(0, 300);
        return [
          'irreversible',
          { name, statement },
          `What ${name} destroyed comes back from a backup only: ${statement}`,
        ];
      }),
    generated !== '' && [
      'generated',
      { list: generated },
      `No down.sql stands beside ${generated}: the script was made from migration.sql. Read it before you approve it.`,
    ],
    untouched !== '' && [
      'failed_untouched',
      { list: untouched },
      `${untouched} failed, and PostgreSQL took it back whole: only the ledger is put right, as prisma migrate resolve --rolled-back does.`,
    ],
    edited.length > 0 && [
      'edited',
      { list: listOf(edited) },
      `The file of ${listOf(edited)} was edited after it was applied: what it did may not be what stands there now.`,
    ],
    down &&
      assessments.every(({ verdict, name }) => verdict === 'safe' && !named('nothing').includes(name)) && [
        'not_needed',
        {},
        'The code before these migrations works with the schema as it is: leaving it alone is the safer way.',
      ],
    down && [
      'code_first',
      { where: folder.where },
      `The code of ${folder.where} expects these migrations: take the code back first, or in the same plan before this step.`,
    ],
    backup?.command === undefined && [
      'backup_unproven',
      { name: backup?.name ?? '' },
      `Nothing proves that this backup point is there and fresh: ${backup?.name ?? ''}. Look before you start.`,
    ],
  ]);
}

/** What this leaves as it is (rule 8). */
export function lossesOf({ assessments, write }: Change): PlanWarning[] {
  if (write.mode === 'up')
    return notices([
      ['data_not_brought_back', {}, 'The migrations are applied again: what was dropped with them stays empty.'],
    ]);
  const gone = assessments.filter(({ verdict }) => verdict === 'irreversible').map(({ name }) => name);
  return notices([
    ['dropped_data', {}, 'What was written since into the tables and columns that the scripts drop is lost.'],
    ['rows_stay', {}, 'Rows that the newer code changed elsewhere stay as they are, right or wrong.'],
    gone.length > 0 && [
      'destroyed_stays',
      { list: listOf(gone) },
      `What ${listOf(gone)} destroyed stays destroyed: the scripts bring back the shape, not the content.`,
    ],
  ]);
}

export function followUpsOf({ write }: Change): ProviderPlan['followUps'] {
  if (write.mode === 'up') return [];
  const names = listOf(write.steps.map(({ name }) => name));
  return [
    {
      kind: 'definitive_fix',
      code: 'then_fix',
      params: { list: names },
      text: `The ledger has ${names} as rolled back, so the next prisma migrate deploy applies what stands in the folder under these names: correct or remove them before that.`,
    },
  ];
}
