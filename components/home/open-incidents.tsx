'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Notice } from '@/components/ui/notice';
import { TimeOfDay } from '@/components/ui/time';
import type { OpenIncident } from '@/lib/domain/views';
import { OpenIncidentCard } from './open-incident-card';
import { OpenIncidentRows } from './open-incident-rows';
import { useDatabaseNow } from './use-database-now';

export interface OpenIncidents {
  incidents: OpenIncident[];
  /** Database time of the reading, ISO 8601. */
  now: string;
}

const EVERY_MS = 5_000;
/** With more of them, cards would push what the service itself has to say out of sight. */
const CARDS_OF_SERVICE = 3;

async function readOpen({ signal }: { signal: AbortSignal }): Promise<OpenIncidents> {
  const response = await fetch('/api/incidents/open', {
    signal: AbortSignal.any([signal, AbortSignal.timeout(8_000)]),
  });
  if (!response.ok) throw new Error(`open incidents: ${response.status}`);
  return response.json() as Promise<OpenIncidents>;
}

/** Read again every few seconds while somebody looks; the title and the cards share one reading. */
function useOpenIncidents(initial: OpenIncidents) {
  return useQuery({
    queryKey: ['open-incidents'],
    queryFn: readOpen,
    initialData: initial,
    refetchInterval: EVERY_MS,
    refetchOnWindowFocus: true,
  });
}

/** The page's title and the tab's: whether something is open, and how much. Practice is counted apart. */
export function OpenIncidentCount({ initial }: { initial: OpenIncidents }) {
  const t = useTranslations('home');
  const { incidents } = useOpenIncidents(initial).data;
  const drills = incidents.filter(({ drill }) => drill).length;
  const count = incidents.length - drills;
  const words = count > 0 ? t('open', { count, drills }) : drills > 0 ? t('openDrills', { drills }) : t('quiet');
  useEffect(() => {
    document.title = `${words} · Repli`;
  }, [words]);
  return <span aria-live="polite">{words}</span>;
}

/** The open incidents, of one service or of all, big. Nothing at all while all is quiet. */
export function OpenIncidentList({ initial, slug }: { initial: OpenIncidents; slug?: string }) {
  const t = useTranslations('home');
  const { data, isError } = useOpenIncidents(initial);
  const now = useDatabaseNow(data.now);
  const incidents = data.incidents.filter((incident) => slug === undefined || incident.service.slug === slug);
  if (incidents.length === 0 && !isError) return null;
  return (
    <section aria-label={t('openTitle')} className="grid min-w-0 grid-cols-1 gap-3">
      {isError && <Notice tone="warn">{t.rich('stale', { time: () => <TimeOfDay at={data.now} /> })}</Notice>}
      {slug !== undefined && incidents.length > CARDS_OF_SERVICE ? (
        <OpenIncidentRows incidents={incidents} now={now} />
      ) : (
        <ul className={incidents.length === 1 ? 'grid gap-3' : 'grid gap-3 lg:grid-cols-2'}>
          {incidents.map((incident) => (
            <OpenIncidentCard key={incident.id} incident={incident} now={now} withService={slug === undefined} />
          ))}
        </ul>
      )}
    </section>
  );
}
