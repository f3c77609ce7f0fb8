import { cloudwatchAlarm } from './cloudwatch-alarm';
import { cloudwatchLogs } from './cloudwatch-logs';
import { cloudwatchMetric } from './cloudwatch-metric';
import { command } from './command';
import type { CheckKind } from './contract';
import { dockerLogs } from './docker-logs';
import { http } from './http';
import { kubernetesLogs } from './kubernetes-logs';
import { loki } from './loki';
import { manual } from './manual';
import { postgres } from './postgres';
import { prometheus } from './prometheus';
import { tcp } from './tcp';
import { vercelLogs } from './vercel-logs';

/** Every kind of check, by id. Adding one: a file or folder here and a line below. */
export const checks = {
  'cloudwatch-alarm': cloudwatchAlarm,
  'cloudwatch-logs': cloudwatchLogs,
  'cloudwatch-metric': cloudwatchMetric,
  command,
  'docker-logs': dockerLogs,
  http,
  'kubernetes-logs': kubernetesLogs,
  loki,
  manual,
  postgres,
  prometheus,
  tcp,
  'vercel-logs': vercelLogs,
} satisfies Record<string, CheckKind>;
