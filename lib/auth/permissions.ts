import type { CommandType } from '@/lib/domain/command';

export const ROLES = ['viewer', 'responder', 'commander', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const everyone: readonly Role[] = ROLES;
const responders: readonly Role[] = ['responder', 'commander', 'admin'];
const commanders: readonly Role[] = ['commander', 'admin'];
const admins: readonly Role[] = ['admin'];

/** The one place that says who may do what. Running a rollback and editing the catalogue are apart on purpose. */
export const PERMISSIONS = {
  'incident:read': everyone,
  'incident:declare': responders,
  'incident:note': responders,
  /** Answers, checklists, manual checks, follow-ups: what the whole team does while one person commands. */
  'incident:contribute': responders,
  'incident:command': commanders,
  'rollback:prepare': responders,
  'rollback:execute': commanders,
  'rollback:approve': commanders,
  'postmortem:edit': responders,
  /** Publishing, sending back, reopening, and the templates that drafts are made from. */
  'postmortem:review': admins,
  'share:create': commanders,
  'text:redact': admins,
  'revision:ban': commanders,
  /** Asking platforms and checks anew; what was found is there for everyone. */
  'readiness:look': responders,
  'catalogue:read': everyone,
  'catalogue:edit': admins,
  'lab:use': commanders,
  'account:edit': everyone,
  'user:manage': admins,
  'audit:read': admins,
  'deploy_token:manage': admins,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

export const isRole = (value: string): value is Role => (ROLES as readonly string[]).includes(value);

export function can(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

/** Every permission of a role, as the plain data that a screen gets. */
export const permissionsOf = (role: Role): Permission[] => PERMISSION_NAMES.filter((name) => can(role, name));

/**
 * What a person needs to send each command through the generic action. `null`: never from there, because the
 * command carries facts that only Repli may state (what a provider answered, what a lock holds), or because it
 * belongs to an action of its own that does more than append (a share's token, a post-mortem's text).
 */
const COMMAND_PERMISSIONS = {
  'incident.declare': null,
  'incident.reclassify': 'incident:command',
  'incident.close': 'incident:command',
  'command.hand_over': 'incident:command',
  'question.answer': 'incident:contribute',
  'checklist.tick': 'incident:contribute',
  'decision.take': 'incident:command',
  'plan.record': null,
  'plan.acknowledge': 'rollback:execute',
  'plan.approve': 'rollback:approve',
  'message.send': 'incident:command',
  'message.mark_sent': 'incident:command',
  'message.record_delivery': null,
  'message.record_failure': null,
  'objection.open': null,
  'objection.raise': 'incident:contribute',
  'run.start': null,
  'run.adopt': 'rollback:execute',
  'run.pause': 'rollback:execute',
  'run.resume': 'rollback:execute',
  'run.abort': 'rollback:execute',
  'run.release': null,
  'step.checkpoint': null,
  'step.intend': null,
  'step.request': null,
  'step.converge': null,
  'step.observe': null,
  'step.fail': null,
  'run.settle_pause': null,
  'run.settle_abort': null,
  'run.finish': null,
  'step.end_hold': 'rollback:execute',
  'step.retry': 'rollback:execute',
  'step.skip': 'rollback:execute',
  'check.add': null,
  'check.record': null,
  'check.answer': 'incident:contribute',
  'check.waive': 'incident:command',
  'fix.apply': 'incident:command',
  'window.restart': null,
  'verification.fail': 'incident:command',
  'recovery.hold': null,
  'recovery.declare': 'incident:command',
  'followup.open': 'incident:contribute',
  'followup.assign': 'incident:contribute',
  'followup.resolve': 'incident:contribute',
  'followup.restore': 'rollback:execute',
  'followup.record_restored': null,
  'followup.record_restore_failure': null,
  'followup.check': 'incident:contribute',
  'followup.record_check': null,
  'reminder.raise': null,
  'note.add': 'incident:note',
  'share.create': null,
  'share.revoke': null,
  'postmortem.draft': null,
  'postmortem.save': null,
  'postmortem.classify': 'postmortem:edit',
  'postmortem.submit': 'postmortem:edit',
  'postmortem.return': 'postmortem:review',
  'postmortem.publish': 'postmortem:review',
  'postmortem.reopen': 'postmortem:review',
  'text.redact': 'text:redact',
} as const satisfies Record<CommandType, Permission | null>;

export function permissionFor(type: CommandType): Permission | null {
  return COMMAND_PERMISSIONS[type];
}
