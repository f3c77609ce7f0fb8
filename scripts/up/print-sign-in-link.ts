import { createOneTimeLink } from '@/lib/auth/links';
import { ensureFirstAdmin } from '@/lib/auth/users';
import { closeDb } from '@/lib/db/client';
import { settings } from '@/lib/settings';

/** Prints a link that signs the first administrator in once; the account is made when there is none. */
const { userId } = await ensureFirstAdmin();
process.stdout.write(`${settings().url}${await createOneTimeLink(userId)}\n`);
await closeDb();
