import type { PlanWarning, ProviderPlan } from '../contract';
import type { Rds } from './client';
import type { Line } from './comparison';
import type { Database } from './database';
import type { RestorePoint } from './restore-points';
import type { Rows } from './rows';
import { rowLosses, rowWarnings } from './rows-notices';
import { isOtherMajor } from './settings';
import { DELETE_OLD } from './settled';
import type { Quota } from './surroundings';
import type { RdsWrite } from './write';

export interface Change {
  rds: Rds;
  current: Database;
  write: RdsWrite;
  /** When the data that it leads to is from; absent for a database that is there. */
  at: Date | undefined;
  /** The database that it switches to. */
  to?: Database;
  point?: RestorePoint;
  lines?: Line[];
  quotas?: Quota[] | null;
  releases?: string[] | null;
  /** What the database says of the rows written since; null where nobody asks it. */
  rows?: Rows | null;
}

export type Notice = [code: string, params: Record<string, string | number>, text: string];
const notices = (list: (Notice | false)[]): PlanWarning[] =>
  list.filter((notice) => notice !== false).map(([code, params, text]) => ({ code, params, text }));

/** What the commander acknowledges before the start, once. */
export function warningsOf(change: Change): PlanWarning[] {
  return notices(
    change.write.mode === 'switch'
      ? switchNotices(change)
      : [...restoreNotices(change), ...rowWarnings(change), ...aroundNotices(change)],
  );
}

function switchNotices({ to }: Change): (Notice | false)[] {
  const { id: name = '', status = '' } = to ?? {};
  return [
    to?.isReady !== true && [
      'switch_not_available',
      { name, status },
      `${name} is ${status} right now: it has to become available before it serves.`,
    ],
  ];
}

function restoreNotices({ rds, current, lines = [], point, quotas }: Change): (Notice | false)[] {
  const lost = lines.filter(({ carried }) => !carried).map(({ setting }) => setting);
  const list = lost.join(', ');
  const [before, after] = [current.version, point?.of.EngineVersion ?? ''];
  return [
    [
      'cold_start',
      {},
      'A restored database is available before it is fast: its blocks are loaded when they are first read.',
    ],
    lost.length > 0 && [
      'settings_lost',
      { list },
      `Amazon cannot be told these settings on a restore, so they have to be set afterwards: ${list}.`,
    ],
    point !== undefined &&
      isOtherMajor(current.engine, before, point) && [
        'other_version',
        { before, after },
        `The restore point has engine version ${after}, not ${before}: parameter and option groups are the defaults of that version.`,
      ],
    ...(quotas ?? []).map(quotaNotice),
    ...rds.kind.notices(current),
    !current.takesSnapshots && [
      'no_snapshot_first',
      { name: current.id, status: current.status },
      `${current.id} is ${current.status}, so no snapshot of it can be taken first: it is kept as it is.`,
    ],
  ];
}

function quotaNotice({ code, noun, used, most, needed }: Quota): Notice | false {
  if (used + needed <= most) return false;
  return used >= most
    ? [
        `${code}_full`,
        { used, most },
        `The account has ${used} of ${most} ${noun}: Amazon will refuse another one until there is room.`,
      ]
    : [
        `${code}_short`,
        { used, most, needed },
        `The account has ${used} of ${most} ${noun}, and a restore makes ${needed}: Amazon will refuse those beyond.`,
      ];
}

/** What belongs to the database and does not come along. */
function aroundNotices({ current, releases }: Change): (Notice | false)[] {
  const { id: name, replicaOf: source } = current;
  const pending = current.pending.join(', ');
  const list = current.replicas.join(', ');
  const running = (releases ?? []).join(', ');
  return [
    list !== '' && [
      'read_replicas',
      { name, list },
      `Read replicas go on following ${name}, not the restored database: ${list}.`,
    ],
    source !== '' && [
      'is_replica',
      { source },
      `This database is a read replica of ${source}: the restored one follows nothing.`,
    ],
    running !== '' && [
      'blue_green',
      { list: running },
      `A blue/green deployment has this database: ${running}. Switching it back may be faster; the restored database is not part of it.`,
    ],
    releases === null && [
      'blue_green_unseen',
      {},
      'The credentials may not look for blue/green deployments (rds:DescribeBlueGreenDeployments).',
    ],
    pending !== '' && [
      'pending_changes',
      { list: pending },
      `Changes of the database wait for its maintenance window and do not come along: ${pending}.`,
    ],
  ];
}

/** What this will not undo (rule 8). Approval binds to these sentences, so they hold no time that goes on. */
export function lossesOf(change: Change): PlanWarning[] {
  const { current, at, to } = change;
  const name = current.id;
  const since = at?.toISOString() ?? '';
  const [code, params, text]: Notice =
    at === undefined
      ? [
          'writes_left_behind',
          { name, target: to?.id ?? '' },
          `Writes that only ${name} has taken are not in ${to?.id}: they stay in ${name}.`,
        ]
      : [
          'writes_since',
          { name, since },
          `Writes after ${since} are not in the restored database: they stay in ${name}.`,
        ];
  return notices([
    [code, params, text],
    ...rowLosses(change),
    [
      'consumers_follow',
      { name },
      `Applications go on with ${name} until their configuration names the other endpoint and they are restarted.`,
    ],
  ]);
}

export function followUpsOf({ current, write, lines = [] }: Change): ProviderPlan['followUps'] {
  const name = current.id;
  const lost = lines.filter(({ carried }) => !carried).map(({ setting, before }) => `${setting} ${before}`);
  return [
    ...(lost.length === 0
      ? []
      : [
          {
            kind: 'restore_settings',
            code: 'then_settings',
            params: { list: lost.join('; ') },
            text: `Give the restored database the settings that a restore cannot carry: ${lost.join('; ')}.`,
          },
        ]),
    {
      kind: DELETE_OLD,
      verifiable: true,
      code: 'then_delete',
      params: { name, cost: current.cost, protected: current.isProtected ? 'yes' : 'no' },
      text: `Delete ${name} with a final snapshot once nobody needs its data any more: until then it costs what ${current.cost} cost each day${current.isProtected ? ', and its deletion protection has to be taken off first' : ''}.`,
    },
    ...(write.mode === 'switch'
      ? []
      : [
          {
            kind: 'align_infrastructure_code',
            code: 'then_align',
            params: { name },
            text: `Bring Terraform, CloudFormation or the CDK in line before they are applied again: they still describe ${name}.`,
          },
        ]),
  ];
}
