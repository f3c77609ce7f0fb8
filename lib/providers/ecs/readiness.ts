import type { ReadinessFinding } from '../contract';
import { asProviderError, ProviderError } from '../error';
import { probe } from '../probe';
import type { Ecs } from './client';
import { imageFindings } from './images';
import { describeDeployment } from './in-flight';
import { readService, type ServiceState } from './service';
import { describe, familyOf, labelOf, listActive } from './task-definition';
import { readTasks } from './tasks';

/** Could a rollback work right now? Only reads; what Amazon answers becomes a finding, never an error. */
export async function readiness(ecs: Ecs, signal: AbortSignal): Promise<ReadinessFinding[]> {
  const state = await readService(ecs, signal).catch(asProviderError);
  if (state instanceof ProviderError) return [{ level: 'fail', code: `service_${state.code}`, text: state.message }];
  const { config } = ecs;
  const { service, primary } = state;
  const params = { service: config.service, current: labelOf(primary.taskDefinition) };
  return [
    {
      level: 'ok',
      code: 'service_found',
      params,
      text: `The service ${config.service} is at ${params.current}.`,
    },
    tasksFinding(state),
    await probe('fail', 'history_unreadable', () => historyFinding(ecs, state, signal)),
    ...(await imagesSeen(ecs, state, signal)),
    await probe('fail', 'tasks_unreadable', () => tasksReadable(ecs, signal)),
    await probe('warn', 'deployments_unreadable', () =>
      deploymentsReadable(ecs, service.currentServiceDeployment, signal),
    ),
    {
      level: 'warn',
      code: 'update_unproven',
      provenByUse: true,
      text: 'Amazon offers no way to test ecs:UpdateService without using it: a drill proves it.',
    },
  ];
}

function tasksFinding({ service }: ServiceState): ReadinessFinding {
  const { runningCount: running = 0, desiredCount: desired = 0 } = service;
  const params = { running, desired };
  return running < desired
    ? { level: 'warn', code: 'tasks_short', params, text: `Only ${running} of ${desired} tasks run.` }
    : { level: 'ok', code: 'tasks_running', params, text: `${running} of ${desired} tasks run.` };
}

async function historyFinding(ecs: Ecs, { primary }: ServiceState, signal: AbortSignal): Promise<ReadinessFinding> {
  await describe(ecs, primary.taskDefinition, signal);
  for await (const arn of listActive(ecs, familyOf(primary.taskDefinition), signal)) {
    const params = { label: labelOf(arn) };
    if (arn !== primary.taskDefinition)
      return { level: 'ok', code: 'targets_active', params, text: `${params.label} can be deployed as it is.` };
  }
  return {
    level: 'warn',
    code: 'targets_inactive',
    text: 'No other task definition of the family is active: a rollback has to register a copy first (ecs:RegisterTaskDefinition, iam:PassRole).',
  };
}

/** A look into the registry may be refused to credentials that can deploy all the same. */
const imagesSeen = (ecs: Ecs, state: ServiceState, signal: AbortSignal): Promise<ReadinessFinding[]> =>
  imageFindings(ecs, state, signal)
    .catch((error: unknown): ReadinessFinding[] => [
      { level: 'warn', code: 'images_unreadable', text: asProviderError(error).message, provenByUse: true },
    ])
    .then((findings) => findings.map((finding) => ({ ...finding, precaution: 'images' as const })));

async function tasksReadable(ecs: Ecs, signal: AbortSignal): Promise<ReadinessFinding> {
  await readTasks(ecs, 'RUNNING', signal);
  return { level: 'ok', code: 'tasks_readable', text: 'The tasks can be read, so a rollback can be proven.' };
}

async function deploymentsReadable(ecs: Ecs, arn: string | undefined, signal: AbortSignal): Promise<ReadinessFinding> {
  if (arn !== undefined) await describeDeployment(ecs, arn, signal);
  return { level: 'ok', code: 'deployments_readable', text: 'A deployment under way can be stopped.' };
}
