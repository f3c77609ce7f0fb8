'use client';

import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/incidents/duration';
import type { TargetChoice } from './target';

/** Why this target was chosen already; of a restore point, how long before the suspected change it was taken. */
export function WhySuggested({ target: { chosen, suggested } }: { target: TargetChoice }) {
  const t = useTranslations('room.target.why');
  const duration = useDuration();
  if (!chosen || suggested?.revisionId !== chosen.id) return null;
  const { why, suspect } = suggested;
  const text = suspect
    ? t(`${why}.${suspect.change}`, {
        name: suspect.name,
        span: duration(Date.parse(suspect.at) - Date.parse(chosen.dataAt ?? suspect.at)),
      })
    : t(why);
  return <p className="text-muted text-sm [overflow-wrap:anywhere]">{text}</p>;
}
