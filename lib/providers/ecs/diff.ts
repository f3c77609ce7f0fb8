import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { labelOf } from './task-definition';

const MAX_BYTES = 64 * 1024;
/** Fields of a container whose values are safe to show and worth reading; of the others only the name is shown. */
const SHOWN = new Set(['image', 'cpu', 'memory', 'memoryReservation', 'essential', 'user', 'portMappings']);
const SHOWN_OF_TASK = new Set(['cpu', 'memory', 'networkMode', 'taskRoleArn', 'executionRoleArn', 'runtimePlatform']);
/** What Amazon adds by itself, and what is shown container by container. */
const NOT_COMPARED = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
  'containerDefinitions',
]);

type Entry = { value: string; shown: string };
type Section = Map<string, Entry>;

/**
 * What changes from one task definition to another, as a unified diff. Environment variables by name only and commands
 * not at all: both may hold secrets; a changed value shows as changed. Secrets by their reference.
 */
export function diffOf(from: TaskDefinition, to: TaskDefinition): string {
  const [before, after] = [sectionsOf(from), sectionsOf(to)];
  const titles = [...new Set([...before.keys(), ...after.keys()])];
  const hunks = titles.flatMap((title) => hunkOf(title, before.get(title), after.get(title)));
  if (hunks.length === 0) return '';
  const [old, next] = [from, to].map((definition) => labelOf(definition.taskDefinitionArn ?? ''));
  return bounded([`--- ${old}`, `+++ ${next}`, ...hunks]);
}

function hunkOf(title: string, before: Section = new Map(), after: Section = new Map()): string[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  const lines = keys.flatMap((key) => {
    const [old, next] = [before.get(key), after.get(key)];
    if (old?.value === next?.value) return [];
    const same = old !== undefined && next !== undefined && old.shown === next.shown;
    const line = (sign: string, entry: Entry | undefined, hint: string) =>
      entry ? [`${sign}${key}${entry.shown === '' ? '' : `: ${entry.shown}`}${same ? hint : ''}`] : [];
    return [...line('-', old, ' (its value there)'), ...line('+', next, ' (another value)')];
  });
  return lines.length === 0 ? [] : [`@@ ${title} @@`, ...lines];
}

function sectionsOf(definition: TaskDefinition): Map<string, Section> {
  const task = fields(definition, SHOWN_OF_TASK, NOT_COMPARED);
  const containers = (definition.containerDefinitions ?? []).map((container): [string, Section] => [
    `container ${container.name ?? '?'}`,
    sectionOf(container),
  ]);
  return new Map([['task', task], ...containers]);
}

function sectionOf(container: ContainerDefinition): Section {
  const section = fields(container, SHOWN, new Set(['name', 'environment', 'secrets']));
  for (const { name = '', value = '' } of container.environment ?? []) section.set(`env ${name}`, { value, shown: '' });
  for (const { name = '', valueFrom = '' } of container.secrets ?? [])
    section.set(`secret ${name}`, { value: valueFrom, shown: valueFrom });
  return section;
}

function fields(holder: object, shown: ReadonlySet<string>, left: ReadonlySet<string>): Section {
  const entries = Object.entries(holder).filter(([key, value]) => !left.has(key) && !isEmpty(value));
  return new Map(
    entries.map(([key, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return [key, { value: text, shown: shown.has(key) ? text : '' }];
    }),
  );
}

/** Amazon fills in empty lists and `cpu: 0`. */
const isEmpty = (value: unknown) =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0) || value === 0;

function bounded(lines: string[]): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > MAX_BYTES - 16) return [...kept, '…'].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}
