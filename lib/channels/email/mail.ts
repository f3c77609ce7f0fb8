import { micromark } from 'micromark';
import type { OutgoingMessage } from '../contract';
import { headline } from '../markdown';
import type { EmailConfig } from './config';

/**
 * The message as a mail: its text, the same as HTML, and headers by which programs drop what they have (Message-ID),
 * keep an incident together (References) and do not answer with holiday notes (RFC 3834, Auto-Submitted).
 */
export function mailOf(config: EmailConfig, message: OutgoingMessage) {
  const { id, incident, body, locale, kind } = message;
  const domain = config.from.slice(config.from.lastIndexOf('@') + 1);
  const root = `<incident.${safe(incident.id)}@${domain}>`;
  return {
    from: { name: config.fromName, address: config.from },
    to: config.to,
    ...(config.replyTo === undefined ? {} : { replyTo: config.replyTo }),
    subject: `[INC-${incident.number}] ${headline(body) || incident.title}`,
    text: body,
    // CommonMark's own writer escapes all HTML and drops links of other protocols.
    html: `<!doctype html><html lang="${locale}"><body>${micromark(body)}</body></html>`,
    messageId: `<${safe(id)}@${domain}>`,
    inReplyTo: root,
    references: root,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Repli-Message-ID': id, 'X-Repli-Message-Kind': kind },
  };
}

/** As the left side of a message's id (RFC 5322, dot-atom). */
const safe = (id: string): string => id.replace(/[^A-Za-z0-9-]/g, '-');
