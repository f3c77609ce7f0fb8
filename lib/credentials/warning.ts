import type { CredentialTrouble } from '@/lib/domain/credentials';

const SENTENCES = {
  missing: (name: string) => `The credential “${name}” does not exist.`,
  expired: (name: string, at: string) => `The credential “${name}” ended on ${at}.`,
  expires_soon: (name: string, at: string) => `The credential “${name}” ends on ${at}.`,
} as const;

/** The trouble as a warning of a plan, whoever the provider is; the day is written as everywhere: 2026-12-24. */
export function credentialWarning({ name, trouble, at }: CredentialTrouble) {
  const day = (at ?? '').slice(0, 10);
  return { code: `any:credential_${trouble}`, text: SENTENCES[trouble](name, day), params: { name, at: day } };
}
