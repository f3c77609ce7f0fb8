// node scripts/run.mjs PROGRAM [ARGUMENT]…: runs a program of this checkout that is written in TypeScript.
import { compiled } from './bootstrap/compile.mjs';

process.setSourceMapsEnabled(true);
process.argv.splice(1, 1);
await import(await compiled(process.argv[1]));
