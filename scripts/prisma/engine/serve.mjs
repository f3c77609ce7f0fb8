import readline from 'node:readline';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { AdapterFactory } from './adapter-factory.mjs';
import { readUrl } from './connection-url.mjs';
import { runDatabaseCommand } from './database-command.mjs';
import { loadEngine } from './engine.mjs';

/** JSON-RPC's code that Prisma's engine answers for any error of its own; details are in `data`. */
const ENGINE_ERROR = 4466;

/** Methods for which the native engine opens a shadow database and this build only reads what is cached. */
const NEEDS_DIAGNOSIS = new Set(['evaluateDataLoss', 'createMigration']);

/** Answers Prisma's command line: one JSON-RPC request a line on `input`, one answer a line on `output`, in order. */
export async function serve(options, input, output) {
  const SchemaEngine = await loadEngine();
  const write = (message) => output.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  // The build reports a panic here before it traps.
  let panicked = false;
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: () => {
      panicked = true;
    },
  };
  let printed = 1_000_000;

  for await (const line of readline.createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const request = line.trim() ? JSON.parse(line) : {};
    // Lines without a method are the command line's answers to our "print" requests.
    if (!request.method) continue;
    try {
      const result = await answer(SchemaEngine, options, request, () => panicked);
      if (request.method !== 'diff' || result.stdout == null) write({ id: request.id, result });
      else {
        // The native engine prints a diff through its caller.
        write({ id: printed++, method: 'print', params: { content: result.stdout } });
        write({ id: request.id, result: { exitCode: result.exitCode, stdout: null } });
      }
    } catch (error) {
      write({ id: request.id, error: describe(error) });
    }
  }
}

/** A fresh engine for each request: a failed one leaves nothing behind for the next. */
async function answer(SchemaEngine, { datamodels, datasource }, { method, params }, panicked) {
  if (method === 'createDatabase') return createDatabase(params.datasource.url ?? datasource.url);
  const factory = new AdapterFactory(datasource);
  const constructorOptions = { datamodels: datamodels.length ? datamodels : undefined };
  const engine = await SchemaEngine.new(constructorOptions, () => {}, bindMigrationAwareSqlAdapterFactory(factory));
  try {
    if (NEEDS_DIAGNOSIS.has(method)) {
      const { migrationsList, filters } = params;
      await engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: true });
    }
    return (await engine[method === 'getDatabaseVersion' ? 'version' : method](params)) ?? null;
  } finally {
    if (!panicked()) engine.free();
    await factory.closeAll();
  }
}

async function createDatabase(url) {
  const { database } = readUrl(url);
  if ((await runDatabaseCommand('create-database', url)) !== 0)
    throw new Error(`Database ${database} could not be created.`);
  return { databaseName: database };
}

function describe(error) {
  const data = { is_panic: error instanceof WebAssembly.RuntimeError, message: error.message ?? String(error) };
  return {
    code: ENGINE_ERROR,
    message: 'An error happened. Check the data field for details.',
    data: { ...data, error_code: error.code, meta: error.meta },
  };
}
