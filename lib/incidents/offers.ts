import { db } from '@/lib/db/client';
import { placeholderOf } from '@/lib/domain/flow';
import type { RevisionView } from '@/lib/domain/snapshot';
import type { Provider } from '@/lib/providers/contract';
import { providers } from '@/lib/providers/registry';

const providerOf = (id: string): Provider | undefined => (providers as Record<string, Provider>)[id];

/** Targets that take what another component of the service gives in an earlier step of the same plan. */
export async function offersFor(componentId: string): Promise<RevisionView[]> {
  const all = await db().component.findMany({
    where: { service: { components: { some: { id: componentId } } } },
    select: { id: true, name: true, provider: true, config: true },
    orderBy: { position: 'asc' },
  });
  const takes = takesOf(all.find(({ id }) => id === componentId));
  return all
    .filter(({ id }) => id !== componentId)
    .flatMap(({ id, name, provider }) =>
      (providerOf(provider)?.gives ?? []).flatMap((output) => {
        const target = takes[output]?.(placeholderOf({ componentId: id, output }));
        return target === undefined ? [] : [offer(target, name, output)];
      }),
    );
}

function takesOf(component: { provider: string; config: unknown } | undefined) {
  const provider = providerOf(component?.provider ?? '');
  const config = provider?.config.safeParse(component?.config);
  return (config?.success && provider?.takes?.(config.data)) || {};
}

function offer(id: string, name: string, output: string): RevisionView {
  const marks = [`takes_${output}:${name}`];
  return { id, label: `${name}.${output}`, summary: '', current: false, marks, doubts: [], verifiedGood: false };
}
