/** A named credential as its page shows it. */
export interface CredentialRow {
  name: string;
  kind: string;
  version: number;
  /** ISO 8601; null for one that does not end. */
  expiresAt: string | null;
  trouble: Exclude<CredentialTrouble['trouble'], 'missing'> | null;
  updatedAt: string;
  /** What each field holds: a reference, `sealed`, or nothing. */
  fields: { name: string; held: string | null }[];
  usedBy: { slug: string; service: string; part: string }[];
}

export interface CredentialTrouble {
  name: string;
  trouble: 'missing' | 'expired' | 'expires_soon';
  /** When it ends or ended. */
  at: string | null;
}
