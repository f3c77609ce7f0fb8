import fs from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Where Prisma's native engine could not be downloaded, the WebAssembly build of the same engine stands in for it.
const root = import.meta.dirname;
const engines = path.join(root, 'node_modules/@prisma/engines');
const hasNativeEngine =
  fs.existsSync(engines) && fs.readdirSync(engines).some((file) => file.startsWith('schema-engine-'));
if (!process.env.PRISMA_SCHEMA_ENGINE_BINARY && !hasNativeEngine) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = path.join(root, 'scripts/prisma/schema-engine.mjs');
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: {
    url: process.env.DATABASE_URL ?? '',
    ...(process.env.SHADOW_DATABASE_URL ? { shadowDatabaseUrl: process.env.SHADOW_DATABASE_URL } : {}),
  },
});
