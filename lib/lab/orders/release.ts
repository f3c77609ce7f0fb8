import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commitAll } from '../commit';
import { type Author, ORDERS_AUTHOR } from '../history';

export interface Migration {
  /** What comes after the time in its name. */
  name: string;
  subject: string;
  sql: string;
  by: Author;
}

/**
 * The release that damages data: nobody has filled the table of rates, so that each price becomes NULL. Its statements are
 * of a kind that cannot be taken back.
 */
export const PRICES_WITH_TAX: Migration = {
  name: 'prices_with_tax',
  subject: 'Show prices with tax',
  by: ORDERS_AUTHOR,
  sql: `CREATE TABLE IF NOT EXISTS tax_rates (
  country text PRIMARY KEY,
  percent int NOT NULL
);

ALTER TABLE products ALTER COLUMN price_cents DROP NOT NULL;

UPDATE products SET price_cents = price_cents * (100 + (SELECT percent FROM tax_rates WHERE country = 'FR')) / 100;
`,
};

/** Mends the data itself, as somebody would who has the prices on paper. */
export const PRICES_AGAIN: Migration = {
  name: 'prices_from_paper',
  subject: 'Type the prices in again from the printed catalogue',
  by: ORDERS_AUTHOR,
  sql: `UPDATE products SET price_cents = CASE id WHEN 'sencha' THEN 1250 WHEN 'rooibos' THEN 890 WHEN 'assam' THEN 990 END
WHERE price_cents IS NULL;
`,
};

/** Commits a migration under a name of its own, as `prisma migrate dev` names them. */
export async function commitMigration(cwd: string, { name, subject, sql, by }: Migration, at: Date): Promise<void> {
  const stamp = at.toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(cwd, 'prisma/migrations', `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'migration.sql'), sql);
  await commitAll(cwd, subject, by, at);
}
