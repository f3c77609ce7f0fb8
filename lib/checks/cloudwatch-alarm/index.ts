import { awsClientOptions } from '@/lib/net/aws';
import { type Asking, answer, UnaskableError } from '../answer';
import { awsRefusal } from '../aws';
import { type CheckResult, defineCheck } from '../contract';
import { type CloudwatchAlarmConfig, cloudwatchAlarmConfigSchema, expectedText, shellCommand } from './config';

/** What is read of a metric alarm and of a composite one alike. */
interface Alarm {
  AlarmName?: string | undefined;
  StateValue?: string | undefined;
  StateReason?: string | undefined;
}

/**
 * Asks CloudWatch for the state of alarms. `fail`: one is in ALARM. `error`: one does not exist or has too little data,
 * so that nothing is known.
 */
export const cloudwatchAlarm = defineCheck({
  id: 'cloudwatch-alarm',
  label: 'CloudWatch alarm',
  config: cloudwatchAlarmConfigSchema,
  manual: false,
  command: shellCommand,
  expected: expectedText,
  ask: (config, context) => answer(context, { ...config, unreachable: 'error' }, (asking) => ask(config, asking)),
});

async function ask(config: CloudwatchAlarmConfig, { secrets, signal }: Asking) {
  const { CloudWatchClient, DescribeAlarmsCommand } = await import('@aws-sdk/client-cloudwatch');
  const client = new CloudWatchClient(awsClientOptions(config, { resolve: secrets.read }));
  // Without types CloudWatch gives metric alarms only (DescribeAlarms of the API reference).
  const input = {
    AlarmNames: config.alarms,
    AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const],
    MaxRecords: 100,
  };
  try {
    const reply = await client.send(new DescribeAlarmsCommand(input), { abortSignal: signal });
    return judge(config.alarms, [...(reply.MetricAlarms ?? []), ...(reply.CompositeAlarms ?? [])]);
  } catch (error) {
    throw awsRefusal(error) ?? error;
  } finally {
    client.destroy();
  }
}

function judge(names: readonly string[], alarms: readonly Alarm[]): Omit<CheckResult, 'latencyMs'> {
  const inState = (state: string) => alarms.filter(({ StateValue }) => StateValue === state);
  const [ringing] = inState('ALARM');
  if (ringing)
    return {
      verdict: 'fail',
      observed: `${inState('ALARM').length} × ALARM: ${ringing.AlarmName} ${ringing.StateReason}`,
    };
  const missing = names.filter((name) => !alarms.some(({ AlarmName }) => AlarmName === name));
  if (missing.length > 0) throw new UnaskableError(`there is no alarm ${missing.join(', ')}`);
  const [unknown] = alarms.filter(({ StateValue }) => StateValue !== 'OK');
  if (unknown) throw new UnaskableError(`${unknown.StateValue}: ${unknown.AlarmName}`);
  return { verdict: 'pass', observed: `OK: ${names.join(', ')}` };
}
