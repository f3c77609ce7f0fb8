'use client';

import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/incidents/duration';
import type { RevisionView } from '@/lib/domain/snapshot';
import { useIncident } from '../room-context';

/** Who deployed what runs now, and how long before the incident was declared: the first suspect. */
export function DeployedBefore({ revisions }: { revisions: readonly RevisionView[] }) {
  const t = useTranslations('room.target');
  const duration = useDuration();
  const { declaredAt } = useIncident();
  const current = revisions.find((revision) => revision.current);
  if (!current?.deployed) return null;
  const { at, by } = current.deployed;
  const beforeMs = Date.parse(declaredAt) - Date.parse(at);
  const said = { revision: current.label, by, span: duration(Math.abs(beforeMs)) };
  return <p className="text-muted text-sm">{t(beforeMs >= 0 ? 'deployedBefore' : 'deployedAfter', said)}</p>;
}
