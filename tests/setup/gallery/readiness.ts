import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { ReadinessFacts } from '@/lib/domain/readiness/facts';
import { judgeReadiness } from '@/lib/domain/readiness/judge';

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

/** What was found of a service, good and bad, and how it went over the last weeks. */
export async function seedReadiness(services: { shop: string; reservations: string }): Promise<void> {
  await keep(services.shop, SHOP);
  await keep(services.reservations, { ...SHOP, checks: [], contacts: [], channels: [], playbooks: 0, practised: null });
  await db().readinessDay.createMany({
    data: Array.from({ length: 40 }, (_, index) => {
      const verdict = index < 3 || index > 30 ? 'gaps' : index < 12 ? 'ready' : index < 15 ? 'not_ready' : 'ready';
      const [fails, warns] = [verdict === 'not_ready' ? 1 : 0, verdict === 'ready' ? 0 : 2];
      return { serviceId: services.shop, day: daysAgo(index + 1), verdict, fails, warns };
    }),
  });
}

async function keep(serviceId: string, facts: ReadinessFacts): Promise<void> {
  const { verdict, findings } = judgeReadiness(facts);
  await db().readiness.create({
    data: {
      serviceId,
      serviceVersion: 1,
      at: new Date(Date.now() - 3 * 3_600_000),
      tookMs: 2_140,
      verdict,
      since: daysAgo(3),
      findings: findings as unknown as Prisma.InputJsonArray,
    },
  });
}

const ok = (code: string, params: Record<string, string | number>, text = '') =>
  ({ level: 'ok', code, params, text }) as const;

const SHOP: ReadinessFacts = {
  now: new Date().toISOString(),
  components: [
    {
      name: 'web',
      provider: 'git',
      answer: {
        kind: 'findings',
        findings: [ok('branch_found', { branch: 'main', sha: '4f1c2ab9' }), ok('push_allowed', { branch: 'main' })],
      },
      provenAt: daysAgo(12).toISOString(),
    },
    {
      name: 'database',
      provider: 'rds',
      answer: {
        kind: 'findings',
        findings: [
          ok('database_found', { name: 'shop-db', status: 'available' }),
          { level: 'warn', code: 'snapshots_old', params: { hours: 51, count: 3 }, text: '' },
          {
            level: 'warn',
            code: 'window_off',
            text: '',
            command:
              'aws rds modify-db-instance --db-instance-identifier shop-db --backup-retention-period 7 --apply-immediately --region eu-west-3',
          },
        ],
      },
      provenAt: daysAgo(12).toISOString(),
    },
    {
      name: 'api-with-a-name-that-nobody-shortened',
      provider: 'ecs',
      answer: { kind: 'late', seconds: 15 },
      provenAt: null,
    },
  ],
  checks: [
    { name: 'API health', required: true, manual: false, verdict: 'pass', observed: 'status 200 in 31 ms' },
    { name: 'Search', required: false, manual: false, verdict: 'fail', observed: 'status 503 in 12 ms' },
  ],
  credentials: [{ name: 'shop-deploy-token', trouble: 'expires_soon', at: daysAgo(-9).toISOString() }],
  contacts: [{ name: 'Ines Al-Farouqi', role: 'on-call', reachable: true }],
  channels: [
    { id: 'gallery-1', label: 'hooks.example.com', deliveredAt: daysAgo(12).toISOString(), failedAt: null },
    { id: 'gallery-2', label: 'status.example.com', deliveredAt: null, failedAt: null },
  ],
  playbooks: 2,
  practised: { number: 9, at: daysAgo(12).toISOString() },
  followUps: [
    { kind: 'restore_automation', number: 8, text: 'Switch auto-sync of “shop-web” on again', dueAt: null },
    {
      kind: 'runbook',
      number: 6,
      text: 'Say in the runbook how the cache is emptied',
      dueAt: daysAgo(5).toISOString(),
    },
  ],
};
