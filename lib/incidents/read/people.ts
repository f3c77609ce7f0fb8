import { db } from '@/lib/db/client';
import type { Person } from '@/lib/domain/facts';

/** Who can own work: everyone who may do more than look, by name. */
export async function listPeople(): Promise<Person[]> {
  return db().user.findMany({
    where: { disabledAt: null, role: { not: 'viewer' } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  });
}
