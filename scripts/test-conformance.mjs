// `npm run test:conformance`
import { enter } from './bootstrap/enter.mjs';

await enter('scripts/test/conformance.ts');
