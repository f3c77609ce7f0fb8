import { findPattern } from '@/lib/net/pattern';
import { parseReference } from '@/lib/net/reference';
import { type Asking, answer, UnaskableError } from '../answer';
import { type CheckContext, type CheckResult, defineCheck } from '../contract';
import type { Secrets } from '../secrets';
import { lastLines, MAX_OBSERVED } from '../text';
import { type CommandConfig, commandConfigSchema, expectedText, shellCommand, wantedCodes } from './config';
import { type CommandRun, runCommand } from './run';

/** What most programs need to find themselves and others; everything else of the worker's environment stays out. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'TMPDIR'];
const WHY_NOT_STARTED: Record<string, string> = {
  ENOENT: 'the program or its folder is not there: look at argv and cwd',
  EACCES: 'the program may not be run: look at its permissions',
  E2BIG: 'the arguments are too long',
};

/**
 * Runs a program of the admin's where the worker runs, such as an end-to-end suite. `fail`: another exit code, the
 * pattern absent, ended by a signal, or not done after `timeoutMs`. `error`: it could not be started, a reference has
 * no value, or it was interrupted before it was done.
 */
export const command = defineCheck({
  id: 'command',
  label: 'Command',
  config: commandConfigSchema,
  manual: false,
  command: shellCommand,
  expected: expectedText,
  ask: (config, context) =>
    answer(context, { ...config, unreachable: 'fail' }, (asking) => run(config, asking, context)),
});

type Told = Omit<CheckResult, 'latencyMs'>;

async function run(config: CommandConfig, { secrets, signal }: Asking, context: CheckContext): Promise<Told> {
  const env = await environment(config, secrets);
  const startedAt = performance.now();
  const ended = await runCommand(config.argv, { cwd: config.cwd, env, signal });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const output = secrets.clean(ended.output);
  const told = (verdict: Told['verdict'], what: string): Told => {
    const head = `${what} in ${seconds} s`;
    const end = lastLines(output, MAX_OBSERVED - head.length - 2);
    return { verdict, observed: end === '' ? head : `${head}: ${end}` };
  };
  if (context.signal.aborted) return told('error', 'interrupted before it was done');
  if (signal.aborted) return told('fail', 'not done');
  if (ended.startError !== undefined)
    throw new UnaskableError(WHY_NOT_STARTED[ended.startError] ?? `it could not be started (${ended.startError})`);
  return judge(config, ended, told);
}

function judge(config: CommandConfig, ended: CommandRun, told: (verdict: Told['verdict'], what: string) => Told): Told {
  if (ended.exitCode === undefined) return told('fail', `ended by ${ended.killedBy}`);
  const exit = `exit ${ended.exitCode}`;
  if (!wantedCodes(config).includes(ended.exitCode)) return told('fail', exit);
  if (config.pattern === undefined) return told('pass', exit);
  const outcome = findPattern(config.pattern, ended.output, { lines: true });
  if (outcome === 'too_slow') throw new UnaskableError('the pattern takes too long: simplify it');
  return outcome === 'found' ? told('pass', exit) : told('fail', `${exit}, pattern not found,`);
}

async function environment(config: CommandConfig, secrets: Secrets): Promise<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const name of PASSED_ON) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  for (const [name, value] of Object.entries(config.env)) {
    const parsed = parseReference(value);
    env[name] = parsed ? parsed.prefix + (await secrets.read(parsed.reference)) : value;
  }
  return env;
}
