import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const root = import.meta.dirname;

const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  // Links to shared pages hold a token.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Content-Security-Policy', value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'" },
];

const config: NextConfig = {
  output: 'standalone',
  // A lockfile in a folder above would otherwise move the root, and with it every path of the build.
  outputFileTracingRoot: root,
  turbopack: { root },
  outputFileTracingIncludes: {
    '/*': [
      // Applied when the console starts.
      './prisma/migrations/**/*',
      // Compiled by npm where the prebuilt one does not run; the tracer knows of prebuilt ones only.
      './node_modules/argon2/build/Release/argon2.node',
      // Found by its own path when the first migration is read.
      './node_modules/libpg-query/wasm/*',
    ],
  },
  // The tracer cannot tell which files a computed path reads, and takes the whole folder: earlier builds and data too.
  outputFileTracingExcludes: { '/*': ['./.data/**/*', './.github/**/*', './test-results/**/*', './tests/**/*'] },
  // `npm run verify` checks types, tests included.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // Everybody gets the title with the head, not streamed after it: a screen reader says it first of all.
  htmlLimitedBots: /.*/,
  headers: async () => [{ source: '/:path*', headers }],
  // Server-only packages with native code, workers or files of their own: loaded from node_modules, never bundled.
  serverExternalPackages: [
    'pg',
    'pg-boss',
    'argon2',
    'pino',
    '@prisma/client',
    '@prisma/adapter-pg',
    'undici',
    'execa',
    'libpg-query',
    '@kubernetes/client-node',
    '@aws-sdk/client-application-auto-scaling',
    '@aws-sdk/client-cloudwatch',
    '@aws-sdk/client-cloudwatch-logs',
    '@aws-sdk/client-ecr',
    '@aws-sdk/client-ecs',
    '@aws-sdk/client-rds',
    '@aws-sdk/client-route-53',
    '@aws-sdk/client-secrets-manager',
    '@aws-sdk/client-sts',
  ],
  experimental: { optimizePackageImports: ['radix-ui'] },
};

export default createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  // Sentences are compiled at build time: the browser gets no ICU parser.
  experimental: { messages: { path: './lib/i18n/messages', format: 'json', locales: ['en', 'fr'], precompile: true } },
})(config);
