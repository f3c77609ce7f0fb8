import { z } from 'zod';
import { kubernetesCommandLine } from '@/lib/net/kubectl';
import { kubernetesShape, objectName, oneCluster } from '@/lib/net/kubernetes';
import { pattern } from '@/lib/net/pattern';
import { quote } from '@/lib/net/shell';
import { timeoutMs } from '../fields';

/** Lines that are shown at least, so that there is something to see. */
const SHOWN_LINES = 5;

export const kubernetesLogsConfigSchema = z
  .strictObject({
    ...kubernetesShape,
    namespace: objectName.default('default'),
    /** The pods of a workload, whatever they are called after a rollback. */
    workload: z
      .string()
      .max(270)
      .regex(/^(deployment|statefulset|daemonset)\/[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/, {
        error: 'deployment/NAME, statefulset/NAME or daemonset/NAME',
      })
      .optional(),
    /** Or those that a label selector finds, such as `app=web,tier!=canary`. */
    selector: z.string().trim().min(1).max(1_000).optional(),
    /** One container of each pod; all of them unless told. */
    container: z
      .string()
      .max(63)
      .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/)
      .optional(),
    /** Source of a regular expression (flag u), looked for in each line. */
    pattern,
    /** How many matching lines are still fine. */
    atMost: z.number().int().min(0).max(9_999).default(0),
    windowSeconds: z.number().int().min(1).max(86_400).default(120),
    timeoutMs,
  })
  .refine(({ workload, selector }) => (workload === undefined) !== (selector === undefined), {
    error: 'either workload or selector',
    path: ['workload'],
  })
  .superRefine(oneCluster);
export type KubernetesLogsConfig = z.output<typeof kubernetesLogsConfigSchema>;

/** One line more than is fine tells that there are too many. */
export const limitOf = ({ atMost }: KubernetesLogsConfig): number => Math.max(atMost + 1, SHOWN_LINES);

/** The same question as a person would type it. */
export function shellCommand(config: KubernetesLogsConfig): string {
  const { setup, kubectl } = kubernetesCommandLine(config, config.namespace);
  const { workload, selector, container, windowSeconds } = config;
  // Without it kubectl shows the last ten lines of each pod that a selector finds, and five pods at most.
  const pods = selector === undefined ? `${quote(workload ?? '')} --all-pods` : `-l ${quote(selector)} --tail=-1`;
  const which = container === undefined ? '--all-containers' : `-c ${quote(container)}`;
  const logs = `${kubectl} logs ${pods} ${which} --since=${windowSeconds}s --max-log-requests=50`;
  return [...setup, `${logs} | grep -P ${quote(config.pattern)}`].join('; ');
}

/** What is expected, in signs that read the same in every language. */
export const expectedText = ({ atMost, windowSeconds }: KubernetesLogsConfig): string =>
  `≤ ${atMost} · ${windowSeconds} s`;
