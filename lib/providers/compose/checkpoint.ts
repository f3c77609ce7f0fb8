import path from 'node:path';
import { z } from 'zod';
import type { Checkpoint, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { listContainers } from './containers';
import type { Docker } from './docker';
import { digestOf, readText, writeText } from './file';
import { shortId } from './image-name';
import { makePlan } from './plan';
import { type ComposeWrite, readWrite, requireUnmoved } from './write';

const dataSchema = z.object({
  file: z.string(),
  backup: z.string(),
  image: z.string(),
  name: z.string(),
  text: z.string(),
});

/**
 * Copies the compose file beside itself, named by its content, so that one state has one copy. Errors: ProviderError
 * `conflict` when the file or the running image is not what the plan saw.
 */
export async function checkpoint(docker: Docker, plan: ProviderPlan, signal: AbortSignal): Promise<Checkpoint> {
  const write = readWrite(plan);
  requireUnmoved(await listContainers(docker, signal), write);
  const backup = `${write.file}.repli-${write.oldSha.slice(0, 12)}.bak`;
  const kept = (await readText(backup))?.text;
  if (kept === undefined || digestOf(kept) !== write.oldSha) await copy(write, backup);
  else await requireKnown(write);
  return {
    id: backup,
    evidence: `${path.basename(backup)} is a copy of ${path.basename(write.file)}; ${write.service} ran ${shortId(write.from)}.`,
    data: { file: write.file, backup, image: write.from, name: write.oldImage, text: write.oldText },
  };
}

async function copy(write: ComposeWrite, backup: string): Promise<void> {
  const text = (await readText(write.file))?.text;
  if (text === undefined || digestOf(text) !== write.oldSha) throw changed(write);
  await writeText(backup, text, write.file);
}

/** With the copy there, an earlier call with this key may have written the file already. */
async function requireKnown(write: ComposeWrite): Promise<void> {
  const text = (await readText(write.file))?.text;
  if (text === undefined || ![write.oldSha, write.newSha].includes(digestOf(text))) throw changed(write);
}

const changed = ({ file }: ComposeWrite): ProviderError =>
  new ProviderError(
    'conflict',
    `${file} is no longer as it was when the plan was made: somebody changed it. Prepare the plan again.`,
  );

/** Back to the image that ran, in the words that the line had where they still lead to it. */
export async function undo(docker: Docker, point: Checkpoint, signal: AbortSignal): Promise<ProviderPlan> {
  const data = dataSchema.safeParse(point.data);
  if (!data.success)
    throw new ProviderError(
      'invalid_target',
      `Checkpoint ${point.id} names no image: choose one from the list instead.`,
    );
  const { image, name, text } = data.data;
  return makePlan(docker, image, signal, { text, image: name });
}
