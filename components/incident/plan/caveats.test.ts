import { describe, expect, it } from 'vitest';
import { buildRoom } from '@/tests/setup/room/room';
import { driftBetween, hasCaveats, stepsToName } from './caveats';

const plan = buildRoom({ until: 'plan' }).state.plan;
if (!plan) throw new Error('the fixture has no plan');
const bare = { ...plan, steps: plan.steps.map((step) => ({ ...step, doubts: [], warnings: [], losses: [] })) };

describe('hasCaveats', () => {
  it('asks for an acknowledgement when there is something to accept', () => expect(hasCaveats(plan)).toBe(true));
  it('asks for none otherwise', () => expect(hasCaveats(bare)).toBe(false));
});

describe('stepsToName', () => {
  it('lets a code rollback go with one press', () => expect(stepsToName(plan)).toEqual([]));
  it('wants the name of what holds data, and of a branch whose history is rewritten', () => {
    const data = { ...plan, steps: plan.steps.map((step) => ({ ...step, touchesData: step.id === 's-2' })) };
    expect(stepsToName(data).map(({ id }) => id)).toEqual(['s-2']);
    const warnings = [{ code: 'history_rewritten', text: '' }];
    const reset = { ...plan, steps: plan.steps.map((step) => (step.id === 's-1' ? { ...step, warnings } : step)) };
    expect(stepsToName(reset).map(({ id }) => id)).toEqual(['s-1']);
  });
});

describe('driftBetween', () => {
  it('names what runs now instead of what the plan was made from', () => {
    const from = { id: 'x', label: 'x-label', summary: '' };
    const moved = { ...plan, steps: plan.steps.map((step) => (step.id === 's-1' ? { ...step, from } : step)) };
    expect(driftBetween(plan, moved)).toEqual([{ component: 'web', before: '9b3e77d1', now: 'x-label' }]);
    expect(driftBetween(plan, plan)).toEqual([]);
  });
});
