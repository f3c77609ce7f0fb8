import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Emulator } from '../emulator/contract';

/** Goes up when an emulator's state changes its shape: an older file is passed over then. */
const FORMAT = 1;
const LOOK_MS = 300;
const schema = z.object({ format: z.literal(FORMAT), state: z.unknown() });

/** What `keep` wrote; undefined when there is nothing that can be read. */
export function keptState(file: string): unknown {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8'))).state;
  } catch {
    return undefined;
  }
}

/**
 * The emulator with its state kept in a file: before a write is answered, as what a platform accepted is not lost, and
 * soon after what happens by itself. `stop` ends that.
 */
export function keep(emulator: Emulator, file: string): { emulator: Emulator; stop(): void } {
  let last = '';
  const save = () => {
    const seen = JSON.stringify(emulator.everything());
    if (seen === last) return;
    writeFileSync(`${file}.part`, JSON.stringify({ format: FORMAT, state: emulator.state?.() }), { mode: 0o600 });
    renameSync(`${file}.part`, file);
    last = seen;
  };
  save();
  const timer = setInterval(save, LOOK_MS);
  const handle: Emulator['handle'] = async (call) => {
    const reply = await emulator.handle(call);
    if (emulator.isWrite(call)) save();
    return reply;
  };
  return {
    emulator: { ...emulator, handle },
    stop() {
      clearInterval(timer);
      save();
    },
  };
}
