// `npm run up`
import { enter } from './bootstrap/enter.mjs';

await enter('scripts/up/main.ts');
