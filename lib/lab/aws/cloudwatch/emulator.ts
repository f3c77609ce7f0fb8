import * as sdk from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import type { Emulator } from '../../emulator/contract';
import type { Identity } from '../access';
import { jsonWire } from '../json';
import type { Answer } from '../operation';
import { getMetricData, type MetricDataRequest, type Value, valueArgs } from './metrics';

/** What the process that starts it says. */
export const alarmOptions = z.object({
  region: z.string().default('eu-west-3'),
  accessKeyId: z.string().default('AKIAEMULATOR'),
  valuesPerPage: z.number().int().min(1).default(100_800),
});

const alarm = z.object({
  name: z.string(),
  state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  reason: z.string().default(''),
  composite: z.boolean().default(false),
});
type Alarm = z.output<typeof alarm>;

/** CloudWatch's alarms and metrics in miniature. */
export function alarmEmulator(input: Record<string, unknown>): Emulator {
  const { region, accessKeyId, valuesPerPage } = alarmOptions.parse(input);
  const identity: Identity = { accessKeyId, region };
  const alarms = new Map<string, Alarm>();
  const values: Value[] = [];
  return {
    ...jsonWire({
      sdk,
      service: 'monitoring',
      target: 'GraniteServiceVersion20100801',
      identity,
      operations: {
        DescribeAlarms: (request: sdk.DescribeAlarmsInput) => describe([...alarms.values()], request),
        GetMetricData: (request: MetricDataRequest) => getMetricData(values, request, valuesPerPage),
      },
      writes: new Set(),
    }),
    actions: {
      /** An alarm changes its state, or comes into being with it. */
      put(args) {
        const put = alarm.parse(args);
        alarms.set(put.name, put);
      },
      /** What a metric was over the period that begins then. */
      measure: (args) => void values.push(valueArgs.parse(args)),
    },
    everything: () => ({ alarms: [...alarms.values()], values }),
  };
}

/** Composite alarms only where their type is asked for; unknown names are left out (DescribeAlarms, API reference). */
function describe(alarms: Alarm[], { AlarmNames, AlarmTypes = ['MetricAlarm'] }: sdk.DescribeAlarmsInput): Answer {
  const found = alarms.filter(({ name }) => AlarmNames === undefined || AlarmNames.includes(name));
  const ofType = (type: 'MetricAlarm' | 'CompositeAlarm') =>
    found
      .filter(({ composite }) => AlarmTypes.includes(type) && composite === (type === 'CompositeAlarm'))
      .map(({ name, state, reason }) => ({ AlarmName: name, StateValue: state, StateReason: reason }));
  return { body: { MetricAlarms: ofType('MetricAlarm'), CompositeAlarms: ofType('CompositeAlarm') } };
}
