'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/status';
import { RelativeTime } from '@/components/ui/time';
import { useIncident } from '../room-context';

/** What was reported: symptoms, service, who and when. */
export function Facts() {
  const t = useTranslations('room.facts');
  const symptoms = useTranslations('words.symptom');
  const state = useIncident();
  return (
    <div className="grid gap-2">
      <p className="[overflow-wrap:anywhere] sm:hidden">{state.title}</p>
      {state.symptoms.length > 0 && (
        <ul aria-label={t('symptoms')} className="flex flex-wrap gap-1.5">
          {state.symptoms.map((symptom) => (
            <li key={symptom}>
              <Badge tone="danger">{symptoms(symptom)}</Badge>
            </li>
          ))}
        </ul>
      )}
      <p className="text-muted text-sm">
        {t('declared', { name: state.declaredBy, service: state.service.name, environment: state.service.environment })}{' '}
        <RelativeTime at={state.declaredAt} />
      </p>
    </div>
  );
}
