import { boot } from '@/lib/boot/boot';

/** `npm run worker`: runs, samples and messages without pages. */
process.env.REPLI_ROLE = 'worker';
await boot();
