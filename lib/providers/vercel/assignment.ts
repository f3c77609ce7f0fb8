import { z } from 'zod';
import type { Checkpoint, Operation, Progress, ProviderPlan, Suspension } from '../contract';
import { ProviderError } from '../error';
import type { Api } from './api';
import { assignmentCommand } from './commands';
import { readProject } from './production';
import type { Project } from './replies';

/** One call to one project. */
const ESTIMATE_MS = 2_000;

const writeSchema = z.object({ assignment: z.boolean(), project: z.string() });
const checkpointSchema = z.object({ project: z.string(), autoAssign: z.boolean() });

/** Whether a plan or an operation is about the assignment of domains alone. */
export const isAboutAssignment = (data: Record<string, unknown>): boolean => 'assignment' in data;

/** Without it, the next production deployment takes the domains that were pointed by hand. */
export const suspendAssignment = (api: Api, project: Project, warning: Suspension['warning']): Suspension => ({
  warning,
  plan: {
    ...planOf(api, project, false),
    followUps: [
      {
        kind: 'restore_automation',
        code: 'then_assign',
        params: { project: project.name },
        text: `Once ${project.name} is fixed, let new production deployments take its domains again.`,
        restores: true,
        verifiable: true,
      },
    ],
  },
});

/** The plan that gives back what a rollback or a suspension took. Errors: `conflict` for another project's checkpoint. */
export async function restoreAssignment(api: Api, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const data = checkpointSchema.safeParse(point.data);
  const project = await readProject(api, signal);
  if (data.success && data.data.project === project.id) return planOf(api, project, data.data.autoAssign);
  throw new ProviderError(
    'conflict',
    `Checkpoint ${point.id} does not belong to ${project.name}: set the assignment of its domains by hand.`,
  );
}

/** The same as part of taking a run back. Errors: also `conflict` when it stands there already. */
export async function undoAssignment(api: Api, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const plan = await restoreAssignment(api, point, signal);
  if (plan.from.id !== plan.to.id) return plan;
  throw new ProviderError('conflict', `${plan.to.label}: there is nothing to restore.`);
}

function planOf({ config }: Api, project: Project, on: boolean): ProviderPlan {
  const before = project.autoAssignCustomDomains;
  const state = (isOn: boolean) => ({
    id: `assignment:${isOn ? 'on' : 'off'}`,
    label: `autoAssignCustomDomains ${isOn ? 'on' : 'off'}`,
    summary: project.name,
  });
  const line = (isOn: boolean) => `autoAssignCustomDomains: ${isOn}`;
  return {
    from: state(before),
    to: state(on),
    summary: on
      ? {
          code: 'plan_assign',
          params: { project: project.name },
          text: `Lets new production deployments of ${project.name} take its domains again.`,
        }
      : {
          code: 'plan_hold',
          params: { project: project.name },
          text: `Stops new production deployments of ${project.name} from taking its domains.`,
        },
    diff:
      before === on
        ? ''
        : `--- ${project.name}\n+++ ${project.name}\n@@ -1,1 +1,1 @@\n-${line(before)}\n+${line(on)}\n`,
    commands: [assignmentCommand(config, on)],
    warnings: [],
    losses: [],
    followUps: [],
    touchesData: false,
    write: { assignment: on, project: project.id },
    estimateMs: ESTIMATE_MS,
    resource: `${config.team ?? ''}/${config.project}#assignment`,
  };
}

/** Keeps how the assignment stood. Errors: ProviderError `conflict` for another project. */
export async function assignmentCheckpoint(api: Api, plan: ProviderPlan, signal: AbortSignal): Promise<Checkpoint> {
  const { project, write } = await readWanted(api, plan, signal);
  const evidence = `New production deployments of ${project.name} ${write.assignment ? 'left its domains alone' : 'took its domains'}.`;
  return { id: plan.from.id, evidence, data: { project: project.id, autoAssign: !write.assignment, assignment: true } };
}

/** Looks first: setting what is set already would be harmless, and needless. */
export async function startAssignment(
  api: Api,
  plan: ProviderPlan,
  key: string,
  signal: AbortSignal,
): Promise<Operation> {
  const { project, write } = await readWanted(api, plan, signal);
  const { assignment: on } = write;
  const isThere = project.autoAssignCustomDomains === on;
  if (!isThere)
    await api.patch({
      what: `switch the assignment of domains of ${project.name} ${on ? 'on' : 'off'}`,
      path: `/v${api.config.versions.project}/projects/${encodeURIComponent(api.config.project)}`,
      body: { autoAssignCustomDomains: on },
      signal,
    });
  const evidence = `${plan.to.label} ${isThere ? 'is there already' : 'was accepted'} for ${project.name}.`;
  return { id: `assignment:${key}`, evidence, data: { assignment: on, project: project.id } };
}

/** Reads back. Errors: ProviderError `conflict` when it does not stand there. */
export async function* watchAssignment(api: Api, plan: ProviderPlan, signal: AbortSignal): AsyncGenerator<Progress> {
  const { project, write } = await readWanted(api, plan, signal);
  if (project.autoAssignCustomDomains !== write.assignment)
    throw new ProviderError(
      'conflict',
      `The assignment of domains of ${project.name} was switched back: find out who did, then prepare the plan again.`,
    );
  yield { kind: 'converged', evidence: `${plan.to.label} for ${project.name}.` };
}

async function readWanted(api: Api, plan: ProviderPlan, signal: AbortSignal) {
  const write = writeSchema.safeParse(plan.write);
  if (!write.success) throw new ProviderError('invalid_target', 'This plan cannot be carried out: prepare a new one.');
  const project = await readProject(api, signal);
  if (project.id === write.data.project) return { project, write: write.data };
  throw new ProviderError('conflict', `${project.name} is another project than planned: prepare the plan again.`);
}
