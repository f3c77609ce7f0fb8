#!/usr/bin/env node
// Writes the Prisma client into lib/db/generated when it is missing or older than the schema. Plain JavaScript, because
// it runs as an install script. Where install scripts are switched off, `npm run up` and `npm test` call it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const schema = path.join(root, 'prisma/schema.prisma');
const client = path.join(root, 'lib/db/generated');
const mark = path.join(client, '.schema');

// A container image installs its packages before it copies the sources.
if (existsSync(schema)) {
  const versions = ['prisma', '@prisma/client'].map((name) =>
    readFileSync(path.join(root, 'node_modules', name, 'package.json')),
  );
  const digest = [readFileSync(schema), ...versions]
    .reduce((hash, bytes) => hash.update(bytes), createHash('sha256'))
    .digest('hex');
  const upToDate =
    existsSync(path.join(client, 'client.ts')) && existsSync(mark) && readFileSync(mark, 'utf8') === digest;
  if (!upToDate) generate(digest);
}

function generate(digest) {
  const cli = path.join(root, 'node_modules/prisma/build/index.js');
  const done = spawnSync(process.execPath, [cli, 'generate'], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) {
    process.stderr.write(`The Prisma client could not be generated.\n${done.stdout}${done.stderr}\n`);
    process.exit(1);
  }
  writeFileSync(mark, digest);
}
