#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine` where that binary cannot be downloaded: the WebAssembly build of the
// same engine, talking to PostgreSQL through @prisma/adapter-pg. prisma.config.ts selects it.
import { parseArguments } from './engine/arguments.mjs';
import { runDatabaseCommand } from './engine/database-command.mjs';
import { engineVersion } from './engine/engine.mjs';
import { serve } from './engine/serve.mjs';

const options = parseArguments(process.argv.slice(2));
if (options.version) process.stdout.write(`schema-engine-cli ${engineVersion()}\n`);
else if (options.databaseCommand)
  process.exitCode = await runDatabaseCommand(options.databaseCommand, options.datasource.url);
else await serve(options, process.stdin, process.stdout);
