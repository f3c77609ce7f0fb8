import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadEnvFile } from '../lib/env-file';
import { up } from './up';
import { words } from './words';

/** `npm run up`, once the packages are there. */
const root = path.resolve(import.meta.dirname, '../..');
loadEnvFile(root);
try {
  const { values } = parseArgs({ options: { 'no-lab': { type: 'boolean', default: false } }, strict: true });
  await up(root, { lab: !values['no-lab'] });
} catch (cause) {
  const unknownOption = (cause as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  process.stderr.write(
    `\n${cause instanceof Error ? cause.message : cause}\n${unknownOption ? `${words('usage')}\n` : ''}`,
  );
  process.exit(unknownOption ? 2 : 1);
}
