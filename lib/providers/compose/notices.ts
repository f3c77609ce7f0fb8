import path from 'node:path';
import type { PlanWarning, ProviderPlan } from '../contract';
import type { Docker } from './docker';
import { shortId } from './image-name';
import type { Change } from './plan';
import type { Service } from './project';

/** What the commander acknowledges before the start, once. */
export function warningsOf({ state: { service, containers, currentId }, file, write, target }: Change): PlanWarning[] {
  const warnings: PlanWarning[] = [];
  const add = (code: string, params: Record<string, string | number>, text: string) =>
    warnings.push({ code, params, text });
  add(
    'short_outage',
    { service: write.service },
    `Compose stops the container of ${write.service} before it starts the next one: it does not answer in between.`,
  );
  if (target.digest === undefined)
    add(
      'mutable_tag',
      { image: write.newImage },
      `${write.newImage} has no digest: if the tag is moved, a later start runs another image.`,
    );
  if (file.line.hasVariable)
    add(
      'variable_replaced',
      { value: write.oldText },
      `The image line is filled from a variable (${write.oldText}): a fixed name takes its place.`,
    );
  if (file.line.isShared)
    add(
      'shared_line',
      { service: write.service },
      `Other services take their image from this line (a YAML anchor): they change with it at their next start.`,
    );
  if (service.isBuiltHere)
    add(
      'built_here',
      { service: write.service },
      `${write.service} is built on the host: up --build brings the bad version back under this name.`,
    );
  if (service.missingVariables.length > 0) {
    const list = service.missingVariables.join(', ');
    add(
      'missing_variables',
      { list },
      `Nothing sets ${list}, so that compose takes it for empty: name what a deployment has in its shell under variables.`,
    );
  }
  const others = [...new Set(containers.map(({ image }) => image))].filter((image) => image !== currentId);
  if (others.length > 0) {
    const list = others.map(shortId).join(', ');
    add('mixed_images', { list }, `Some containers run other images (${list}): afterwards all run the target.`);
  }
  if (!service.hasHealthCheck)
    add(
      'no_health_check',
      { service: write.service },
      `${write.service} has no health check in the compose file: only that it keeps running can be seen here.`,
    );
  return warnings;
}

/** What starting an earlier image leaves as it is (rule 8). */
export function lossesOf({ dependsOn }: Service): PlanWarning[] {
  const list = dependsOn.join(', ');
  const others = `Services that it depends on are left as they are: ${list}.`;
  return [
    { code: 'data_stays', text: 'Volumes and databases are not restored: data and schema stay as they are.' },
    {
      code: 'rest_stays',
      text: 'Only the image changes: environment, secrets and the other settings stay as the file has them now.',
    },
    ...(list === '' ? [] : [{ code: 'dependencies_stay', params: { list }, text: others }]),
  ];
}

export function followUpsOf({ hostName }: Docker, { file, write }: Change): ProviderPlan['followUps'] {
  const name = path.basename(file.path);
  return [
    {
      kind: 'definitive_fix',
      code: 'then_fix',
      params: { name: write.service, file: name, host: hostName },
      text: `Fix ${write.service} and put its image right where ${name} comes from: the next deployment to ${hostName} brings the old line back.`,
    },
    ...(file.line.hasVariable
      ? [
          {
            kind: 'restore_automation',
            code: 'then_variable',
            params: { name: write.service, file: name, line: write.oldText },
            text: `Write ${write.oldText} into the image line of ${write.service} in ${name} again once the variable names the fixed image.`,
          },
        ]
      : []),
  ];
}
