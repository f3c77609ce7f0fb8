import type { PlanWarning, ProviderPlan } from '../contract';
import { hasRoomForPin, pinOf } from './pin';
import { labelOf, PENDING, type SecretState, type Version } from './versions';

export interface Change extends SecretState {
  /** The secret's own name. */
  name: string;
  /** The version that becomes current; absent when a new one is made, for `host`. */
  to?: Version;
  host?: string;
}

type Notice = [code: string, params: Record<string, string | number>, text: string];
const notices = (list: (Notice | false)[]): PlanWarning[] =>
  list.filter((notice) => notice !== false).map(([code, params, text]) => ({ code, params, text }));

const dateOf = (date: Date | undefined) => date?.toISOString().slice(0, 10) ?? '';

/** What the commander acknowledges before the start, once. */
export function warningsOf(change: Change): PlanWarning[] {
  const { secret, versions, current, to, host } = change;
  const pending = versions.find(({ id, stages }) => stages.includes(PENDING) && id !== current.id && id !== to?.id);
  const owner = secret.OwningService ?? '';
  const regions = (secret.ReplicationStatus ?? []).map(({ Region }) => Region ?? '').join(', ');
  return notices([
    ...rotationNotices(change),
    pending !== undefined && [
      'rotation_under_way',
      { label: labelOf(pending.id) },
      `A rotation is under way: when it ends, version ${labelOf(pending.id)} becomes current.`,
    ],
    ...(to ? targetNotices(to) : []),
    host !== undefined && [
      'host_not_tried',
      { host },
      `Nothing proves before the start that ${host} accepts the user and the password of this secret.`,
    ],
    owner !== '' && [
      'owned_by_service',
      { owner },
      `This secret is managed by ${owner}, which may refuse the change or undo it.`,
    ],
    regions !== '' && ['replicated', { list: regions }, `The change is copied to other regions as well: ${regions}.`],
    !hasRoomForPin(versions) && [
      'no_room_for_pin',
      { label: labelOf(current.id) },
      `The secret has as many stages as Amazon allows: version ${labelOf(current.id)} is kept by AWSPREVIOUS alone, until the next change.`,
    ],
  ]);
}

function rotationNotices({ secret, to }: Change): (Notice | false)[] {
  const next = dateOf(secret.NextRotationDate);
  const rotated = secret.LastRotatedDate;
  return [
    secret.RotationEnabled === true && [
      'rotation_on',
      { date: next || '–' },
      `Rotation is on (next by ${next || 'an unknown date'}): it moves AWSCURRENT to a new version, which undoes this.`,
    ],
    to !== undefined &&
      rotated !== undefined &&
      rotated.getTime() > to.createdAtMs && [
        'rotated_since',
        { date: dateOf(rotated) },
        `The secret was rotated on ${dateOf(rotated)}, after this version was made: its password may open nothing any more.`,
      ],
  ];
}

function targetNotices({ id, stages }: Version): (Notice | false)[] {
  const label = labelOf(id);
  return [
    stages.includes(PENDING) && [
      'pending_target',
      { label },
      `Rotation has not finished with version ${label}: it may have no value, or one that nothing accepts.`,
    ],
    stages.length === 0 && [
      'deprecated_target',
      { label },
      `No stage keeps version ${label}: Amazon may delete it before the start.`,
    ],
  ];
}

/** What this leaves as it is (rule 8). */
export function lossesOf({ host, name }: Change): PlanWarning[] {
  return notices([
    [
      'consumers_restart',
      { name },
      `Whatever read ${name} when it started goes on with the present value until it is restarted: a forced deployment for ECS.`,
    ],
    host === undefined
      ? [
          'systems_stay',
          {},
          'What the secret opens is not changed: a password or key that was replaced there since stays replaced.',
        ]
      : [
          'value_stays',
          {},
          'Only the host changes: user, password, port, database and options stay as they are now, right or wrong.',
        ],
  ]);
}

export function followUpsOf({ secret, current, name }: Change): ProviderPlan['followUps'] {
  const next = dateOf(secret.NextRotationDate);
  const unpin = {
    kind: 'remove_pin',
    code: 'then_unpin',
    params: { pin: pinOf(current.id), name, version: labelOf(current.id) },
    text: `Take the stage ${pinOf(current.id)} off ${name} once nobody needs version ${labelOf(current.id)} any more: a secret has room for 20 stages.`,
  };
  if (secret.RotationEnabled !== true) return [unpin];
  const text = `Rotation of ${name} goes on${next && ` by ${next}`} and replaces this version: decide whether to let it, and restart what reads the secret afterwards.`;
  return [
    {
      kind: 'restore_automation',
      code: next ? 'then_rotation_by' : 'then_rotation',
      params: { name, ...(next && { date: next }) },
      text,
    },
    unpin,
  ];
}
