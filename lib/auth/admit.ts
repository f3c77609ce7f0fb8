import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { publishAccessChange } from '@/lib/log/notify';
import type { Role } from './permissions';

/** Somebody whom another system vouches for; `email` is verified by it. */
export interface Vouched {
  provider: string;
  subject: string;
  email: string;
  name: string;
  /** What their claims are worth here; null when nothing. */
  role: Role | null;
  /** Whether the role is theirs to say at every sign-in, and an account theirs to make. */
  rolesFollow: boolean;
}

/** `id` is our own account's, or `nobody` with the reason why there is none: next-auth takes no empty one. */
export interface Admitted {
  id: string;
  refused?: string;
}

/** What somebody is told who is not let in; words under `auth.refused`. */
export const refusal = (refused: string): Admitted => ({ id: 'nobody', refused });

/**
 * Our own account of somebody who signs in elsewhere: the one that they used before, else the one with their address,
 * else a new one where roles follow the claims. `refused` (a code) when there is none, or no role, or it is disabled.
 */
export async function admit(who: Vouched): Promise<Admitted> {
  if (who.rolesFollow && !who.role) return refusal('no_role');
  const admitted = await db().$transaction(async (tx) => {
    const user = (await known(tx, who)) ?? (await made(tx, who));
    if (!user) return refusal('not_invited');
    if (user.disabledAt) return refusal('disabled');
    return { id: user.id, changed: await follow(tx, user, who) };
  });
  if ('changed' in admitted && admitted.changed) await publishAccessChange();
  return admitted;
}

type Tx = Prisma.TransactionClient;
type User = Prisma.UserGetPayload<object>;

async function known(tx: Tx, { provider, subject, email }: Vouched): Promise<User | null> {
  const identity = await tx.identity.findUnique({
    where: { provider_subject: { provider, subject } },
    include: { user: true },
  });
  if (identity) return identity.user;
  const user = await tx.user.findUnique({ where: { email } });
  if (user && !user.disabledAt) await tx.identity.create({ data: { provider, subject, userId: user.id } });
  return user;
}

async function made(tx: Tx, { provider, subject, email, name, role }: Vouched): Promise<User | null> {
  if (!role) return null;
  const user = await tx.user.create({ data: { id: randomUUID(), email, name, role } });
  await tx.identity.create({ data: { provider, subject, userId: user.id } });
  await tx.auditEntry.create({
    data: { actor: user.id, action: 'user.joined', subject: email, data: { provider, role } },
  });
  return user;
}

/** Gives the account the role that the claims say; whether that changed it. */
async function follow(tx: Tx, user: User, { provider, role, rolesFollow }: Vouched): Promise<boolean> {
  if (!rolesFollow || !role || user.role === role) return false;
  await tx.user.update({ where: { id: user.id }, data: { role } });
  const data = { role, provider };
  await tx.auditEntry.create({ data: { actor: user.id, action: 'user.role_changed', subject: user.email, data } });
  return true;
}
