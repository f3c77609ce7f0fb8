import { describeFailure } from '@/lib/net/failure';
import { ChannelError } from '../contract';
import { quoted } from '../secrets';

/** What nodemailer's errors carry (nodemailer.com/errors). */
interface SmtpFailure {
  code: string;
  /** The network's own code, where nodemailer put one of its own in its place. */
  originalCode: string;
  /** What the server answered; 0 and empty where it did not. */
  responseCode: number;
  response: string;
}

/** Refusals of the server; without its answer they are settings to be corrected. */
const REFUSALS: Record<string, string> = {
  EAUTH: 'the login was refused',
  ENOAUTH: 'the server wants a login',
  EENVELOPE: 'the sender or every recipient was refused',
  EMESSAGE: 'the message was refused',
  ETLS: 'no encrypted connection: look at security and ca',
  EPROTOCOL: 'the connection was refused, or this is no SMTP',
};

/**
 * Why a mail could not be handed over. The server's own code decides whether that passes (RFC 5321, 4.2.1: 4yz is
 * transient, 5yz is not); without one, what the network said does.
 */
export function smtpFailure(error: unknown, host: string, signal: AbortSignal, secrets: string[]): ChannelError {
  const { code, originalCode, responseCode, response } = partsOf(error);
  const refusal = REFUSALS[code];
  if (refusal !== undefined && !signal.aborted) {
    const said = response === '' ? '' : ` (${quoted(response, secrets)})`;
    return new ChannelError(`${host}: ${refusal}${said}`, responseCode >= 400 && responseCode < 500, { cause: error });
  }
  const network = originalCode === '' ? error : Object.assign(new Error('network'), { code: originalCode });
  const { kind, text } = describeFailure(network, signal);
  return new ChannelError(`${host}: ${text}`, kind !== 'refused_address' && kind !== 'tls', { cause: error });
}

function partsOf(error: unknown): SmtpFailure {
  const parts: Partial<SmtpFailure> = typeof error === 'object' && error !== null ? error : {};
  const { code = '', originalCode = '', responseCode = 0, response = '' } = parts;
  return { code, originalCode, responseCode, response };
}
