import type { TaskDefinition } from '@aws-sdk/client-ecs';
import type { PlanWarning, ProviderPlan } from '../contract';
import type { Scaling } from './scaling';
import type { ServiceState } from './service';
import { imagesOf, labelOf } from './task-definition';
import type { EcsWrite } from './write';

export interface Change extends ServiceState {
  write: EcsWrite;
  from: TaskDefinition;
  to: TaskDefinition;
  scaling: Scaling | null;
}

type Notice = [code: string, params: Record<string, string | number>, text: string];
const notices = (list: (Notice | false)[]): PlanWarning[] =>
  list.filter((notice) => notice !== false).map(([code, params, text]) => ({ code, params, text }));

/** What the commander acknowledges before the start, once. */
export function warningsOf({ service, primary, write, to, scaling }: Change): PlanWarning[] {
  const target = labelOf(write.target);
  const { desiredCount: desired = 0, runningCount: running = 0 } = service;
  const mutable = imagesOf(to).filter((image) => !image.includes('@sha256:'));
  const stack = stackOf(service.tags);
  const list = mutable.join(', ');
  return notices([
    primary.rolloutState === 'IN_PROGRESS' && [
      'in_flight',
      { current: labelOf(primary.taskDefinition), running: primary.runningCount ?? 0, desired },
      `A deployment of ${labelOf(primary.taskDefinition)} is under way (${primary.runningCount ?? 0} of ${desired} tasks): this rollback ends it.`,
    ],
    write.mode === 'copy' && [
      'inactive_target',
      { target },
      `${target} was deregistered and cannot be deployed itself: an equal copy without its tags is registered and deployed.`,
    ],
    desired === 0 && [
      'no_tasks_wanted',
      {},
      'The service wants no tasks: nothing will run, so nothing will be proven.',
    ],
    running < desired && [
      'short_of_tasks',
      { running, desired },
      `Only ${running} of ${desired} tasks run: if capacity is short, the rollback will meet the same limit.`,
    ],
    mutable.length > 0 && [
      'mutable_tags',
      { list },
      `The target names images by tag, which may point to another image by now: ${list}.`,
    ],
    scaling !== null && [
      'autoscaling',
      { min: scaling.min, max: scaling.max },
      `Application Auto Scaling goes on changing the number of tasks between ${scaling.min} and ${scaling.max}: it changes no image, but how many tasks the rollback waits for.`,
    ],
    breakerNotice(service, target),
    stack !== undefined && [
      'managed_by_stack',
      { stack },
      `The CloudFormation stack ${stack} manages this service: its next deployment brings its own version back.`,
    ],
  ]);
}

/** What Amazon does by itself when the target fails to start. */
function breakerNotice({ deploymentConfiguration }: Change['service'], target: string): Notice {
  const { enable = false, rollback = false } = deploymentConfiguration?.deploymentCircuitBreaker ?? {};
  if (!enable)
    return [
      'no_breaker',
      { target },
      `The service has no circuit breaker: if ${target} fails to start, Amazon keeps trying until something else is deployed.`,
    ];
  return rollback
    ? [
        'breaker_rolls_back',
        { target },
        `If ${target} fails to start, Amazon's circuit breaker returns to the last completed deployment by itself: Repli then says that the rollback failed.`,
      ]
    : [
        'breaker_only_stops',
        { target },
        `If ${target} fails to start, Amazon's circuit breaker stops the deployment but does not go back.`,
      ];
}

/** What a rollback of the task definition leaves as it is (rule 8). */
export function lossesOf({ to }: Change): PlanWarning[] {
  const containers = to.containerDefinitions ?? [];
  const names = containers.flatMap(({ secrets }) => (secrets ?? []).map(({ name }) => name ?? ''));
  const list = [...new Set(names)].join(', ');
  return notices([
    ['data_stays', {}, 'The database is not restored: data and schema stay as they are.'],
    names.length > 0 && [
      'secrets_stay',
      { list },
      `Secrets keep their present values, read when a task starts: ${list}.`,
    ],
    [
      'service_stays',
      {},
      'The settings of the service are not restored: number of tasks, scaling, load balancers and network stay as they are.',
    ],
  ]);
}

/** Of code that stays nothing has to be fixed. */
export function followUpsOf({ write, from, service }: Change): ProviderPlan['followUps'] {
  const stack = stackOf(service.tags);
  const bad = labelOf(from.taskDefinitionArn ?? '');
  return [
    ...(write.target === from.taskDefinitionArn
      ? []
      : [
          {
            kind: 'definitive_fix',
            code: 'then_fix',
            params: { from: bad },
            text: `Fix what was wrong in ${bad}, then deploy it as a new revision.`,
          },
        ]),
    ...(stack === undefined
      ? []
      : [
          {
            kind: 'restore_automation',
            code: 'then_stack',
            params: { stack, from: bad },
            text: `Bring the CloudFormation stack ${stack} in line with what runs before it is deployed again: it still names ${bad}.`,
          },
        ]),
  ];
}

/** CloudFormation, and with it the CDK and Copilot, tags what it makes (CloudFormation user guide, "Resource tag"). */
const stackOf = (tags: { key?: string | undefined; value?: string | undefined }[] = []) =>
  tags.find(({ key }) => key === 'aws:cloudformation:stack-name')?.value;
