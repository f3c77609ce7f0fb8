import { db } from '@/lib/db/client';
import { placeholderOf } from '@/lib/domain/flow';
import type { RevisionView } from '@/lib/domain/snapshot';
import type { Provider, Taking } from '@/lib/providers/contract';
import { providers } from '@/lib/providers/registry';

const providerOf = (id: string): Provider | undefined => (providers as Record<string, Provider>)[id];

/** What another component of the service gives in an earlier step of the same plan, as targets of this one. */
export interface Offer {
  alone: RevisionView;
  /** The id of going back to a revision with it; null where the provider has no such target. */
  idWith(revisionId: string): string | null;
  /** The same as it is shown, in the place after the revision: as doubtful, and not verified itself. */
  with(revision: RevisionView): RevisionView | null;
}

/** What the component can take, in the order of the components that give it. */
export async function offersFor(componentId: string): Promise<Offer[]> {
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
        const taking = takes[output];
        return taking ? [offer(taking, placeholderOf({ componentId: id, output }), name, output)] : [];
      }),
    );
}

function takesOf(component: { provider: string; config: unknown } | undefined) {
  const provider = providerOf(component?.provider ?? '');
  const config = provider?.config.safeParse(component?.config);
  return (config?.success && provider?.takes?.(config.data)) || {};
}

function offer(taking: Taking, value: string, name: string, output: string): Offer {
  const label = `${name}.${output}`;
  const mark = `takes_${output}:${name}`;
  const idWith = (revisionId: string) => taking.with?.(value, revisionId) ?? null;
  return {
    alone: {
      ...{ id: taking.alone(value), label, summary: '', marks: [mark] },
      ...{ current: false, doubts: [], verifiedGood: false },
    },
    idWith,
    with(revision) {
      const id = revision.current ? null : idWith(revision.id);
      const marks = [...revision.marks, mark];
      return id === null
        ? null
        : { ...revision, id, label: `${revision.label} @ ${label}`, marks, verifiedGood: false };
    },
  };
}
