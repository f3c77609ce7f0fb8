import { rootCertificates } from 'node:tls';
import { createTransport } from 'nodemailer';
import { guardedConnect } from '@/lib/net/guarded-socket';
import { type Delivered, type DeliveryContext, defineChannel, type OutgoingMessage } from '../contract';
import { readSecret } from '../secrets';
import { type EmailConfig, emailConfigSchema, portOf } from './config';
import { smtpFailure } from './failure';
import { mailOf } from './mail';

const DEADLINE_MS = 12_000;

/** Hands a mail to an SMTP server. Delivered means that the server took it; what becomes of it then is the server's. */
export const email = defineChannel({
  id: 'email',
  label: 'E-mail',
  config: emailConfigSchema,
  destination: ({ to: [first = '', ...others] }) => (others.length === 0 ? first : `${first} + ${others.length}`),
  deliver,
});

async function deliver(config: EmailConfig, message: OutgoingMessage, context: DeliveryContext): Promise<Delivered> {
  const { host, username, security } = config;
  const port = portOf(config);
  const password = config.password === undefined ? undefined : await readSecret(config.password, context);
  const ca = config.ca === undefined ? undefined : await readSecret(config.ca, context);
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(DEADLINE_MS)]);
  try {
    const transport = createTransport({
      host,
      port,
      // Opened here, so that it is looked at as every other connection and ends with the signal.
      connection: await guardedConnect(host, port, signal),
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      ...(ca === undefined ? {} : { tls: { ca: [...rootCertificates, ca] } }),
      ...(username === undefined ? {} : { auth: { user: username, pass: password } }),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const { accepted, rejected, response } = await transport.sendMail({ ...mailOf(config, message), signal });
    return { evidence: evidenceOf(host, response, accepted, rejected) };
  } catch (error) {
    throw smtpFailure(error, host, signal, secretForms(username, password));
  }
}

/** Some recipients may be refused while others are served: that is said, and not repeated to those who have it. */
function evidenceOf(host: string, response: string, accepted: string[], rejected: string[]): string {
  const refused = rejected.length === 0 ? '' : `, refused: ${rejected.join(', ')}`;
  return `${host}: ${response.slice(0, 120)}, taken for ${accepted.length}${refused}`.slice(0, 500);
}

/** As they are sent in SMTP's ways of logging in. */
function secretForms(username: string | undefined, password: string | undefined): string[] {
  if (password === undefined) return [];
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [base64(`\0${username}\0${password}`), base64(password), password];
}
