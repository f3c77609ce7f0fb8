import path from 'node:path';
import type { Operation, ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { withLock } from '../file-lock';
import { classify } from './classify';
import { upArguments } from './commands';
import { listContainers } from './containers';
import type { Docker } from './docker';
import { digestOf, readText, writeText } from './file';
import { shortId } from './image-name';
import { inspectImages } from './images';
import { readService } from './project';
import { findImageLine, replaceImage } from './rewrite';
import { type ComposeWrite, isThere, readWrite, requireUnmoved } from './write';

/**
 * Compares file and running image with the plan, confirms the image, writes the line, starts the service. A call that
 * was cut off is taken up where it ended. Errors: ProviderError `conflict` when either moved (nothing is written),
 * `failed` when the service could not be started: the file is then as before.
 */
export async function start(docker: Docker, plan: ProviderPlan, signal: AbortSignal): Promise<Operation> {
  const write = readWrite(plan);
  // Two calls of `up` at once replace the container twice, or take its name from each other.
  const lock = path.join(path.dirname(write.file), `.${path.basename(write.file)}.repli-lock`);
  return withLock(lock, signal, () => startAlone(docker, write, signal));
}

async function startAlone(docker: Docker, write: ComposeWrite, signal: AbortSignal): Promise<Operation> {
  const wanted = await wantedText(write);
  const containers = await listContainers(docker, signal);
  requireUnmoved(containers, write);
  if (wanted === null && isThere(containers, write)) return operationOf(write, 'already ran');
  // Before anything is stopped (drydock#1027).
  await confirmImage(docker, write, signal);
  if (wanted !== null) await writeText(write.file, wanted, write.file);
  try {
    await requireResolved(docker, write, signal);
    await up(docker, write.service, signal);
    return operationOf(write, 'was started on');
  } catch (error) {
    if (!(error instanceof ProviderError) || error.retryable || signal.aborted) throw error;
    if (isThere(await listContainers(docker, signal), write)) return operationOf(write, 'already ran');
    await restore(write);
    throw new ProviderError(error.code, `${error.message} The compose file is as it was before.`, { cause: error });
  }
}

/** The file's text with the new line; null when it holds it already. Errors: ProviderError `conflict`. */
async function wantedText(write: ComposeWrite): Promise<string | null> {
  const text = (await readText(write.file))?.text;
  if (text !== undefined && digestOf(text) === write.newSha) return null;
  const line = text === undefined ? null : findImageLine(text, write.service);
  if (text !== undefined && line && digestOf(text) === write.oldSha) {
    const wanted = replaceImage(text, line, write.newText);
    if (digestOf(wanted) === write.newSha) return wanted;
  }
  throw new ProviderError(
    'conflict',
    `${write.file} is no longer as it was when the plan was made: somebody changed it. Prepare the plan again.`,
  );
}

async function confirmImage(docker: Docker, { newImage, to }: ComposeWrite, signal: AbortSignal): Promise<void> {
  let [image] = await inspectImages(docker, '', [newImage], signal);
  if (!image) {
    await docker.docker(['pull', '--quiet', newImage], { signal, timeoutMs: changeTimeoutMs(docker) });
    [image] = await inspectImages(docker, '', [newImage], signal);
  }
  if (image?.id === to) return;
  throw new ProviderError(
    'conflict',
    `${newImage} leads to image ${shortId(image?.id ?? 'none')} by now, not to ${shortId(to)}: prepare the plan again.`,
  );
}

/** The line may not be the one that counts, as with an `extends` of a later file: compose itself says what it would run. */
async function requireResolved(docker: Docker, { newImage, file }: ComposeWrite, signal: AbortSignal): Promise<void> {
  const { image } = await readService(docker, signal);
  if (image === newImage) return;
  throw new ProviderError(
    'invalid_target',
    `With ${newImage} in ${file}, compose would still run ${image}: correct the files in the catalogue.`,
  );
}

async function up(docker: Docker, service: string, signal: AbortSignal): Promise<void> {
  const args = upArguments(service, await docker.composeCommand(signal));
  const { exitCode, stderr } = await docker.tryCompose(args, { signal, timeoutMs: changeTimeoutMs(docker) });
  if (exitCode !== 0) throw classify('compose up', docker.hostName, stderr);
}

async function restore(write: ComposeWrite): Promise<void> {
  const text = (await readText(write.file))?.text;
  const line = text === undefined ? null : findImageLine(text, write.service);
  if (text === undefined || !line || digestOf(text) !== write.newSha) return;
  await writeText(write.file, replaceImage(text, line, write.oldText), write.file);
}

const changeTimeoutMs = ({ config }: Docker): number => config.changeTimeoutSeconds * 1_000;

function operationOf(write: ComposeWrite, verb: string): Operation {
  const { service, to, newImage, file } = write;
  return {
    id: `${service}@${to}`,
    evidence: `${service} ${verb} ${newImage} (${shortId(to)}); ${file} names it.`,
    data: { service, image: to },
  };
}
