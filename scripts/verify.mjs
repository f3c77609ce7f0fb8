// `npm run verify`
import { enter } from './bootstrap/enter.mjs';

await enter('scripts/test/verify.ts');
