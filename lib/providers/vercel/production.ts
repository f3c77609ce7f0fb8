import { ProviderError } from '../error';
import type { Api } from './api';
import { VercelRefusal } from './failure';
import { aliasReply, domainsReply, type Project, projectReply } from './replies';

/** More domains than any project should need to be judged by; each costs a request. */
const MOST_DOMAINS = 50;

/** Where production stands: the aliases are the truth, not what the project says of itself (vercel/vercel#14935). */
export interface Production {
  project: Project;
  /** The domain that says what production is. */
  domain: string;
  /** Production domains with the deployment that each leads to; null for one that leads nowhere. */
  aliases: Record<string, string | null>;
}

export function readProject(api: Api, signal: AbortSignal): Promise<Project> {
  const { project, versions } = api.config;
  return api.get(projectReply, {
    what: `read project ${project}`,
    path: `/v${versions.project}/projects/${encodeURIComponent(project)}`,
    signal,
  });
}

/** Errors: those of `Api`; `not_found` when the project has no production domain, or not the configured one. */
export async function readProduction(api: Api, signal: AbortSignal): Promise<Production> {
  const [project, domains] = await Promise.all([readProject(api, signal), readDomains(api, signal)]);
  const domain = api.config.domain ?? domains[0];
  if (domain === undefined || !domains.includes(domain))
    throw new ProviderError(
      'not_found',
      domain === undefined
        ? `Project ${project.name} has no production domain: add one on Vercel.`
        : `${domain} is no production domain of ${project.name} (it has ${domains.slice(0, 5).join(', ') || 'none'}): correct the domain in the catalogue.`,
    );
  return { project, domain, aliases: await readAliases(api, domains, signal) };
}

export async function readAliases(api: Api, domains: string[], signal: AbortSignal): Promise<Production['aliases']> {
  return Object.fromEntries(
    await Promise.all(domains.map(async (name) => [name, await readAlias(api, name, signal)] as const)),
  );
}

/** Verified production domains that serve by themselves: neither redirects nor those of a branch or environment. */
async function readDomains(api: Api, signal: AbortSignal): Promise<string[]> {
  const names: string[] = [];
  for (let until: number | undefined; names.length < MOST_DOMAINS; ) {
    const page = await api.get(domainsReply, {
      what: `list the domains of ${api.config.project}`,
      path: `/v${api.config.versions.domains}/projects/${encodeURIComponent(api.config.project)}/domains`,
      query: { production: 'true', limit: MOST_DOMAINS, until },
      signal,
    });
    for (const { name, redirect, gitBranch, customEnvironmentId, verified } of page.domains)
      if (verified && !redirect && !gitBranch && !customEnvironmentId) names.push(name);
    until = page.pagination?.next ?? undefined;
    if (until === undefined) break;
  }
  return names.slice(0, MOST_DOMAINS);
}

async function readAlias(api: Api, domain: string, signal: AbortSignal): Promise<string | null> {
  try {
    const path = `/v${api.config.versions.alias}/aliases/${encodeURIComponent(domain)}`;
    return (await api.get(aliasReply, { what: `read where ${domain} leads`, path, signal })).deploymentId;
  } catch (error) {
    // A domain that was never deployed to has no alias yet.
    if (error instanceof VercelRefusal && error.status === 404) return null;
    throw error;
  }
}

/** What production is. Errors: ProviderError `not_found` when its domain leads nowhere yet. */
export function currentOf({ aliases, domain, project }: Production): string {
  const id = aliases[domain];
  if (id) return id;
  throw new ProviderError('not_found', `${domain} of ${project.name} leads to no deployment yet: deploy it first.`);
}

/** Domains that do not lead to this deployment. */
export function notAt(aliases: Production['aliases'], deploymentId: string): string[] {
  return Object.keys(aliases).filter((domain) => aliases[domain] !== deploymentId);
}
