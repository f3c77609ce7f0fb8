import type { ReadinessFinding } from '../contract';
import { ProviderError } from '../error';
import type { Api } from './api';
import { listDeployments, readDeployment, refOf } from './deployments';
import { currentOf, notAt, type Production, readProduction } from './production';

/** Could a rollback work right now? Never throws for what Vercel answers. */
export async function readiness(api: Api, signal: AbortSignal): Promise<ReadinessFinding[]> {
  try {
    const production = await readProduction(api, signal);
    return [...productionFindings(production), ...(await targetFindings(api, production, signal))];
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [{ level: 'fail', code: `project_${error.code}`, text: error.message }];
  }
}

function productionFindings({ project, domain, aliases }: Production): ReadinessFinding[] {
  const { name } = project;
  const current = aliases[domain];
  const astray = current ? notAt(aliases, current) : [];
  const findings: ReadinessFinding[] = [
    {
      level: 'ok',
      code: 'project_found',
      params: { project: name, domain, count: Object.keys(aliases).length },
      text: `${name} is there, and ${domain} says what its production is.`,
    },
  ];
  if (astray.length > 0) {
    const list = astray.join(', ');
    findings.push({
      level: 'warn',
      code: 'domains_disagree',
      params: { domain, list },
      text: `Not all production domains lead where ${domain} leads (${list}): point them at one deployment.`,
    });
  }
  if (!project.autoAssignCustomDomains)
    findings.push({
      level: 'warn',
      code: 'auto_assign_is_off',
      params: { project: name },
      text: `New deployments of ${name} do not get the production domains by themselves, as after a rollback: promote one if that is not meant.`,
    });
  if (project.rollingRelease)
    findings.push({
      level: 'warn',
      code: 'rolling_release',
      params: { project: name },
      text: `Rolling releases are on for ${name}: a rollback ends one that is under way.`,
    });
  return findings;
}

async function targetFindings(api: Api, production: Production, signal: AbortSignal): Promise<ReadinessFinding[]> {
  const current = await readDeployment(api, currentOf(production), signal);
  const { deployments } = await listDeployments(api, { until: current.createdAt, limit: 20 }, signal);
  const earlier = deployments.find((each) => each.uid !== current.id && each.readySubstate !== 'STAGED');
  const findings: ReadinessFinding[] = [];
  if (earlier) {
    const { label } = refOf(earlier);
    const params = { label };
    findings.push({ level: 'ok', code: 'target_ready', params, text: `${label} is ready to go back to.` });
  } else {
    const text = 'There is no earlier production deployment that is ready: nothing to go back to yet.';
    findings.push({ level: 'warn', code: 'no_target', text });
  }
  if (current.plan === 'hobby') {
    const text = 'The hobby plan rolls back by one deployment only: further back, Repli points the domains by hand.';
    findings.push({ level: 'warn', code: 'one_step_only', text });
  }
  return findings;
}
