import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { createOneTimeLink } from '@/lib/auth/links';
import { addUser, disableUser, emailSchema, findUser, newUserSchema, resetPassword } from '@/lib/auth/users';
import { closeDb } from '@/lib/db/client';
import { settings } from '@/lib/settings';
import { openDatabase } from './lib/open-database';

const ACTOR = 'npm run user';
const USAGE = `Usage: npm run user -- add EMAIL NAME ROLE      (viewer, responder, commander or admin)
       npm run user -- link EMAIL               one-time sign-in link
       npm run user -- reset EMAIL              forget the password, sign out everywhere, new link
       npm run user -- disable EMAIL            take access away at once`;

const out = (text: string): void => void process.stdout.write(`${text}\n`);

/** Wrong use: said as it is, exit code 2. */
class UsageError extends Error {}

async function main([verb, address, name, role, ...rest]: string[]): Promise<void> {
  const email = emailSchema.safeParse(address);
  if (!verb || !email.success || rest.length > 0) throw new UsageError(USAGE);
  if (verb === 'add') {
    const user = newUserSchema.safeParse({ email: email.data, name, role });
    if (!user.success) throw new UsageError(USAGE);
    await openDatabase();
    const added = await addUser(user.data, ACTOR);
    if (!added) throw new Error(`${email.data} has an account already. A new link: npm run user -- link ${email.data}`);
    return printLink(added.userId);
  }
  if (name || !['link', 'reset', 'disable'].includes(verb)) throw new UsageError(USAGE);
  await openDatabase();
  const known = await findUser(email.data);
  if (!known) throw new Error(`No account has the address ${email.data}.`);
  if (verb === 'disable') {
    await disableUser(email.data, ACTOR);
    return out(`${email.data} can no longer sign in.`);
  }
  if (verb === 'reset') await resetPassword(known.userId, ACTOR);
  return printLink(known.userId);
}

async function printLink(userId: string): Promise<void> {
  out('Sign-in link, for one use within 30 minutes:');
  out(`${consoleUrl()}${await createOneTimeLink(userId)}`);
}

/** Where the console runs: as configured, else as `npm run up` recorded it when it took a port. */
function consoleUrl(): string {
  if (process.env.REPLI_URL || process.env.PORT) return settings().url;
  try {
    const record: unknown = JSON.parse(readFileSync(path.join(settings().dataDir, 'up.json'), 'utf8'));
    return z.object({ url: z.url() }).parse(record).url;
  } catch {
    return settings().url;
  }
}

try {
  await main(process.argv.slice(2));
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = cause instanceof UsageError ? 2 : 1;
} finally {
  await closeDb();
}
