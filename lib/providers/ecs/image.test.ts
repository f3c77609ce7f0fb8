import { expect, it } from 'vitest';
import { ecrImage } from './image';

const HOST = '123456789012.dkr.ecr.eu-west-3.amazonaws.com';
const DIGEST = `sha256:${'a'.repeat(64)}`;

it.each([
  [`${HOST}/shop/api:1.4.2`, { account: '123456789012', region: 'eu-west-3', repository: 'shop/api', tag: '1.4.2' }],
  [`${HOST}/api`, { repository: 'api', tag: 'latest' }],
  [`${HOST}/api@${DIGEST}`, { repository: 'api', digest: DIGEST }],
  ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/api:1', { region: 'us-east-1' }],
  ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/api:1', { region: 'cn-north-1' }],
])('finds %s', (name, expected) => {
  expect(ecrImage(name)).toMatchObject({ name, ...expected });
});

it('goes by the digest where there is a tag as well, as Docker does', () => {
  expect(ecrImage(`${HOST}/api:1@${DIGEST}`)).not.toHaveProperty('tag');
});

it.each(['nginx:1.27', 'public.ecr.aws/docker/library/nginx:1', `evil.example/${HOST}/api:1`, `${HOST}/`])(
  'does not take %s for an image in ECR',
  (name) => {
    expect(ecrImage(name)).toBeNull();
  },
);
