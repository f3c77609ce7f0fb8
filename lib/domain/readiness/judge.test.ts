import { describe, expect, it } from 'vitest';
import { type ReadinessDayView, turnsOf } from '../readiness';
import type { CheckFacts, ComponentFacts, ProviderFinding, ReadinessFacts } from './facts';
import { judgeReadiness } from './judge';

const NOW = '2026-11-30T01:00:00.000Z';
const daysAgo = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

const component = (...findings: ProviderFinding[]): ComponentFacts => ({
  name: 'api',
  provider: 'ecs',
  answer: { kind: 'findings', findings },
  provenAt: null,
});
const check = (change: Partial<CheckFacts> = {}): CheckFacts => ({
  name: 'Health',
  required: true,
  manual: false,
  verdict: 'pass',
  observed: 'status 200',
  ...change,
});

/** A service with nothing to object to. */
const READY: ReadinessFacts = {
  now: NOW,
  components: [component({ level: 'ok', code: 'service_found', text: 'It is there.' })],
  checks: [check()],
  credentials: [],
  contacts: [{ name: 'Léa', role: 'on-call', reachable: true }],
  channels: [{ id: 'c-1', label: 'inbox', deliveredAt: daysAgo(3), failedAt: null }],
  playbooks: 1,
  practised: { number: 7, at: daysAgo(20) },
  followUps: [],
};

/** What is wrong, as `level code`. */
const wrong = (change: Partial<ReadinessFacts>) =>
  judgeReadiness({ ...READY, ...change })
    .findings.filter(({ level }) => level !== 'ok')
    .map(({ level, key }) => `${level} ${key.split('.').at(-1)}`);

const unproven: ProviderFinding = { level: 'warn', code: 'update_unproven', text: 'No read tells.', provenByUse: true };
const followUp = { kind: 'definitive_fix', number: 7, text: 'Fix it', dueAt: null };

describe('a service', () => {
  it('is ready when nothing is wrong, and then says what is fine', () => {
    const { verdict, findings } = judgeReadiness(READY);
    expect(verdict).toBe('ready');
    expect(new Set(findings.map(({ group }) => group))).toEqual(
      new Set(['components', 'verification', 'credentials', 'people', 'practice']),
    );
  });

  it.each<[string, Partial<ReadinessFacts>, string[]]>([
    ['no component', { components: [] }, ['fail no_component']],
    [
      'a platform that does not answer in time',
      { components: [{ ...component(), answer: { kind: 'late', seconds: 15 } }] },
      ['warn component_late'],
    ],
    [
      'a component that cannot be asked',
      { components: [{ ...component(), answer: { kind: 'broken', text: 'gone' } }] },
      ['fail '],
    ],
    [
      'what its provider found',
      {
        components: [
          component({ level: 'fail', code: 'no_snapshot', text: '' }, { level: 'warn', code: 'window_off', text: '' }),
        ],
      },
      ['fail no_snapshot', 'warn window_off'],
    ],
    ['what no read can tell', { components: [component(unproven)] }, ['warn update_unproven']],
    ['no check', { checks: [] }, ['fail no_required_check']],
    ['informative checks only', { checks: [check({ required: false })] }, ['fail no_required_check']],
    ['a required check that cannot be asked', { checks: [check({ verdict: 'error' })] }, ['fail check_unanswered']],
    [
      'an informative one that cannot',
      { checks: [check(), check({ name: 'Logs', required: false, verdict: 'error' })] },
      ['warn check_unanswered'],
    ],
    ['a check that is red before anything happened', { checks: [check({ verdict: 'fail' })] }, ['warn check_red']],
    ['a person who answers', { checks: [check({ manual: true, verdict: null })] }, []],
    [
      'credentials',
      {
        credentials: [
          { name: 'a', trouble: 'missing', at: null },
          { name: 'b', trouble: 'expired', at: daysAgo(1) },
          { name: 'c', trouble: 'expires_soon', at: NOW },
        ],
      },
      ['fail credential_missing', 'fail credential_expired', 'warn credential_expires_soon'],
    ],
    ['nobody to call', { contacts: [] }, ['warn no_contact']],
    [
      'a contact without a number',
      { contacts: [{ name: 'Bob', role: 'DBA', reachable: false }] },
      ['warn contact_unreachable'],
    ],
    ['no channel', { channels: [] }, ['warn no_channel']],
    [
      'a channel that was never used',
      { channels: [{ id: 'c', label: 'x', deliveredAt: null, failedAt: null }] },
      ['warn channel_untried'],
    ],
    [
      'a channel that failed after it had worked',
      { channels: [{ id: 'c', label: 'x', deliveredAt: daysAgo(2), failedAt: daysAgo(1) }] },
      ['warn channel_failed'],
    ],
    [
      'a channel that works again',
      { channels: [{ id: 'c', label: 'x', deliveredAt: daysAgo(1), failedAt: daysAgo(2) }] },
      [],
    ],
    [
      'a channel of long ago',
      { channels: [{ id: 'c', label: 'x', deliveredAt: daysAgo(91), failedAt: null }] },
      ['warn channel_tried_long_ago'],
    ],
    ['no playbook', { playbooks: 0 }, ['warn no_playbook']],
    ['no rollback so far', { practised: null }, ['warn never_practised']],
    ['a rollback of long ago', { practised: { number: 1, at: daysAgo(91) } }, ['warn practised_long_ago']],
    ['work that is in nobody’s way', { followUps: [followUp] }, []],
    ['late work', { followUps: [{ ...followUp, dueAt: daysAgo(1) }] }, ['warn follow_up_overdue']],
    [
      'an automation that is still suspended',
      { followUps: [{ ...followUp, kind: 'restore_automation' }] },
      ['warn follow_up_open'],
    ],
  ])('is judged by %s', (_, change, expected) => {
    expect(wrong(change)).toEqual(expected);
  });

  it('names late work in words that can be translated, and by its kind where it has none', () => {
    const closing = { kind: 'monitoring', number: 8, text: '', dueAt: daysAgo(1) };
    const coded = { ...followUp, dueAt: daysAgo(1), code: 'ecs:then_fix', params: { from: 'api:57' } };
    const { findings } = judgeReadiness({ ...READY, followUps: [closing, coded] });
    expect(findings.flatMap(({ followUp: about }) => about ?? [])).toEqual([
      { kind: 'monitoring', text: '' },
      { kind: 'definitive_fix', text: 'Fix it', code: 'ecs:then_fix', params: { from: 'api:57' } },
    ]);
  });

  it('is not ready as soon as one thing would stop a rollback, and has gaps below that', () => {
    expect(judgeReadiness({ ...READY, checks: [], playbooks: 0 }).verdict).toBe('not_ready');
    expect(judgeReadiness({ ...READY, playbooks: 0 }).verdict).toBe('gaps');
  });

  it('takes a recent rollback of the component for what no read can tell', () => {
    const proven = { ...component(unproven), provenAt: daysAgo(89) };
    expect(wrong({ components: [proven] })).toEqual([]);
    expect(wrong({ components: [{ ...proven, provenAt: daysAgo(91) }] })).toEqual(['warn update_unproven']);
  });
});

describe('the way out of a finding', () => {
  const fixOf = (change: Partial<ReadinessFacts>) =>
    judgeReadiness({ ...READY, ...change }).findings.find(({ level }) => level !== 'ok')?.fix;

  it.each<[string, Partial<ReadinessFacts>, object]>([
    [
      'the command that the provider gives',
      { components: [component({ level: 'warn', code: 'x', text: '', command: 'aws x' })] },
      { kind: 'command', command: 'aws x' },
    ],
    [
      'the component’s settings',
      { components: [component({ level: 'fail', code: 'x', text: '' })] },
      { kind: 'form', part: 'components' },
    ],
    ['a drill', { components: [component(unproven)] }, { kind: 'drill' }],
    ['the checks', { checks: [] }, { kind: 'form', part: 'checks' }],
    [
      'a message to that channel',
      { channels: [{ id: 'c-9', label: 'x', deliveredAt: null, failedAt: null }] },
      { kind: 'try_channel', channelId: 'c-9' },
    ],
    ['the credentials', { credentials: [{ name: 'a', trouble: 'missing', at: null }] }, { kind: 'credentials' }],
  ])('is %s', (_, change, expected) => {
    expect(fixOf(change)).toEqual(expected);
  });

  it('is there for everything that is wrong', () => {
    const all: Partial<ReadinessFacts> = {
      components: [],
      checks: [],
      contacts: [],
      channels: [],
      playbooks: 0,
      practised: null,
    };
    const { findings } = judgeReadiness({ ...READY, ...all });
    expect(findings.filter(({ level, fix }) => level !== 'ok' && fix === null)).toEqual([]);
  });
});

describe('the history', () => {
  const day = (date: string, verdict: ReadinessDayView['verdict']): ReadinessDayView => ({
    day: `2026-11-${date}`,
    verdict,
    fails: 0,
    warns: 0,
  });

  it('turns where the verdict is another than on the day before that was looked at, newest first', () => {
    const days = [day('03', 'gaps'), day('01', 'ready'), day('02', 'ready'), day('07', 'gaps'), day('09', 'not_ready')];
    expect(turnsOf(days).map((turn) => turn.day)).toEqual(['2026-11-09', '2026-11-03', '2026-11-01']);
  });
});
