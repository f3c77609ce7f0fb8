import type { ServiceFinding } from '../readiness';
import type { CheckFacts, ReadinessFacts } from './facts';
import { found } from './find';

const CHECKS = { kind: 'form', part: 'checks' } as const;

/** Whether there is a verification plan (rule 1), and whether its checks answer now. */
export function verificationFindings({ checks }: ReadinessFacts): ServiceFinding[] {
  const required = checks.filter((check) => check.required);
  const plan =
    required.length > 0
      ? found('verification', 'ok', 'required_checks', { params: { count: required.length } })
      : found('verification', 'fail', 'no_required_check', { fix: CHECKS });
  const asked = checks.filter(({ manual }) => !manual);
  const passing = asked.filter(({ verdict }) => verdict === 'pass').length;
  return [
    plan,
    ...asked.flatMap(troubleOf),
    ...(passing > 0 ? [found('verification', 'ok', 'checks_pass', { params: { count: passing } })] : []),
  ];
}

/** A check that is red now could not show that a rollback worked; one that cannot be asked never will. */
function troubleOf({ name, required, verdict, observed }: CheckFacts): ServiceFinding[] {
  const about = { subject: name, params: { name, observed }, fix: CHECKS };
  if (verdict === 'error') return [found('verification', required ? 'fail' : 'warn', 'check_unanswered', about)];
  return verdict === 'fail' ? [found('verification', 'warn', 'check_red', about)] : [];
}
