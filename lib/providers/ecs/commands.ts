import { quote } from '@/lib/net/shell';
import { awsCommandLine } from '../aws';
import type { EcsConfig } from './config';
import type { EcsWrite } from './write';

/** What RegisterTaskDefinition does not take back of what DescribeTaskDefinition gives. */
const READ_ONLY =
  'del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, .registeredBy, .deregisteredAt, .deleteRequestedAt)';

/** The same rollback by hand. The last command shows what `wait services-stable` hides: which version is running. */
export function planCommands(config: EcsConfig, write: EcsWrite, hosts: readonly string[] = []): string[] {
  const { setup, options } = awsCommandLine(config);
  const service = `--cluster ${quote(config.cluster)} --service ${quote(config.service)}`;
  const aws = (command: string) => `aws ecs ${command} ${options}`;
  const registered = (change: string, ...args: string[]) => [
    `copy=$(${aws('describe-task-definition')} --task-definition ${quote(write.target)} --query taskDefinition --output json | jq ${[...args, quote(change)].join(' ')})`,
    `arn=$(${aws('register-task-definition')} --cli-input-json "$copy" --query taskDefinition.taskDefinitionArn --output text)`,
    `${aws('update-service')} ${service} --task-definition "$arn"`,
  ];
  const steps = {
    restart: [`${aws('update-service')} ${service} --force-new-deployment`],
    update: [`${aws('update-service')} ${service} --task-definition ${quote(write.target)}`],
    stop: [
      `${aws('stop-service-deployment')} --service-deployment-arn ${quote(write.inFlight ?? '')} --stop-type ROLLBACK`,
    ],
    copy: registered(READ_ONLY),
    host: registered(`${READ_ONLY} | ${newHost(config, hosts)}`, `--arg host ${quote(write.host ?? '')}`),
  }[write.mode];
  const seen = "'services[0].deployments[].[status,taskDefinition,rolloutState,runningCount,desiredCount,failedTasks]'";
  return [
    ...setup,
    ...steps,
    `${aws('describe-services')} --cluster ${quote(config.cluster)} --services ${quote(config.service)} --query ${seen} --output table`,
  ];
}

/** In jq: the host of the URL, after its user and password, in each container that has the variable. */
function newHost({ urlVariable = '' }: EcsConfig, hosts: readonly string[]): string {
  const old = hosts.map((host) => host.replace(/[.[\]]/g, '\\$&')).join('|');
  const pattern = `^(?<before>[^:]+://([^/?#]*@)?)(${old})(?=[:/?]|$)`;
  const variable = `(.containerDefinitions[].environment[]? | select(.name == ${JSON.stringify(urlVariable)}).value)`;
  return `${variable} |= sub(${JSON.stringify(pattern)}; .before + $host)`;
}
