import type { ProviderPlan } from '../contract';
import { hostOf, readHost, withHost } from '../database-url';
import { ProviderError } from '../error';
import type { Secrets } from './client';
import { planCommands } from './commands';
import { nameOf } from './config';
import { type Change, followUpsOf, lossesOf, warningsOf } from './notices';
import { referenceTo } from './revisions';
import { readValue } from './value';
import { labelOf, readSecret, type Version } from './versions';
import type { SecretWrite } from './write';

/**
 * Plans the way to a version, or to the current value with another host (`host:db-2.example`). Errors: `not_found` for an
 * unknown version, `conflict` when it is current already, `invalid_target` for a value whose host cannot be replaced.
 */
export async function makePlan(secrets: Secrets, target: string, signal: AbortSignal): Promise<ProviderPlan> {
  const state = await readSecret(secrets, signal);
  const host = hostOf(target);
  if (host !== null) return planHost(secrets, { ...state, host }, signal);
  const to = state.versions.find(({ id }) => id === target);
  if (!to) throw unknown(secrets, target);
  if (to.id === state.current.id) throw alreadyThere(secrets, `at ${labelOf(to.id)}`);
  const write: SecretWrite = { mode: 'move', from: state.current.id, target: to.id };
  const change: Change = { ...state, name: nameOf(secrets.config), to };
  return {
    ...common(change),
    to: referenceTo(to),
    summary: {
      code: 'plan_back',
      params: { name: secrets.name, from: labelOf(state.current.id), to: labelOf(to.id) },
      text: `Moves AWSCURRENT of ${secrets.name} from ${labelOf(state.current.id)} back to ${labelOf(to.id)}.`,
    },
    diff: diffOf('AWSCURRENT', shown(state.current), shown(to)),
    commands: planCommands(secrets.config, write),
    write,
  };
}

async function planHost(
  secrets: Secrets,
  { host, ...state }: Omit<Change, 'name'> & { host: string },
  signal: AbortSignal,
): Promise<ProviderPlan> {
  const { current } = state;
  const { urlKey } = secrets.config;
  const value = await readValue(secrets, current.id, host, signal);
  const before = readHost(value, urlKey);
  if (before.host === host) throw alreadyThere(secrets, `on ${host}`);
  // Tried now, so that a value that cannot be changed is known before the start.
  withHost(value, host, urlKey);
  const write: SecretWrite = { mode: 'host', from: current.id, host };
  return {
    ...common({ ...state, name: nameOf(secrets.config), host }),
    to: { id: `host:${host}`, label: host, summary: `${before.host} → ${host}` },
    summary: {
      code: 'plan_host',
      params: { name: secrets.name, host, before: before.host },
      text: `Stores the value of ${secrets.name} again with the host ${host} in the place of ${before.host}, and nothing else changed.`,
    },
    diff: diffOf('host', before.host, host),
    commands: planCommands(secrets.config, write, before),
    write,
  };
}

const common = (change: Change) => ({
  from: referenceTo(change.current),
  warnings: warningsOf(change),
  losses: lossesOf(change),
  followUps: followUpsOf(change),
  touchesData: false,
  estimateMs: 5_000,
});

const shown = ({ id, createdAtMs }: Version) => `${id} (${new Date(createdAtMs).toISOString()})`;
const diffOf = (what: string, before: string, after: string) =>
  [`--- now`, `+++ after`, `@@ ${what} @@`, `-${before}`, `+${after}`].join('\n');

function unknown(secrets: Secrets, target: string): ProviderError {
  if (target.startsWith('host:'))
    return new ProviderError(
      'not_found',
      `${target} names no host: write host: and a name, such as host:db-2.example.`,
    );
  return new ProviderError(
    'not_found',
    `The ${secrets.name} has no version ${target}: Amazon may have deleted it, choose another.`,
  );
}

const alreadyThere = (secrets: Secrets, where: string) =>
  new ProviderError('conflict', `The ${secrets.name} is ${where} already: verify it, or choose another version.`);
