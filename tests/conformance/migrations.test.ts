import { describe, expect, it } from 'vitest';
import { migrations } from '@/lib/providers/migrations';
import { migrationsWorld } from '../contract/fixtures/migrations';
import { contractSuite } from '../contract/suite';
import { databaseUrl, holdsTables, scratchDatabase } from './migrations/engine';

const isForTests = databaseUrl !== undefined && !(await holdsTables(databaseUrl));

describe('migrations on a given PostgreSQL', () => {
  if (!isForTests) return void it.skip('is there');
  contractSuite(migrations, () => migrationsWorld('path', scratchDatabase), { withFaults: true });

  it('knows a database that holds anything of anybody', async () => {
    const world = await migrationsWorld('path', scratchDatabase);
    const [empty, used] = await Promise.all([scratchDatabase(), world.component.env.SHOP_DB ?? '']);
    expect([await holdsTables(empty.url), await holdsTables(used)]).toEqual([false, true]);
    await Promise.all([empty.drop(), world.close()]);
  });
});
