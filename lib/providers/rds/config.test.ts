import { describe, expect, it } from 'vitest';
import { rds } from '.';

const parse = (config: object) => rds.config.safeParse({ region: 'eu-west-3', ...config });
const keyOf = (config: object) => rds.resourceKey(rds.config.parse({ region: 'eu-west-3', ...config }));

describe('the settings of a database', () => {
  it.each([
    [{}, 'instance'],
    [{ instance: 'shop', cluster: 'shop' }, 'cluster'],
  ])('name one of instance and cluster, not %j', (config, field) => {
    const { issues } = parse(config).error ?? { issues: [] };
    expect(issues.map(({ path, message }) => [path, message])).toEqual([
      [[field], 'Expected an instance or a cluster: one of the two'],
    ]);
  });

  it('take an identifier, neither an address nor an ARN', () => {
    expect(parse({ cluster: 'shop-aurora' }).success).toBe(true);
    expect(parse({ cluster: 'shop.cluster-x.eu-west-3.rds.amazonaws.com' }).success).toBe(false);
    expect(parse({ cluster: 'arn:aws:rds:eu-west-3:123456789012:cluster:shop' }).success).toBe(false);
  });

  it('lock an instance and a cluster of one name apart', () => {
    expect(keyOf({ instance: 'shop' })).toBe('eu-west-3/shop');
    expect(keyOf({ cluster: 'shop' })).toBe('eu-west-3/cluster/shop');
  });
});
