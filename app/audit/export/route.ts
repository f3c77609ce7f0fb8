import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { auditQuerySchema, readAllAudit } from '@/lib/audit/read';
import { route } from '@/lib/auth/route';

/** The audit log as the filters have it, as CSV (RFC 4180), newest first; read and sent a page at a time. */
export const GET = route('audit:read', async (request) => {
  const query = auditQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const rows = stringify({
    header: true,
    columns: ['at', 'actor', 'action', 'subject', 'data'],
    // A spreadsheet must not run what somebody typed.
    escape_formulas: true,
    cast: { object: (value) => JSON.stringify(value) },
  });
  const body = Readable.toWeb(Readable.from(readAllAudit(query)).pipe(rows)) as ReadableStream;
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="repli-audit.csv"',
      'cache-control': 'no-store',
    },
  });
});
