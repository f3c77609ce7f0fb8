import path from 'node:path';
import { keptSetting } from '@/lib/catalogue/incident-settings';
import { credentials } from '@/lib/credentials/resolve';
import { db } from '@/lib/db/client';
import type { Connection, Provider } from '@/lib/providers/contract';
import { ProviderError } from '@/lib/providers/error';
import { providers } from '@/lib/providers/registry';
import { settings } from '@/lib/settings';

export interface Connected {
  connection: Connection;
  provider: Provider;
  resourceKey: string;
  /** Its settings as they are written: what they name can be looked up. */
  config: unknown;
  component: { id: string; name: string; serviceId: string };
}

/**
 * The component's provider, configured from the catalogue and ready to be called. For an incident it is configured as
 * when that began: the catalogue may have changed since.
 * Throws ProviderError `not_found` when the component or its provider is gone, `invalid_target` when its config no longer parses.
 */
export async function connectComponent(componentId: string, incidentId: string | null = null): Promise<Connected> {
  const component = await readComponent(componentId, incidentId);
  if (!component)
    throw new ProviderError('not_found', 'This component is no longer in the catalogue: choose another one.');
  const provider = (providers as Record<string, Provider>)[component.provider];
  if (!provider) {
    throw new ProviderError(
      'not_found',
      `No provider "${component.provider}" is installed: correct ${component.name} in the catalogue.`,
    );
  }
  const config = provider.config.safeParse(component.config);
  if (!config.success) {
    throw new ProviderError(
      'invalid_target',
      `The configuration of ${component.name} is not valid: correct it in the catalogue.`,
      {
        cause: config.error,
      },
    );
  }
  const connection = provider.connect(config.data, {
    clock: () => new Date(),
    credentials,
    cacheDir: path.join(settings().dataDir, 'cache', provider.id),
  });
  return {
    connection,
    provider,
    config: component.config,
    resourceKey: `${provider.id}:${provider.resourceKey(config.data)}`,
    component: { id: component.id, name: component.name, serviceId: component.serviceId },
  };
}

interface ComponentSettings {
  id: string;
  name: string;
  provider: string;
  serviceId: string;
  config: unknown;
}

async function readComponent(id: string, incidentId: string | null): Promise<ComponentSettings | null> {
  const kept = incidentId === null ? null : await keptSetting(incidentId, id);
  if (!kept || incidentId === null) return db().component.findUnique({ where: { id } });
  const { serviceId } = await db().incident.findUniqueOrThrow({
    where: { id: incidentId },
    select: { serviceId: true },
  });
  return { id, serviceId, name: kept.name, provider: kept.kind, config: kept.config };
}
