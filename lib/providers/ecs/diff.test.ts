import type { TaskDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { diffOf } from './diff';

const definition = (revision: number, container: object, task: object = {}): TaskDefinition => ({
  taskDefinitionArn: `arn:aws:ecs:eu-west-3:1:task-definition/api:${revision}`,
  revision,
  containerDefinitions: [{ name: 'web', ...container }],
  ...task,
});

describe('the diff of task definitions', () => {
  it('shows images, resources and references of secrets', () => {
    const from = definition(7, { image: 'shop:7', memory: 512, secrets: [{ name: 'URL', valueFrom: 'arn:one' }] });
    const to = definition(6, { image: 'shop:6', memory: 256, secrets: [{ name: 'URL', valueFrom: 'arn:two' }] });
    expect(diffOf(from, to)).toBe(
      [
        '--- api:7',
        '+++ api:6',
        '@@ container web @@',
        '-image: shop:7',
        '+image: shop:6',
        '-memory: 512',
        '+memory: 256',
        '-secret URL: arn:one',
        '+secret URL: arn:two',
      ].join('\n'),
    );
  });

  it('names environment variables and commands and never shows what they hold', () => {
    const env = (value: string) => [
      { name: 'TOKEN', value },
      { name: 'SAME', value: 'same' },
    ];
    const diff = diffOf(
      definition(7, { environment: env('secret-one'), command: ['run', '--key=secret-one'] }),
      definition(6, { environment: env('secret-two'), command: ['run', '--key=secret-two'] }),
    );
    expect(diff).not.toMatch(/secret-|SAME/);
    expect(diff.split('\n').slice(3)).toEqual([
      '-command (its value there)',
      '+command (another value)',
      '-env TOKEN (its value there)',
      '+env TOKEN (another value)',
    ]);
  });

  it('shows what comes and what goes', () => {
    const diff = diffOf(definition(7, { image: 'a' }, { cpu: '256' }), {
      ...definition(6, { image: 'a' }),
      containerDefinitions: [
        { name: 'web', image: 'a' },
        { name: 'log', image: 'b' },
      ],
    });
    expect(diff.split('\n').slice(2)).toEqual(['@@ task @@', '-cpu: 256', '@@ container log @@', '+image: b']);
  });

  it('is empty for equal content, whenever it was registered', () => {
    const at = { registeredAt: new Date(), status: 'INACTIVE' as const, volumes: [] };
    expect(diffOf(definition(7, { image: 'a', environment: [] }), definition(6, { image: 'a' }, at))).toBe('');
  });

  it('stays within 64 KiB', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ({ name: `VARIABLE_${index}`, value: '1' }));
    expect(Buffer.byteLength(diffOf(definition(7, {}), definition(6, { environment: many })))).toBeLessThan(65_536);
  });
});
