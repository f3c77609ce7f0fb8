import { describe, expect, it } from 'vitest';
import { kubernetesConfig } from './config';

const base = { namespace: 'shop', workload: 'deployment/web' };
const accepts = (config: Record<string, unknown>) => kubernetesConfig.safeParse({ ...base, ...config }).success;

describe('the config of a workload', () => {
  it.each([
    ['a context of the console’s kubeconfig', { context: 'prod' }],
    ['a kubeconfig and a context', { kubeconfig: 'file:/etc/repli/kubeconfig', context: 'prod' }],
    ['the console’s own service account', { inCluster: true }],
    ['a server with a token and an authority', { server: 'https://10.0.0.1:6443', token: 'env:T', ca: 'file:/ca.pem' }],
    ['a server on this machine', { server: 'http://127.0.0.1:8001', token: 'env:T' }],
  ])('may name %s', (_, config) => expect(accepts(config)).toBe(true));

  it.each([
    ['two clusters', { context: 'prod', server: 'https://10.0.0.1', token: 'env:T' }],
    ['a context of its own pod', { inCluster: true, context: 'prod' }],
    ['a server without a token', { server: 'https://10.0.0.1' }],
    ['a token without a server', { token: 'env:T' }],
    ['an authority without a server', { ca: 'file:/ca.pem', context: 'prod' }],
    ['the token itself', { server: 'https://10.0.0.1', token: 'eyJhbGciOi' }],
    ['a server without encryption', { server: 'http://10.0.0.1:8080', token: 'env:T' }],
    ['a password in the address', { server: 'https://admin:x@10.0.0.1', token: 'env:T' }],
    ['another kind of workload', { workload: 'job/web' }],
    ['a name that is a path', { workload: 'deployment/../web' }],
    ['a namespace that is a path', { namespace: '../kube-system' }],
  ])('may not name %s', (_, config) => expect(accepts(config)).toBe(false));
});
