import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm'));

/** The commit that Prisma's command line compares is the version's last part. */
export function engineVersion() {
  const { version } = require(path.join(folder, 'package.json'));
  return `${version.split('.').pop()} (wasm ${version})`;
}

/** Loads the engine: the package's own entry is made for bundlers, so the module is instantiated by hand. */
export async function loadEngine() {
  const bindings = await import(pathToFileURL(path.join(folder, 'schema_engine_bg.js')).href);
  const bytes = readFileSync(path.join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return bindings.SchemaEngine;
}
