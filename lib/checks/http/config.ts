import { z } from 'zod';
import { headerFields } from '@/lib/net/header-fields';
import { pattern } from '@/lib/net/pattern';
import { reference, timeoutMs, webAddress } from '../fields';

const status = z.number().int().min(100).max(599);

export const httpConfigSchema = z
  .strictObject({
    url: webAddress,
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS']).default('GET'),
    /** Values may be references: `env:NAME`, `file:/path`, `Bearer env:NAME`. */
    headers: headerFields.default({}),
    /** Sent as it stands; an object or a list is sent as JSON. */
    body: z.union([z.string().max(64_000), z.record(z.string(), z.json()), z.array(z.json())]).optional(),
    /** Redirects are followed unless their status is expected here. */
    status: z.union([status, z.array(status).min(1)]).default(200),
    json: z
      .strictObject({
        /** `status`, `items[0].state`. */
        path: z.string().min(1).max(200),
        equals: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      })
      .optional(),
    /** Source of a regular expression (flag u), looked for in the first 256 KiB. */
    bodyPattern: pattern.optional(),
    maxLatencyMs: z.number().int().min(1).max(60_000).optional(),
    /** Fails when the certificate ends within so many days. */
    tlsExpiresInDays: z.number().int().min(1).max(365).optional(),
    /** Reference to a PEM certificate to trust: `file:/path` or `env:NAME`. */
    ca: reference.optional(),
    timeoutMs,
  })
  .refine((config) => config.tlsExpiresInDays === undefined || config.url.startsWith('https://'), {
    error: 'only for https:// addresses',
    path: ['tlsExpiresInDays'],
  })
  .refine((config) => config.body === undefined || !['GET', 'HEAD'].includes(config.method), {
    error: 'GET and HEAD carry no body: set method to POST',
    path: ['body'],
  });
export type HttpConfig = z.output<typeof httpConfigSchema>;

/** What is sent, as text; undefined for none. */
export function bodyText(config: HttpConfig): string | undefined {
  return config.body === undefined || typeof config.body === 'string' ? config.body : JSON.stringify(config.body);
}

/** The config's headers by lower-case name, with the JSON content type where the body is data. */
export function allHeaders(config: HttpConfig): Record<string, string> {
  const given = Object.fromEntries(Object.entries(config.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const json = config.body !== undefined && typeof config.body !== 'string';
  return json ? { 'content-type': 'application/json', ...given } : given;
}

/** The expected statuses as a list. */
export function wantedStatuses(config: HttpConfig): number[] {
  return Array.isArray(config.status) ? config.status : [config.status];
}
