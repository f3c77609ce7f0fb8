'use client';

import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/field';
import { useProviderName } from '../plan/use-provider-name';
import { useIncident } from '../room-context';

/** Which thing of the service; nothing to choose when there is one. */
export function ComponentSelect({
  componentId,
  setComponentId,
}: {
  componentId: string;
  setComponentId: (id: string) => void;
}) {
  const t = useTranslations('room.target');
  const { components } = useIncident().service;
  const providerName = useProviderName();
  if (components.length < 2) return null;
  return (
    <Select
      label={t('component')}
      value={componentId}
      onChange={(event) => setComponentId(event.target.value)}
      className="max-w-sm"
    >
      {components.map(({ id, name, provider }) => (
        <option key={id} value={id}>
          {name} ({providerName(provider)})
        </option>
      ))}
    </Select>
  );
}
