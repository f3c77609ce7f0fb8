import path from 'node:path';

/** `node RUN_PROGRAM FILE ARGUMENT…` runs a program of this checkout that is written in TypeScript. */
export const RUN_PROGRAM = path.resolve(import.meta.dirname, '../scripts/run.mjs');
