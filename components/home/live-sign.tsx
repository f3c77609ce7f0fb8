'use client';

import type { CardSign } from '@/lib/domain/views';
import { IncidentSign } from './incident-sign';
import { useDatabaseNow } from './use-database-now';

/** A sign among rows that stand still: what starts by itself is counted down. `now`: database time, ISO 8601. */
export function LiveSign({ sign, now }: { sign: CardSign; now: string }) {
  return <IncidentSign sign={sign} now={useDatabaseNow(now)} />;
}
