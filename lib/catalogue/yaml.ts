import { stringify } from 'yaml';
import { channelConfig, type ServiceDocument } from './document';

/** Writes services so that the same catalogue always gives the same text, and reading it back changes nothing. */
export function toYaml(services: readonly ServiceDocument[]): string {
  const bySlug = [...services].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return stringify({ services: bySlug.map(ordered) }, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Keys in the order of the manual; empty lists are left out. */
function ordered(service: ServiceDocument): Record<string, unknown> {
  const { slug, name, environment, owner, stability, objection } = service;
  return {
    slug,
    name,
    environment,
    owner,
    ...(service.archived ? { archived: true } : {}),
    ...filled('contacts', service.contacts, ({ role, ...rest }) => ({ role, ...sorted(rest) })),
    ...filled('links', service.links, (link) => ({ name: link.name, url: link.url })),
    ...filled('channels', service.channels, (one) => ({ kind: one.kind, ...sorted(channelConfig(one)) })),
    stability: { windowSeconds: stability.windowSeconds, intervalSeconds: stability.intervalSeconds },
    ...(objection ? { objection: { seconds: objection.seconds } } : {}),
    ...(service.messages ? { messages: sorted(service.messages) } : {}),
    ...filled('freezes', service.freezes, ({ from, until, reason }) => ({ from, until, reason })),
    components: service.components.map((one) => ({
      name: one.name,
      provider: one.provider,
      config: sorted(one.config),
    })),
    ...filled('checks', service.checks, (one) => ({
      name: one.name,
      kind: one.kind,
      required: one.required,
      config: sorted(one.config),
    })),
    ...filled('playbooks', service.playbooks, (one) => ({
      name: one.name,
      when: one.when,
      expectMinutes: one.expectMinutes,
      steps: one.steps,
    })),
  };
}

const filled = <T>(key: string, items: readonly T[], write: (item: T) => object): Record<string, object[]> =>
  items.length > 0 ? { [key]: items.map(write) } : {};

/** The database keeps no order of keys: the alphabet gives one, at every depth. */
function sorted<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sorted) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)])) as T;
}
