import { describe, expect, it } from 'vitest';
import { type MeasureName, measuresOf, type PreventionFacts } from './prevention';
import type { Precaution, ReadinessLevel, ServiceFinding } from './readiness';

const about = (precaution: Precaution, level: ReadinessLevel = 'ok'): ServiceFinding => ({
  ...{ group: 'components', level, key: 'provider.x.y', params: {}, text: '', subject: 'db', fix: null },
  precaution,
});
const verification = (level: ReadinessLevel): ServiceFinding => ({
  ...{ group: 'verification', level, key: 'readiness.finding.x', params: {}, text: '', subject: null, fix: null },
});
const FACTS: PreventionFacts = { findings: [], code: true, data: true, automaticCheck: true };

const stateOf = (name: MeasureName, change: Partial<PreventionFacts>) =>
  measuresOf({ ...FACTS, ...change }).find((measure) => measure.name === name)?.state;

describe('a measure', () => {
  it.each<[string, MeasureName, Partial<PreventionFacts>, string]>([
    ['nobody has looked', 'backups', { findings: null }, 'unknown'],
    ['two colours are there', 'blue_green', { findings: [about('traffic')] }, 'in_place'],
    ['code has one colour only', 'blue_green', {}, 'missing'],
    ['there is no code', 'blue_green', { code: false }, 'not_needed'],
    ['checks can decide about a share', 'canary', { findings: [about('traffic')] }, 'in_place'],
    ['only people could decide', 'canary', { findings: [about('traffic')], automaticCheck: false }, 'gaps'],
    ['snapshots are old', 'backups', { findings: [about('backups'), about('backups', 'warn')] }, 'gaps'],
    ['nothing backs the data up', 'backups', {}, 'missing'],
    ['there is no data', 'backups', { data: false }, 'not_needed'],
    ['no component runs images', 'images', {}, 'not_needed'],
    ['an image is gone', 'images', { findings: [about('images', 'fail')] }, 'gaps'],
    ['versions are kept', 'secret_versions', { findings: [about('secret_versions')] }, 'in_place'],
    ['no check is required', 'verification', { findings: [verification('fail')] }, 'missing'],
    ['a check is red', 'verification', { findings: [verification('ok'), verification('warn')] }, 'gaps'],
  ])('where %s: %s', (_, name, change, state) => {
    expect(stateOf(name, change)).toBe(state);
  });

  it('shows what says so, and nothing else', () => {
    const findings = [about('backups'), about('images', 'warn'), verification('ok')];
    const shown = measuresOf({ ...FACTS, findings }).map((measure) => [measure.name, measure.findings.length]);
    expect(Object.fromEntries(shown)).toEqual({
      ...{ blue_green: 0, canary: 0, backups: 1, images: 1, secret_versions: 0, verification: 1 },
    });
  });
});
