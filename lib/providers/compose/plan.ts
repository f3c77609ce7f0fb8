import path from 'node:path';
import type { ProviderPlan } from '../contract';
import { ProviderError } from '../error';
import { planCommands } from './commands';
import type { ComposeCommand, Docker } from './docker';
import { type ComposeFile, digestOf, findFile } from './file';
import { shortId } from './image-name';
import { type Image, inspectImages, listImages, refOf } from './images';
import { followUpsOf, lossesOf, warningsOf } from './notices';
import { inStyleOf, replaceImage } from './rewrite';
import { readState, type State } from './state';
import type { ComposeWrite } from './write';

/** Stopping takes ten seconds where the program does not listen, starting as long again. */
const ESTIMATE_MS = 30_000;

/** What reaching an image changes, before it is put into words. */
export interface Change {
  state: State;
  file: ComposeFile;
  target: Image;
  write: ComposeWrite;
  compose: ComposeCommand;
}

/** How a checkpoint's image line was written, and what it stood for. */
export interface Wording {
  text: string;
  image: string;
}

/**
 * Reads only. `wording` is used where it still leads to the target. Errors: ProviderError `conflict` when it is current
 * already, `not_found`, `invalid_target` for an image without a name.
 */
export async function makePlan(
  docker: Docker,
  id: string,
  signal: AbortSignal,
  wording?: Wording,
): Promise<ProviderPlan> {
  const [state, file, compose] = await Promise.all([
    readState(docker, signal),
    findFile(docker, signal),
    docker.composeCommand(signal),
  ]);
  const { repository, currentId } = state;
  const images = await listImages(docker, repository, currentId, signal);
  const target = requireTarget(docker, images, id);
  await requireElsewhere(docker, state, id, signal);
  const named = await namedBy(docker, target, state.repository, file, signal, wording);
  const write: ComposeWrite = {
    file: file.path,
    service: docker.config.service,
    oldText: file.line.text,
    newText: named.text,
    oldSha: digestOf(file.text),
    newSha: digestOf(replaceImage(file.text, file.line, named.text)),
    oldImage: state.service.image,
    newImage: named.image,
    from: currentId,
    to: target.id,
  };
  const change: Change = { state, file, target, write, compose };
  const current = images.find((image) => image.id === currentId);
  const from = current
    ? refOf(current, repository)
    : { id: currentId, label: shortId(currentId), summary: state.service.image };
  return {
    from,
    to: refOf(target, repository),
    summary: {
      code: 'plan_back',
      params: { name: write.service, to: named.image, from: state.service.image, file: path.basename(file.path) },
      text: `Runs ${write.service} on ${named.image} instead of ${state.service.image}, and writes that into ${path.basename(file.path)}.`,
    },
    diff: diffOf(change),
    commands: planCommands(docker.config, change),
    warnings: warningsOf(change),
    losses: lossesOf(state.service),
    followUps: followUpsOf(docker, change),
    touchesData: false,
    write: { ...write },
    estimateMs: ESTIMATE_MS,
  };
}

/** How the line will be written: in the checkpoint's words while they lead to the target, else by its name. */
async function namedBy(
  docker: Docker,
  target: Image,
  repository: string,
  { line }: ComposeFile,
  signal: AbortSignal,
  wording?: Wording,
): Promise<Wording> {
  if (wording && (await leadsTo(docker, wording.image, target.id, signal))) return wording;
  const image = nameOf(target, repository);
  return { image, text: inStyleOf(line, image) };
}

function requireTarget(docker: Docker, images: Image[], id: string): Image {
  const target = images.find((image) => image.id === id);
  if (target) return target;
  throw new ProviderError(
    'not_found',
    `${docker.hostName} has no image ${shortId(id)} of ${docker.config.service}: choose one from the list, or pull it there first.`,
  );
}

/** Both must be there: a rollback that was cut off may have changed the file and not yet the container. */
async function requireElsewhere(docker: Docker, state: State, id: string, signal: AbortSignal): Promise<void> {
  if (state.currentId !== id || state.containers.some(({ image }) => image !== id)) return;
  if (!(await leadsTo(docker, state.service.image, id, signal))) return;
  throw new ProviderError('conflict', `${docker.config.service} already runs ${shortId(id)}: choose another image.`);
}

/** With a digest where a registry has given one: a tag may lead elsewhere tomorrow. */
function nameOf({ id, tags, digest }: Image, repository: string): string {
  const [tag] = tags;
  const named = tag === undefined ? repository : `${repository}:${tag}`;
  if (digest !== undefined) return `${named}@${digest}`;
  if (tag !== undefined) return named;
  throw new ProviderError(
    'invalid_target',
    `Image ${shortId(id)} has no tag, so that the compose file cannot name it: run docker tag ${shortId(id)} ${repository}:back first.`,
  );
}

async function leadsTo(docker: Docker, name: string, id: string, signal: AbortSignal): Promise<boolean> {
  const [found] = await inspectImages(docker, '', [name], signal);
  return found?.id === id;
}

/** Only the image line: the lines around it may hold secrets. */
function diffOf({ file, write }: Change): string {
  const name = path.basename(file.path);
  const number = lineNumber(file);
  const change = `-    image: ${write.oldText}\n+    image: ${write.newText}\n`;
  return `--- ${name}\n+++ ${name}\n@@ -${number} +${number} @@ ${write.service}\n${change}`;
}

export const lineNumber = ({ text, line }: ComposeFile): number => text.slice(0, line.start).split('\n').length;
