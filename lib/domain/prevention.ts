import type { Precaution, ServiceFinding } from './readiness';

/** What would have made a rollback unnecessary or quicker, in the order of the procedure that asks for it. */
export const MEASURES = ['blue_green', 'canary', 'backups', 'images', 'secret_versions', 'verification'] as const;
export type MeasureName = (typeof MEASURES)[number];

/** `not_needed`: the service has nothing that it would protect. `unknown`: nobody has looked yet. */
export type MeasureState = 'in_place' | 'gaps' | 'missing' | 'not_needed' | 'unknown';

export interface Measure {
  name: MeasureName;
  state: MeasureState;
  /** What says so, as the last look at the service found it. */
  findings: ServiceFinding[];
}

export interface PreventionFacts {
  /** Of the last look; null before the first one. */
  findings: ServiceFinding[] | null;
  /** Whether any component puts code back, and any data. */
  code: boolean;
  data: boolean;
  /** A required check that no person has to answer: what can decide for a canary at any hour. */
  automaticCheck: boolean;
}

/** What past rollbacks cost, over a year, drills left out. */
export interface RollbackFigures {
  rollbacks: number;
  /** Of those that recovered; null where none did. */
  medianMs: number | null;
  /** Incidents in which data was put back. */
  withData: number;
}

const PRECAUTION = {
  blue_green: 'traffic',
  canary: 'traffic',
  backups: 'backups',
  images: 'images',
  secret_versions: 'secret_versions',
} as const satisfies Partial<Record<MeasureName, Precaution>>;

/** Judges each measure from what was found, never from what the service is called. Pure and total. */
export function measuresOf(facts: PreventionFacts): Measure[] {
  return MEASURES.map((name) => {
    const findings = (facts.findings ?? []).filter((finding) => isAbout(finding, name));
    return { name, findings, state: stateOf(name, findings, facts) };
  });
}

const isAbout = ({ group, precaution }: ServiceFinding, name: MeasureName) =>
  name === 'verification' ? group === 'verification' : precaution === PRECAUTION[name];

function stateOf(name: MeasureName, findings: ServiceFinding[], facts: PreventionFacts): MeasureState {
  if (facts.findings === null) return 'unknown';
  if (findings.length === 0) return isNeeded(name, facts) ? 'missing' : 'not_needed';
  if (name === 'canary' && !facts.automaticCheck) return 'gaps';
  if (name === 'verification' && findings.some(({ level }) => level === 'fail')) return 'missing';
  return findings.every(({ level }) => level === 'ok') ? 'in_place' : 'gaps';
}

/** Images and secrets speak for themselves: without a component that has some, there is nothing to keep. */
function isNeeded(name: MeasureName, { code, data }: PreventionFacts): boolean {
  if (name === 'blue_green' || name === 'canary') return code;
  return name === 'backups' ? data : name === 'verification';
}
