'use client';

import { useTranslations } from 'next-intl';

const ROLES = ['viewer', 'responder', 'commander', 'admin'] as const;
export type RoleName = (typeof ROLES)[number];

export const isRoleName = (value: unknown): value is RoleName => (ROLES as readonly unknown[]).includes(value);

/** The roles, each with what it may do. */
export function RoleOptions() {
  const t = useTranslations('people.role');
  return ROLES.map((role) => (
    <option key={role} value={role}>
      {t(role)}
    </option>
  ));
}
