import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const port = z.number().int().min(0).max(65_535);
const schema = z.object({
  shopPort: port,
  controlPort: port,
  storefrontPort: port.default(0),
  clusterPort: port.default(0),
  ecsPort: port.default(0),
  ordersPort: port.default(0),
  ordersEcsPort: port.default(0),
  rdsPort: port.default(0),
  secretsPort: port.default(0),
  /** Asked for by whatever changes the lab. */
  token: z.string().min(32),
  /** Signs the messages to the inbox. */
  webhookSecret: z.string().min(32),
  /** What the cluster and ECS of the lab take for a credential. */
  platformSecret: z.string().min(32).default(secret),
});
export type LabSettings = z.output<typeof schema>;

/** Where the console reads the webhook's secret, by a `file:` reference. */
export const WEBHOOK_SECRET_FILE = 'webhook-secret';
/** Where it reads what it needs to talk to the lab's platforms. */
export const PLATFORM_SECRET_FILE = 'platform-secret';
const FILE = 'lab.json';

/** What the lab keeps between two starts; made up on the first one, or when the file cannot be read. */
export async function readSettings(dir: string): Promise<LabSettings> {
  const text = await readFile(path.join(dir, FILE), 'utf8').catch(() => '');
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  return schema.parse({ shopPort: 0, controlPort: 0, token: secret(), webhookSecret: secret() });
}

/** Only this user may read the files: they let one change the lab. */
export async function writeSettings(dir: string, settings: LabSettings): Promise<void> {
  await write(path.join(dir, FILE), JSON.stringify(settings));
  await write(path.join(dir, WEBHOOK_SECRET_FILE), settings.webhookSecret);
  await write(path.join(dir, PLATFORM_SECRET_FILE), settings.platformSecret);
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text, { mode: 0o600 });
  await rename(`${file}.part`, file);
}

function secret(): string {
  return randomBytes(32).toString('hex');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
