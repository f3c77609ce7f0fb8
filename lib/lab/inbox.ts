import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** The pages show the newest; the file keeps all. */
const SHOWN = 200;

const messageSchema = z.object({
  id: z.string(),
  kind: z.enum(['start', 'update', 'end']),
  locale: z.enum(['en', 'fr']),
  incident: z.object({ id: z.string(), number: z.number(), title: z.string(), url: z.string() }),
  service: z.string(),
  body: z.string(),
});
const receivedSchema = z.object({ at: z.string(), message: messageSchema });
export type Received = z.output<typeof receivedSchema>;

export interface Inbox {
  /** Keeps a message, unless it was received before. False when it is not a message of ours. */
  receive(body: string, at: Date): Promise<boolean>;
  /** Newest first. */
  messages(): Received[];
}

/** The messages that the team would have got, kept in a file under `dir`. */
export async function openInbox(dir: string): Promise<Inbox> {
  const file = path.join(dir, 'inbox.jsonl');
  const text = await readFile(file, 'utf8').catch(() => '');
  // A crash may have cut the last line short: the next message must not be glued to it.
  if (text !== '' && !text.endsWith('\n')) await appendFile(file, '\n');
  const kept = text.split('\n').flatMap((line) => receivedSchema.safeParse(parse(line)).data ?? []);
  return {
    async receive(body, at) {
      const message = messageSchema.safeParse(parse(body)).data;
      if (!message) return false;
      if (kept.some((each) => each.message.id === message.id)) return true;
      const received = { at: at.toISOString(), message };
      kept.push(received);
      await appendFile(file, `${JSON.stringify(received)}\n`, { mode: 0o600 });
      return true;
    },
    messages: () => kept.slice(-SHOWN).reverse(),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
