import { awsClientOptions } from '@/lib/net/aws';
import { type Asking, answer, UnaskableError } from '../answer';
import { awsRefusal } from '../aws';
import { type CheckContext, defineCheck } from '../contract';
import { judgeLines } from '../lines';
import { type CloudwatchLogsConfig, cloudwatchLogsConfigSchema, expectedText, limitOf, shellCommand } from './config';

/** Each page scans a part of the group; a window that needs more is too wide for a check. */
const MOST_PAGES = 30;

/**
 * Counts the lines of a log group that match a filter pattern over the last seconds and shows the newest. `error`: an
 * unknown group, a refused login or pattern, or more to read than the deadline allows: then nothing is known.
 */
export const cloudwatchLogs = defineCheck({
  id: 'cloudwatch-logs',
  label: 'CloudWatch Logs',
  config: cloudwatchLogsConfigSchema,
  manual: false,
  command: shellCommand,
  expected: expectedText,
  ask: (config, context) =>
    answer(context, { ...config, unreachable: 'error' }, (asking) => ask(config, asking, context)),
});

async function ask(config: CloudwatchLogsConfig, { secrets, signal }: Asking, { clock }: CheckContext) {
  const { CloudWatchLogsClient, FilterLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = new CloudWatchLogsClient(awsClientOptions(config, { resolve: secrets.read }));
  const endTime = clock().getTime();
  const limit = limitOf(config);
  const input = {
    logGroupName: config.group,
    filterPattern: config.pattern,
    startTime: endTime - config.windowSeconds * 1_000,
    endTime,
    limit,
  };
  const lines: string[] = [];
  try {
    // An empty page is not the last one: only a page without a token is (FilterLogEvents of the API reference).
    for (let page = 0, nextToken: string | undefined; lines.length < limit; page++) {
      if (page === MOST_PAGES) throw new UnaskableError('too much to read: narrow the window or the group');
      const command = new FilterLogEventsCommand({ ...input, ...(nextToken ? { nextToken } : {}) });
      const reply = await client.send(command, { abortSignal: signal });
      lines.push(...(reply.events ?? []).map(({ message }) => secrets.clean(message ?? '')));
      nextToken = reply.nextToken;
      if (!nextToken) break;
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException')
      throw new UnaskableError(`there is no log group ${config.group}`);
    throw awsRefusal(error) ?? error;
  } finally {
    client.destroy();
  }
  return judgeLines(lines.reverse(), { atMost: config.atMost, limit });
}
