import type { Actor } from '@/lib/domain/facts';

/** The cast of the domain's tests. */
export type PersonActor = Extract<Actor, { kind: 'person' }>;

const person = (id: string, name: string, role: PersonActor['role']): PersonActor => ({
  kind: 'person',
  id,
  name,
  role,
});

export const LEA = person('lea', 'Léa', 'commander');
export const MAX = person('max', 'Max', 'commander');
export const ROB = person('rob', 'Rob', 'responder');
export const VERA = person('vera', 'Vera', 'viewer');
export const ADA = person('ada', 'Ada', 'admin');
export const WORKER: Actor = { kind: 'system', name: 'worker' };
export const SAMPLER: Actor = { kind: 'system', name: 'sampler' };
export const COURIER: Actor = { kind: 'system', name: 'courier' };
