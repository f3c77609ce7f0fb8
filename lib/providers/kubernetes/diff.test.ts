import { describe, expect, it } from 'vitest';
import { DIFF_LIMIT, templateDiff } from './diff';

const names = { from: '1.5.0 #9', to: '1.4.2 #8' };
const template = (container: Record<string, unknown>) => ({ spec: { containers: [{ name: 'web', ...container }] } });
const diff = (from: Record<string, unknown>, to: Record<string, unknown>) =>
  templateDiff(template(from), template(to), names);

describe('the diff of two templates', () => {
  it('shows images and resources as they change', () => {
    const text = diff(
      { image: 'shop/web:1.5.0', resources: { limits: { memory: '256Mi' } } },
      { image: 'shop/web:1.4.2', resources: { limits: { memory: '384Mi' } } },
    );
    expect(text).toMatch(/^--- 1\.5\.0 #9\n\+\+\+ 1\.4\.2 #8\n@@/);
    expect(text).toMatch(/-\s+(- )?image: shop\/web:1\.5\.0/);
    expect(text).toMatch(/\+\s+memory: 384Mi/);
  });

  it('shows that the value of a variable changes, and never the value', () => {
    const text = diff(
      {
        env: [
          { name: 'PASSWORD', value: 'old-secret' },
          { name: 'LEVEL', value: 'same-value' },
        ],
      },
      {
        env: [
          { name: 'PASSWORD', value: 'new-secret' },
          { name: 'LEVEL', value: 'same-value' },
        ],
      },
    );
    expect(text).toContain('PASSWORD');
    expect(text).toMatch(/-\s+value: \(hidden\)\n\+\s+value: \(hidden, another value\)/);
    expect(text.match(/^[-+] /gm)).toHaveLength(2);
    for (const value of ['old-secret', 'new-secret', 'same-value']) expect(text).not.toContain(value);
  });

  it('follows a variable that only moved in its list', () => {
    const [a, b] = [
      { name: 'A', value: 'first' },
      { name: 'B', value: 'second' },
    ];
    expect(diff({ env: [a, b] }, { env: [b, a] })).not.toContain('another value');
  });

  it.each([
    ['a flag', { args: ['--db-password=hunter22', '--port=80'] }],
    ['the word after a flag', { args: ['--api-token', 'hunter22'] }],
    ['an address', { command: ['migrate', 'postgres://shop:hunter22@db/shop'] }],
    ['the header of a probe', { livenessProbe: { httpGet: { httpHeaders: [{ name: 'X-Key', value: 'hunter22' }] } } }],
    ['a command line', { command: ['sh', '-c', 'TOKEN=hunter22 serve'] }],
  ])('hides a secret in %s', (_, container) => {
    const text = diff({ image: 'a' }, { image: 'b', ...container });
    expect(text).toContain('(hidden');
    expect(text).not.toContain('hunter22');
  });

  it('is empty of changes for the same template', () =>
    expect(diff({ image: 'a' }, { image: 'a' })).not.toMatch(/^@@/m));

  it('stays below its limit, cut at a line', () => {
    const many = (of: string) => ({ args: Array.from({ length: 1_500 }, (_, at) => `${of}-${at}-${'é'.repeat(40)}`) });
    const text = diff(many('from'), many('to'));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(DIFF_LIMIT);
    expect(text).toMatch(/\n… the rest of the diff is not shown\n$/);
  });
});
