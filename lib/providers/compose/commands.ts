import { dockerExports } from '@/lib/net/docker';
import { shellExpansion } from '@/lib/net/reference';
import { quote } from '@/lib/net/shell';
import { isReference } from './access';
import type { ComposeConfig } from './config';
import { type ComposeCommand, projectOptions } from './docker';
import { type Change, lineNumber } from './plan';

/** What `up` is told: nothing else is started, built or pulled. Version 1 has no `--pull` and pulls nothing that is there. */
export function upArguments(service: string, { major }: ComposeCommand): string[] {
  const pull = major >= 2 ? ['--pull', 'never'] : [];
  return ['up', '--detach', '--no-deps', '--no-build', ...pull, service];
}

/** The same by hand on the console's machine: what people run when the console is down. */
export function planCommands(config: ComposeConfig, { write, file, compose }: Change): string[] {
  const { newImage: image, service, oldText, newText } = write;
  const words = (list: readonly string[]) => list.map(quote).join(' ');
  const docker = quote(config.docker);
  const project = words([...compose.words, ...projectOptions(config)]);
  const script = `${lineNumber(file)}s|${escapePattern(oldText)}|${escapeReplacement(newText)}|`;
  return [
    `cd ${quote(config.directory)}`,
    ...environment(config),
    `${docker} image inspect --format '{{json .Id}}' ${quote(image)} || ${docker} pull --quiet ${quote(image)}`,
    `sed -i.before ${quote(script)} ${quote(file.path)}`,
    `${project} ${words(upArguments(service, compose))}`,
    `${docker} container inspect --format '{{json .Image}} {{json .State.Status}}' $(${project} ps --all --quiet ${quote(service)})`,
  ];
}

function environment(config: ComposeConfig): string[] {
  const variables = Object.entries(config.variables).flatMap(([name, value]) => variable(name, value));
  return [...dockerExports(config), ...variables];
}

/** Assigned first: some shells split what is assigned by `export` itself. */
function variable(name: string, value: string): string[] {
  if (!isReference(value)) return [`export ${name}=${quote(value)}`];
  const expansion = shellExpansion(value);
  return expansion === `$${name}` ? [`export ${name}`] : [`${name}=${expansion}`, `export ${name}`];
}

const escapePattern = (text: string): string => text.replace(/[\\.*[\]^$|]/g, '\\$&');
const escapeReplacement = (text: string): string => text.replace(/[\\&|]/g, '\\$&');
