import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { ReadinessFinding } from '../contract';
import { ProviderError } from '../error';
import type { Docker } from './docker';
import { findFile } from './file';
import { listImages, refOf } from './images';
import { readState, type State } from './state';

/** Could a rollback work right now? Writes nothing; never throws for what Docker answers. */
export async function readiness(docker: Docker, signal: AbortSignal): Promise<ReadinessFinding[]> {
  try {
    const state = await readState(docker, signal);
    return [
      ...stateFindings(docker, state),
      await fileFinding(docker, signal),
      await targetFinding(docker, state, signal),
    ];
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [{ level: 'fail', code: `project_${error.code}`, text: error.message }];
  }
}

function stateFindings({ config }: Docker, { containers, service }: State): ReadinessFinding[] {
  const name = config.service;
  const params = { service: name };
  const isUp = containers.some(({ state }) => state.Status === 'running');
  const findings: ReadinessFinding[] = [
    isUp
      ? { level: 'ok', code: 'service_runs', params, text: `${name} is there and runs.` }
      : { level: 'warn', code: 'service_down', params, text: `${name} does not run right now.` },
  ];
  if (!service.hasHealthCheck)
    findings.push({
      level: 'warn',
      code: 'no_health_check',
      params,
      text: `${name} has no health check in the compose file: only that it keeps running can be seen here.`,
    });
  if (service.missingVariables.length > 0) {
    const list = service.missingVariables.join(', ');
    const text = `Nothing sets ${list}, so that compose takes it for empty: name what a deployment has in its shell under variables.`;
    findings.push({ level: 'warn', code: 'missing_variables', params: { list }, text });
  }
  return findings;
}

async function fileFinding(docker: Docker, signal: AbortSignal): Promise<ReadinessFinding> {
  const { path: file } = await findFile(docker, signal);
  const params = { file: path.basename(file) };
  try {
    await access(file, constants.R_OK | constants.W_OK);
    await access(path.dirname(file), constants.W_OK);
    return { level: 'ok', code: 'file_writable', params, text: `${params.file} can be changed and copied.` };
  } catch {
    const text = `${file} or its directory cannot be written: give the console's account that right.`;
    return { level: 'fail', code: 'file_read_only', params, text };
  }
}

async function targetFinding(docker: Docker, state: State, signal: AbortSignal): Promise<ReadinessFinding> {
  const { repository, currentId } = state;
  const images = await listImages(docker, repository, currentId, signal);
  const earlier = images.slice(images.findIndex(({ id }) => id === currentId) + 1)[0];
  if (!earlier)
    return {
      level: 'warn',
      code: 'no_target',
      precaution: 'images',
      params: { repository },
      text: `The host keeps no earlier image of ${repository}: keep the last ones there, so that there is something to go back to.`,
    };
  const { label } = refOf(earlier, repository);
  return {
    level: 'ok',
    code: 'target_ready',
    precaution: 'images',
    params: { label },
    text: `${label} is on the host, ready to go back to.`,
  };
}
