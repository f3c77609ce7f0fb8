import { z } from 'zod';
import type { LeftBehind, Settled } from '../contract';
import type { Api } from './api';
import { readProject } from './production';

const checkpointSchema = z.object({ project: z.string(), autoAssign: z.boolean() });

/** Whether new production deployments take the domains as they did before the step, whoever saw to that. */
export async function settled(api: Api, { checkpoint }: LeftBehind, signal: AbortSignal): Promise<Settled | null> {
  const data = checkpointSchema.safeParse(checkpoint?.data);
  if (!data.success) return null;
  const project = await readProject(api, signal);
  if (project.id !== data.data.project) return null;
  const isOn = project.autoAssignCustomDomains;
  const again = isOn === data.data.autoAssign ? 'again' : 'still';
  return {
    done: isOn === data.data.autoAssign,
    evidence: `autoAssignCustomDomains of ${project.name} is ${again} ${isOn ? 'on' : 'off'}.`,
  };
}
