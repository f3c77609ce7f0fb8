import { createHash } from 'node:crypto';
import { allMatches } from '@/lib/net/pattern';
import { ProviderError } from '../error';
import type { MigrationCommandsConfig } from './config';
import type { Tool } from './tool';

/** Beyond it an output is no list of migrations. */
const MOST_READ = 1024 * 1024;
const LONGEST_NAME = 300;

/** What the status command says at one moment. */
export interface Status {
  /** As it was printed, secrets hidden. */
  text: string;
  /** Of the text: another one means that something moved. */
  digest: string;
  /** The applied migrations, newest last; null where the status is not read. */
  applied: string[] | null;
}

/** Errors: those of the command, `failed` when what it prints is not of the configured form. */
export async function readStatus(tool: Tool, signal: AbortSignal): Promise<Status> {
  const text = await tool.status(signal);
  if (text.length > MOST_READ) throw unreadable('printed more than a list of migrations');
  return { text, digest: digestOf([text.trim()]), applied: appliedIn(text, tool.config.status.read) };
}

export const digestOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Errors: ProviderError `failed`. */
export function appliedIn(text: string, read: MigrationCommandsConfig['status']['read']): string[] | null {
  if (read.kind === 'raw') return null;
  const names = read.kind === 'json' ? listIn(text, read.path) : matchesIn(text, read.pattern, read.order);
  const odd = names.find((name) => name === '' || name.startsWith('-') || /[\0\n]/.test(name));
  if (odd !== undefined || names.some((name) => name.length > LONGEST_NAME))
    throw unreadable(`names a migration that no command could be given (${(odd ?? '').slice(0, 80) || 'too long'})`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw unreadable(`names ${twice} twice`);
  return names;
}

/** What package managers print before a program's own words is passed over. */
function listIn(text: string, path: string | undefined): string[] {
  const start = /^[ \t]*[[{]/m.exec(text)?.index ?? 0;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(start));
  } catch {
    throw unreadable('is no JSON');
  }
  for (const key of path?.split('.') ?? [])
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value;
  throw unreadable(`holds no list of names${path === undefined ? '' : ` at ${path}`}`);
}

function matchesIn(text: string, pattern: string, order: 'newest-last' | 'newest-first'): string[] {
  const found = allMatches(pattern, text);
  if (found === 'too_slow') throw unreadable('cannot be read in time with this pattern');
  return order === 'newest-last' ? found : found.reverse();
}

const unreadable = (why: string) =>
  new ProviderError(
    'failed',
    `The status of the migrations ${why}: run its command by hand, then correct how it is read in the catalogue.`,
  );
