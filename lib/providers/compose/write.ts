import { z } from 'zod';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import type { Container } from './containers';
import { shortId } from './image-name';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What `start` needs of a plan; kept as JSON in the plan document. Of the file it holds nothing but the image line. */
export const writeSchema = z.object({
  file: z.string(),
  service: z.string(),
  /** The value of the image line as it was and as it will be, quotes included. */
  oldText: z.string(),
  newText: z.string(),
  /** Of the whole file, before and after. */
  oldSha: sha256,
  newSha: sha256,
  /** Name under which the image is run, variables filled in, before and after. */
  oldImage: z.string(),
  newImage: z.string(),
  /** Image ids. */
  from: z.string(),
  to: z.string(),
});
export type ComposeWrite = z.output<typeof writeSchema>;

/** Errors: ProviderError `invalid_target` when the plan is not one of this provider. */
export function readWrite(plan: ProviderPlan): ComposeWrite {
  const parsed = writeSchema.safeParse(plan.write);
  if (parsed.success) return parsed.data;
  throw new ProviderError('invalid_target', 'This plan cannot be carried out any more: prepare a new one.', {
    cause: parsed.error,
  });
}

/** Errors: ProviderError `conflict` when a container runs neither what the plan saw nor its target. */
export function requireUnmoved(containers: Container[], { from, to, service }: ComposeWrite): void {
  const stranger = containers.find(({ image }) => image !== from && image !== to);
  if (stranger)
    throw new ProviderError(
      'conflict',
      `${service} runs image ${shortId(stranger.image)} now, not ${shortId(from)} as planned: somebody deployed. Prepare the plan again.`,
    );
}

/** Whether every container of the service runs the target, and there is one. */
export const isThere = (containers: Container[], { to }: ComposeWrite): boolean =>
  containers.length > 0 && containers.every(({ image }) => image === to);
