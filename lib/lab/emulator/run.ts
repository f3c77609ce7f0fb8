import type { Emulator } from './contract';
import { type Served, serveEmulator } from './serve';

/** What the parent asks for: an emulator made of these options, or the end of one. */
export type Request = { id: number; options: Record<string, unknown> } | { id: number; end: true };
export type Answer = { id: number } & ({ url: string; controlUrl: string } | { error: string } | { ended: true });

/** The main of emulators' process: serves what `create` makes of the options of each request, and tells the parent where. */
export function runEmulator(create: (options: Record<string, unknown>) => Emulator): void {
  const running = new Map<number, Served>();
  const answer = (message: Answer) => process.send?.(message);
  const open = async (id: number, options: Record<string, unknown>) => {
    const served = await serveEmulator(create(options));
    running.set(id, served);
    answer({ id, url: served.url, controlUrl: served.controlUrl });
  };
  process.on('disconnect', () => process.exit(0));
  process.on('message', (request: Request) => {
    if ('options' in request) {
      open(request.id, request.options).catch((cause) => answer({ id: request.id, error: String(cause) }));
      return;
    }
    running.get(request.id)?.close();
    running.delete(request.id);
    answer({ id: request.id, ended: true });
  });
}
