import { describe, expect, it } from 'vitest';
import { postgres } from '.';

const url = 'env:SHOP_DB';

describe('postgres settings', () => {
  it.each([
    ['an address in clear', { url: 'postgres://shop:secret@db/shop' }],
    ['something that is no SELECT', { url, query: 'DELETE FROM orders', equals: 1 }],
    ['a query without an expected answer', { url, query: 'SELECT count(*) FROM orders' }],
    ['two expected answers', { url, query: 'SELECT 2', equals: 2, above: 1 }],
    ['an unknown key', { url, sql: 'SELECT 1' }],
  ])('refuse %s', (_name, config) => {
    expect(postgres.config.safeParse(config).success).toBe(false);
  });

  it('say the same by hand', () => {
    const config = postgres.config.parse({ url, query: "SELECT count(*) FROM orders WHERE state = 'new'", atMost: 10 });
    expect(postgres.command(config)).toBe(
      `PGOPTIONS='-c default_transaction_read_only=on -c statement_timeout=5000' psql -XAt -c 'SELECT count(*) FROM orders WHERE state = '\\''new'\\''' "$SHOP_DB"`,
    );
    expect(postgres.expected(config)).toBe('≤ 10');
    expect(postgres.expected(postgres.config.parse({ url }))).toBe('1');
  });
});
