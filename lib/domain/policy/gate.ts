import type { Command, CommandType } from '../command';
import type { DecideContext, Facts, Refusal } from '../context';
import type { Actor } from '../facts';
import type { Viewer } from '../snapshot';
import type { IncidentState } from '../state';

/** Whoever asks, signed in on the server or looking at a button, as far as policy cares. */
export interface Asker {
  kind: 'person' | 'system' | 'nobody';
  id: string | null;
  /** May write at all: responders and up. */
  contributes: boolean;
  /** May command an incident, once it is theirs. */
  commands: boolean;
  admin: boolean;
}

export type GateContext = Facts & { state: IncidentState; asker: Asker };

export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/**
 * One condition of a command: null lets it through. A button knows only part of the command that it would send,
 * so a gate says nothing about what is not there yet.
 */
export type Gate<A extends object = object> = (context: GateContext, args: Partial<A>) => Refusal | null;

export function askerOf(actor: Actor): Asker {
  if (actor.kind === 'system') return { kind: 'system', id: null, contributes: true, commands: false, admin: false };
  const { id, role } = actor;
  return {
    kind: 'person',
    id,
    contributes: role !== 'viewer',
    commands: role === 'commander' || role === 'admin',
    admin: role === 'admin',
  };
}

/** Permissions come as data from `lib/auth/permissions.ts`; only admins may redact. */
export function askerOfViewer(viewer: Viewer): Asker {
  const can = (permission: string) => viewer.kind === 'member' && viewer.can.includes(permission);
  return {
    kind: viewer.kind === 'member' ? 'person' : 'nobody',
    id: viewer.userId,
    contributes: can('incident:note'),
    commands: can('incident:command'),
    admin: can('text:redact'),
  };
}

export function gateContext(state: IncidentState, context: DecideContext): GateContext {
  const { actor, ...facts } = context;
  return { ...facts, state, asker: askerOf(actor) };
}
