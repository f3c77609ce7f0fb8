import { noticeKey } from '../notice-key';
import type { ServiceFinding } from '../readiness';
import type { ComponentFacts, ProviderFinding, ReadinessFacts } from './facts';
import { daysBetween, found, STALE_DAYS } from './find';

const SETTINGS = { kind: 'form', part: 'components' } as const;

/** What each component's provider says of a rollback right now. */
export function componentFindings({ components, now }: ReadinessFacts): ServiceFinding[] {
  if (components.length === 0) return [found('components', 'fail', 'no_component', { fix: SETTINGS })];
  return components.flatMap((component) => findingsOf(component, now));
}

function findingsOf({ name, provider, answer, provenAt }: ComponentFacts, now: string): ServiceFinding[] {
  const about = { subject: name, fix: SETTINGS };
  if (answer.kind === 'late') {
    const params = { name, seconds: answer.seconds };
    return [found('components', 'warn', 'component_late', { ...about, params })];
  }
  if (answer.kind === 'broken')
    return [
      {
        ...found('components', 'fail', 'component_broken', { ...about, params: { name } }),
        key: '',
        text: answer.text,
      },
    ];
  const proven = provenAt !== null && daysBetween(provenAt, now) <= STALE_DAYS;
  const [unprovable, plain] = [
    answer.findings.filter(isUnprovable),
    answer.findings.filter((one) => !isUnprovable(one)),
  ];
  const own = plain.map((one) => said(one, provider, name));
  if (unprovable.length === 0) return own;
  if (!proven)
    return [...own, ...unprovable.map((one) => ({ ...said(one, provider, name), fix: { kind: 'drill' as const } }))];
  const params = { days: daysBetween(provenAt, now) };
  return [...own, found('components', 'ok', 'proven_by_use', { subject: name, params })];
}

const isUnprovable = ({ level, provenByUse }: ProviderFinding) => level === 'warn' && provenByUse === true;

function said(finding: ProviderFinding, provider: string, subject: string): ServiceFinding {
  const { level, code, text, params = {}, command, precaution } = finding;
  const fix = level === 'ok' ? null : command === undefined ? SETTINGS : ({ kind: 'command', command } as const);
  const key = `provider.${noticeKey(provider, code)}`;
  return { group: 'components', level, key, params, text, subject, fix, ...(precaution && { precaution }) };
}
