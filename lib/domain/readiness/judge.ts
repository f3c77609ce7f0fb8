import type { CredentialTrouble } from '../credentials';
import { type ReadinessVerdict, type ServiceFinding, verdictOf } from '../readiness';
import { componentFindings } from './components';
import type { ReadinessFacts } from './facts';
import { found } from './find';
import { peopleFindings } from './people';
import { practiceFindings } from './practice';
import { verificationFindings } from './verification';

/** Judges what was read of a service: all findings, good ones too, and the verdict over them. Pure and total. */
export function judgeReadiness(facts: ReadinessFacts): { verdict: ReadinessVerdict; findings: ServiceFinding[] } {
  const findings = [
    ...componentFindings(facts),
    ...verificationFindings(facts),
    ...credentialFindings(facts.credentials),
    ...peopleFindings(facts),
    ...practiceFindings(facts),
  ];
  return { verdict: verdictOf(findings), findings };
}

function credentialFindings(troubles: CredentialTrouble[]): ServiceFinding[] {
  if (troubles.length === 0) return [found('credentials', 'ok', 'credentials_fine')];
  return troubles.map(({ name, trouble, at }) =>
    found('credentials', trouble === 'expires_soon' ? 'warn' : 'fail', `credential_${trouble}`, {
      subject: name,
      params: { name, at: (at ?? '').slice(0, 10) },
      fix: { kind: 'credentials' },
    }),
  );
}
