// `npm test`
import { enter } from './bootstrap/enter.mjs';

await enter('scripts/test/main.ts');
