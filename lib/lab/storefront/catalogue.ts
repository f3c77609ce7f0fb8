export interface StorefrontPlaces {
  url: string;
  clusterUrl: string;
  ecsUrl: string;
  /** A file that holds what both platforms take for a credential. */
  secretFile: string;
}

/** The storefront as its team would write it: two platforms, which go back as one plan. */
export function storefrontService({ url, clusterUrl, ecsUrl, secretFile }: StorefrontPlaces) {
  const secret = `file:${secretFile}`;
  const credentials = { kind: 'keys', accessKeyId: secret, secretAccessKey: secret };
  return {
    slug: 'storefront',
    name: 'Storefront',
    links: [
      { name: 'Storefront', url: `${url}/` },
      { name: 'Metrics', url: `${url}/metrics` },
    ],
    components: [
      {
        name: 'web',
        provider: 'kubernetes',
        config: { server: clusterUrl, token: secret, namespace: 'shop', workload: 'deployment/web' },
      },
      {
        name: 'api',
        provider: 'ecs',
        config: { region: 'eu-west-3', cluster: 'shop', service: 'api', endpoint: ecsUrl, credentials },
      },
    ],
    checks: [
      {
        name: 'Page shows prices',
        kind: 'http',
        required: true,
        config: { url: `${url}/`, status: 200, bodyPattern: 'class="price">[^<]*\\d' },
      },
    ],
    playbooks: [
      {
        name: 'Page and API',
        when: 'a bad release, the data is fine',
        expectMinutes: 5,
        steps: [['web', 'api']],
      },
    ],
  };
}
