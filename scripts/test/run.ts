import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a script, named as in node_modules or by an absolute path, its output on ours; answers with its exit code. */
export async function runTool(
  root: string,
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const child = spawn(process.execPath, [path.resolve(root, 'node_modules', script), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  const stop = (signal: NodeJS.Signals) => {
    child.kill(signal);
    process.exit(1);
  };
  for (const signal of STOPS) process.on(signal, stop);
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  for (const signal of STOPS) process.off(signal, stop);
  return code;
}

/** Where a tool's report is. */
export const reportPath = (root: string, name: string): string => path.join(root, '.data/reports', `${name}.json`);

/** A fresh place for it, which `readReport` reads once the tool has ended. */
export function reportFile(root: string, name: string): string {
  const file = reportPath(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** Null when the tool ended before it could write its report. */
export function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
