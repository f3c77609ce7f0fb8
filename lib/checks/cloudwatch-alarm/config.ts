import { z } from 'zod';
import { awsCommandLine, awsConfig } from '@/lib/net/aws';
import { quote } from '@/lib/net/shell';
import { timeoutMs } from '../fields';

export const cloudwatchAlarmConfigSchema = z.strictObject({
  /** That of the environment or of the profile where the worker runs, unless told. */
  region: awsConfig.shape.region.optional(),
  endpoint: awsConfig.shape.endpoint,
  credentials: awsConfig.shape.credentials,
  /** Names of metric or composite alarms; each must be OK. DescribeAlarms takes 100 at most. */
  alarms: z.array(z.string().min(1).max(255)).min(1).max(100),
  timeoutMs,
});
export type CloudwatchAlarmConfig = z.output<typeof cloudwatchAlarmConfigSchema>;

/** The same question to the AWS command line. */
export function shellCommand(config: CloudwatchAlarmConfig): string {
  const { setup, options } = awsCommandLine(config);
  const alarms = `--alarm-names ${config.alarms.map(quote).join(' ')} --alarm-types MetricAlarm CompositeAlarm`;
  const query = "--query '[MetricAlarms, CompositeAlarms][].[AlarmName, StateValue, StateReason]' --output text";
  const words = ['aws cloudwatch describe-alarms', options, alarms, query];
  return [...setup, words.filter((word) => word !== '').join(' ')].join('; ');
}

/** What is expected, in signs that read the same in every language. */
export const expectedText = ({ alarms }: CloudwatchAlarmConfig): string => `OK: ${alarms.join(', ')}`;
