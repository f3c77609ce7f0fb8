import type { CheckFact, Plan, PlanStep, ServiceFact } from '@/lib/domain/facts';

export const health: CheckFact = {
  id: 'health',
  name: 'API health',
  kind: 'http',
  required: true,
  manual: false,
  command: 'curl https://shop.test/health',
  expected: 'status 200',
};

export const login: CheckFact = {
  ...health,
  id: 'login',
  name: 'Login works',
  kind: 'manual',
  manual: true,
  command: '',
};

export function service(overrides: Partial<ServiceFact> = {}): ServiceFact {
  return {
    id: 'shop',
    slug: 'shop',
    name: 'Shop',
    environment: 'production',
    owner: 'Payments team',
    components: [
      { id: 'web', name: 'web', provider: 'git' },
      { id: 'api', name: 'api', provider: 'ecs' },
    ],
    checks: [health],
    channels: [{ id: 'ops', kind: 'webhook', label: 'ops room' }],
    ...overrides,
  };
}

export function step(overrides: Partial<PlanStep> = {}): PlanStep {
  return {
    id: 'step-1',
    componentId: 'web',
    componentName: 'web',
    provider: 'git',
    resourceKey: 'git:shop',
    from: { id: 'bad', label: 'v2', summary: 'Break the shop' },
    to: { id: 'good', label: 'v1', summary: 'Sell things' },
    summary: 'Reverts one commit',
    doubts: [],
    warnings: [],
    losses: [],
    followUps: [{ kind: 'revert_the_revert', text: 'Revert the revert of v2' }],
    touchesData: false,
    ...overrides,
  };
}

export function plan(overrides: Partial<Plan> = {}): Plan {
  return {
    id: 'plan-1',
    hash: 'hash-1',
    documentDigest: 'digest-1',
    steps: [step()],
    readAt: '2026-03-01T03:00:00.000Z',
    ...overrides,
  };
}
