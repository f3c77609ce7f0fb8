import { randomUUID } from 'node:crypto';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteClusterCommand,
  DeleteServiceCommand,
  DeregisterTaskDefinitionCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListTaskDefinitionsCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { ecs } from '@/lib/providers/ecs';
import type { World } from '../../contract/fixture';
import { awsWorld, clientOptions } from './engine';

const REVISIONS = 26;

/** A service in a cluster of its own, on the newest of its task definitions. */
export async function settledService(): Promise<World> {
  const client = new ECSClient(clientOptions);
  const cluster = `repli-conformance-${randomUUID().slice(0, 8)}`;
  const service = 'api';
  const registered: string[] = [];
  const register = async (tag: string) => {
    const containerDefinitions = [{ name: 'api', image: `registry.example/shop/api:${tag}`, memory: 64 }];
    const command = new RegisterTaskDefinitionCommand({ family: cluster, containerDefinitions });
    const arn = (await client.send(command)).taskDefinition?.taskDefinitionArn ?? '';
    registered.push(arn);
    return arn;
  };
  await client.send(new CreateClusterCommand({ clusterName: cluster }));
  for (let n = 1; n <= REVISIONS; n++) await register(`1.${n}.0`);
  // Amazon lists the newest first; moto leaves the order that it is asked for out, and then the first one is in its place.
  const listed = await client.send(new ListTaskDefinitionsCommand({ familyPrefix: cluster, sort: 'DESC' }));
  const taskDefinition = listed.taskDefinitionArns?.[0] ?? '';
  await client.send(new CreateServiceCommand({ cluster, serviceName: service, taskDefinition, desiredCount: 0 }));
  const described = () => client.send(new DescribeServicesCommand({ cluster, services: [service] }));
  const own = {
    config: { region: clientOptions.region, cluster, service },
    isWrite: (call: string) => /\.(UpdateService|StopServiceDeployment) /.test(call),
    secrets: [],
    async remove() {
      await client.send(new DeleteServiceCommand({ cluster, service, force: true }));
      for (const arn of registered) await client.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn }));
      await client.send(new DeleteClusterCommand({ cluster }));
      client.destroy();
    },
  };
  return awsWorld(ecs, own, {
    everything: async () => {
      const { services = [] } = await described();
      return JSON.stringify([registered, ...services.map((one) => [one.taskDefinition, one.deployments])]);
    },
    contentOf: async (arn) => {
      const found = await client.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
      return JSON.stringify(found.taskDefinition?.containerDefinitions);
    },
    async deploySlipsIn() {
      const slipped = await register('slipped-in');
      await client.send(new UpdateServiceCommand({ cluster, service, taskDefinition: slipped }));
    },
    unknownRevision: taskDefinition.replace(/:\d+$/, ':999'),
  });
}
