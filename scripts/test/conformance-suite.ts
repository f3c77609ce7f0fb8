import { conformanceList } from './conformance-list';
import { withDocker } from './docker/ensure';
import { allowedSkips, type Result } from './result';
import { readReport, reportPath } from './run';
import { vitestSuite } from './vitest';

/** The tests that stand for those that only a Docker can answer. */
const WITHOUT_DOCKER = ['compose on a real Docker is there', 'containers of a real Docker are there'];

/** What names the other engines; `npm test` does not touch them, whatever a person's shell is set to. */
const ELSEWHERE = ['KUBECONFIG', 'AWS_ENDPOINT_URL', 'VERCEL_TOKEN', 'DATABASE_URL'];

/** The environment of `npm test`: Docker on this machine alone. */
export function onlyDocker(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ELSEWHERE.includes(name))) as NodeJS.ProcessEnv;
}

/** The contract suite against the real engines that `env` names, and which of its parts ran. */
export function conformanceSuite(root: string, dataDir: string, env: NodeJS.ProcessEnv): Promise<Result> {
  return withDocker(dataDir, async (docker) => {
    const { DOCKER_HOST: _, ...others } = env;
    const named = 'host' in docker ? { ...others, DOCKER_HOST: docker.host } : others;
    const result = await vitestSuite(root, 'conformance', named as NodeJS.ProcessEnv);
    const reasons = new Map(allowedSkips(root));
    if ('absent' in docker) for (const test of WITHOUT_DOCKER) reasons.set(test, docker.absent);
    const lines = conformanceList(readReport(reportPath(root, 'conformance')), reasons);
    process.stdout.write(`\nConformance\n${lines.map((line) => `  ${line}\n`).join('')}`);
    return result;
  });
}
