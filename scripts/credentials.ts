import { parseArgs } from 'node:util';
import { rotateKeys } from '@/lib/credentials/rotate';
import { closeDb } from '@/lib/db/client';
import { settings } from '@/lib/settings';
import { openDatabase } from './lib/open-database';

const USAGE = 'Usage: npm run credentials -- rotate      seal every stored credential with a new key';

const { positionals } = parseArgs({ allowPositionals: true });
if (positionals.join(' ') !== 'rotate') {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  try {
    await openDatabase();
    const inFile = settings().credentialKeys === undefined;
    const count = await rotateKeys({ inFile }, 'npm run credentials');
    const next = inFile ? '' : ' The keys after the first one in REPLI_CREDENTIAL_KEY can be removed now.';
    process.stdout.write(`${count} credentials are sealed with the new key.${next}\n`);
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exitCode = 1;
  } finally {
    await closeDb();
  }
}
