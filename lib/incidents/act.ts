import { can, isRole, type Permission } from '@/lib/auth/permissions';
import { db } from '@/lib/db/client';
import type { Command } from '@/lib/domain/command';
import type { Person } from '@/lib/domain/facts';
import type { Result } from '@/lib/domain/snapshot';
import { execute } from '@/lib/log/execute';
import { type PersonActor, refused } from './ctx';

/** Appends what one command leads to. What needs a provider or a secret has a use case of its own. */
export async function act(incidentId: string, command: Command, actor: PersonActor): Promise<Result<{ seq: number }>> {
  const named = await withStoredNames(command);
  if (!named) return { ok: false, error: { code: 'no_such_person' } };
  const result = await execute(incidentId, named, actor);
  return result.ok ? { ok: true, data: { seq: result.state.lastSeq } } : refused(result.refusal);
}

/** Whoever is named in a command is looked up: a name that a browser made up never enters the log. */
async function withStoredNames(command: Command): Promise<Command | null> {
  if (command.type === 'command.hand_over') {
    const to = await findPerson(command.to.id, 'incident:command');
    return to && { ...command, to };
  }
  if (command.type === 'followup.assign' && command.owner) {
    const owner = await findPerson(command.owner.id, 'incident:contribute');
    return owner && { ...command, owner };
  }
  return command;
}

async function findPerson(id: string, permission: Permission): Promise<Person | null> {
  const user = await db().user.findUnique({ where: { id, disabledAt: null }, select: { name: true, role: true } });
  return user && isRole(user.role) && can(user.role, permission) ? { id, name: user.name } : null;
}
