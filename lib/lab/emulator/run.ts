import type { Emulator } from './contract';
import { serveEmulator } from './serve';

/** The main of an emulator's process: serves what `create` makes of the parent's options and tells the parent where. */
export async function runEmulator(create: (options: Record<string, unknown>) => Emulator): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '{}') as Record<string, unknown>;
  const { url, controlUrl } = await serveEmulator(create(options));
  process.on('disconnect', () => process.exit(0));
  process.send?.({ url, controlUrl });
}
