import { describe, expect, it } from 'vitest';
import { referencesOf } from './references';
import { digestOf, imagesOf, plainTemplate, REVISION_ID } from './template';

const template = (labels: Record<string, string>, image = 'shop/web:1.4.2') => ({
  metadata: { labels },
  spec: { containers: [{ name: 'web', image }] },
});

describe('the digest of a template', () => {
  it('is the same in a Deployment and in its ReplicaSet, which adds a label', () => {
    const inSet = template({ app: 'web', 'pod-template-hash': '6c9f' });
    expect(digestOf(inSet)).toBe(digestOf(template({ app: 'web' })));
    expect(digestOf(inSet)).toMatch(REVISION_ID);
  });

  it('is the same in a ControllerRevision, which adds a directive', () => {
    expect(digestOf({ $patch: 'replace', ...template({ app: 'web' }) })).toBe(digestOf(template({ app: 'web' })));
  });

  it('depends neither on the order of fields nor on nulls', () => {
    const { metadata, spec } = template({ app: 'web', tier: 'front' });
    const turned = { spec, metadata: { creationTimestamp: null, labels: { tier: 'front', app: 'web' } } };
    expect(digestOf(turned)).toBe(digestOf({ metadata, spec }));
  });

  it.each([
    ['an image', template({ app: 'web' }, 'shop/web:1.4.3')],
    ['a label', template({ app: 'web', tier: 'front' })],
    ['an empty volume source', { ...template({ app: 'web' }), spec: { volumes: [{ name: 'tmp', emptyDir: {} }] } }],
  ])('changes with %s', (_, changed) => expect(digestOf(changed)).not.toBe(digestOf(template({ app: 'web' }))));

  it('keeps the order of lists, which Kubernetes heeds', () => {
    const env = [{ name: 'A' }, { name: 'B' }];
    expect(digestOf({ env })).not.toBe(digestOf({ env: [...env].reverse() }));
  });
});

it('takes the controller’s label out and leaves every other field as the server sent it', () => {
  const raw = { metadata: { labels: { app: 'web', 'pod-template-hash': 'x' } }, spec: { unknownToAll: { grpc: 1 } } };
  expect(plainTemplate(raw)).toEqual({ metadata: { labels: { app: 'web' } }, spec: { unknownToAll: { grpc: 1 } } });
});

it('names each image once, those of containers before those that run first', () => {
  const containers = [
    { name: 'web', image: 'web:1' },
    { name: 'log', image: 'log:1' },
  ];
  const spec = { initContainers: [{ name: 'migrate', image: 'web:1' }], containers };
  expect(imagesOf({ spec })).toEqual(['web:1', 'log:1']);
});

it('finds every ConfigMap and Secret that a template names', () => {
  const spec = {
    imagePullSecrets: [{ name: 'registry' }],
    volumes: [
      { name: 'a', secret: { secretName: 'tls' } },
      { name: 'b', configMap: { name: 'nginx' } },
      { name: 'c', projected: { sources: [{ secret: { name: 'projected' } }] } },
    ],
    containers: [
      {
        envFrom: [{ configMapRef: { name: 'settings' } }, { secretRef: { name: 'keys' } }],
        env: [{ name: 'URL', valueFrom: { secretKeyRef: { name: 'database', key: 'url' } } }],
      },
    ],
  };
  expect(referencesOf({ spec })).toEqual([
    'configmap/nginx',
    'configmap/settings',
    'secret/database',
    'secret/keys',
    'secret/projected',
    'secret/registry',
    'secret/tls',
  ]);
});
