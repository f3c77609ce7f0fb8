// `npm run test:crash`
import { enter } from './bootstrap/enter.mjs';

await enter('scripts/test/crash.ts');
