import { z } from 'zod';
import { reference } from '../fields';

const PORTS = { starttls: 587, tls: 465, none: 25 } as const;

const mailbox = z.email({ error: 'an address such as ops@example.com' }).max(254);

export const emailConfigSchema = z
  .strictObject({
    host: z
      .string()
      .trim()
      .max(253)
      .regex(/^[\w.:%-]+$/, { error: 'a host name or an address, without protocol or port' }),
    /** 587, 465 for `security: tls`, 25 for `none`. */
    port: z.number().int().min(1).max(65_535).optional(),
    /** `starttls` demands it; `none` is for a relay on the same machine or network. */
    security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
    /** Reference to a PEM certificate to trust beside the well-known ones. */
    ca: reference.optional(),
    username: z.string().min(1).max(200).optional(),
    password: reference.optional(),
    from: mailbox,
    /** Shown beside the sender's address. */
    fromName: z
      .string()
      .regex(/^[^\r\n"<>]{1,100}$/, { error: 'a name without quotes or angle brackets' })
      .default('Repli'),
    to: z.array(mailbox).min(1).max(50),
    replyTo: mailbox.optional(),
  })
  .refine(({ username, password }) => (username === undefined) === (password === undefined), {
    error: 'username and password go together',
    path: ['password'],
  })
  .refine(({ security, password }) => security !== 'none' || password === undefined, {
    error: 'a password is only sent over an encrypted connection: starttls or tls',
    path: ['security'],
  });
export type EmailConfig = z.output<typeof emailConfigSchema>;

export const portOf = ({ port, security }: EmailConfig): number => port ?? PORTS[security];
