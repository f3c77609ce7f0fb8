import type { ReadinessFinding } from '../contract';
import { asProviderError, ProviderError } from '../error';
import { isAllowed } from './allowed';
import { automationCalls } from './automation/calls';
import { type Call, resourceName } from './call';
import { type History, readHistory } from './history';
import { KINDS } from './kinds';
import type { Kubernetes } from './kubernetes';
import { managersOf } from './managers';
import { labelOf } from './revision';

/** Could a rollback work right now? Writes nothing. Never throws for what the API answers. */
export async function readiness(kubernetes: Kubernetes, signal: AbortSignal): Promise<ReadinessFinding[]> {
  const [history, permissions] = await Promise.all([
    readHistory(kubernetes, signal).catch(asProviderError),
    permissionFindings(kubernetes, permissionsOf(kubernetes), signal).catch(asProviderError),
  ]);
  if (history instanceof ProviderError) {
    const missing = permissions instanceof ProviderError ? [] : permissions.filter(({ level }) => level !== 'ok');
    return [{ level: 'fail', code: `api_${history.code}`, text: history.message }, ...missing];
  }
  const allowed: ReadinessFinding[] =
    permissions instanceof ProviderError
      ? [{ level: 'warn', code: 'permissions_unknown', text: permissions.message }]
      : permissions;
  return [
    workloadFinding(kubernetes, history),
    ...historyFindings(history),
    ...stateFindings(kubernetes, history),
    ...allowed,
    ...(await automationFindings(kubernetes, history, signal).catch(() => [])),
  ];
}

/** Whether what would undo a rollback could be suspended. */
async function automationFindings(
  kubernetes: Kubernetes,
  { workload }: History,
  signal: AbortSignal,
): Promise<ReadinessFinding[]> {
  const calls = automationCalls(managersOf(workload), kubernetes.config);
  const permissions = calls.map((call) => ({ ...call, isNeeded: false }));
  const findings = await permissionFindings(kubernetes, permissions, signal);
  return findings.filter(({ level }) => level !== 'ok');
}

function workloadFinding({ title }: Kubernetes, { current }: History): ReadinessFinding {
  const params = { title, label: labelOf(current) };
  return { level: 'ok', code: 'workload_found', params, text: `${title} is at ${params.label}.` };
}

function historyFindings({ entries, workload }: History): ReadinessFinding[] {
  const limit = workload.spec.revisionHistoryLimit ?? 10;
  const count = entries.length - 1;
  if (limit === 0)
    return [
      {
        level: 'fail',
        code: 'history_off',
        text: 'It keeps no history (revisionHistoryLimit: 0): set the limit to 10.',
      },
    ];
  if (count === 0)
    return [{ level: 'warn', code: 'history_empty', text: 'It has no earlier revision yet: nothing to go back to.' }];
  return [
    { level: 'ok', code: 'history_kept', params: { count, limit }, text: `${count} earlier revisions are kept.` },
  ];
}

function stateFindings({ config }: Kubernetes, { workload: { spec } }: History): ReadinessFinding[] {
  const params = { workload: config.workload, namespace: config.namespace };
  const resume = `kubectl rollout resume ${config.workload} -n ${config.namespace}`;
  const paused = `It is paused: ${resume}`;
  return [
    ...(spec.paused ? [{ level: 'fail', code: 'paused', params, text: paused, command: resume } as const] : []),
    ...(spec.updateStrategy?.type === 'OnDelete'
      ? [{ level: 'fail', code: 'on_delete', params, text: 'Its strategy is OnDelete: set RollingUpdate.' } as const]
      : []),
  ];
}

type Permission = Call & { isNeeded: boolean };

function permissionsOf({ kind, name }: Kubernetes): Permission[] {
  const { plural: resource, history } = KINDS[kind];
  const apps = { group: 'apps', isNeeded: true } as const;
  const extra = { group: 'core', resource: 'pods', isNeeded: false } as const;
  return [
    { ...apps, verb: 'get', resource, name },
    { ...apps, verb: 'list', resource },
    { ...apps, verb: 'watch', resource },
    { ...apps, verb: 'patch', resource, name },
    { ...apps, verb: 'list', resource: history },
    { ...extra, verb: 'list' },
    { ...extra, verb: 'watch' },
    { ...extra, verb: 'get', subresource: 'log' },
    ...(kind === 'daemonset'
      ? []
      : [{ verb: 'list', group: 'autoscaling', resource: 'horizontalpodautoscalers', isNeeded: false } as const]),
  ];
}

async function permissionFindings(
  kubernetes: Kubernetes,
  permissions: readonly Permission[],
  signal: AbortSignal,
): Promise<ReadinessFinding[]> {
  const allowed = await Promise.all(permissions.map((permission) => isAllowed(kubernetes, permission, signal)));
  const missing = permissions.filter((_, index) => !allowed[index]);
  if (missing.length === 0)
    return [{ level: 'ok', code: 'permissions_granted', text: 'These credentials may do all that a rollback needs.' }];
  return missing.map(({ isNeeded, ...call }) => {
    const params = {
      verb: call.verb,
      resource: resourceName(call),
      namespace: call.namespace ?? kubernetes.config.namespace,
    };
    const code = isNeeded ? 'permission_missing' : 'permission_useful';
    const text = `These credentials may not ${params.verb} ${params.resource} in ${params.namespace}: add it to their Role.`;
    return { level: isNeeded ? 'fail' : 'warn', code, params, text };
  });
}
