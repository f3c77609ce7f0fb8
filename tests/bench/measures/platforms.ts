import type { Figure, Measure } from '../lib/figures';
import { type Platform, startPlatform } from '../lib/platform';
import { KINDS, type PlatformKind } from '../lib/platform-kinds';
import { repeat } from '../lib/repeat';
import { whenAtRest } from '../lib/rest';
import { byConsole, byScript, type Rollback } from '../lib/rollback';
import { openRoomClient } from '../lib/room-client';
import { quantile } from '../lib/statistics';

const ROLLBACKS = 12;
const WITHIN_MS = 60_000;
const ROLLBACK_WITHIN_MS = 60_000;

/** A rollback, and how long after the platform came to rest whoever waits was told. */
type Seen = Rollback & { lagMs: number };

/** One measure a platform. Not git: there the truth is the console's own push, and nothing is left to wait for. */
export const platforms: Measure[] = KINDS.map((kind) => ({
  id: `platform-${kind.id}`,
  title: `a rollback on ${kind.label}, against the same calls in a script`,
  method:
    'Console and script in turns, on one emulator in its own process. Told: from the platform being at rest on the target until one live client parsed the message (the script: its watch ended). Calls: those in the emulator’s own log.',
  async run(stage) {
    const platform = await startPlatform(stage, kind);
    const client = openRoomClient(stage);
    stage.endings.defer(() => client.stop());
    const consoles: Seen[] = [];
    const scripts: Seen[] = [];
    await repeat(ROLLBACKS, WITHIN_MS, async () => {
      scripts.push(await timed(platform, kind, () => byScript(platform)));
      consoles.push(await timed(platform, kind, () => byConsole(platform, client)));
    });
    await client.stop();
    return figures(consoles, scripts);
  },
}));

async function timed(platform: Platform, kind: PlatformKind, rollBack: () => Promise<Rollback>): Promise<Seen> {
  const atRest = whenAtRest(platform, kind, AbortSignal.timeout(ROLLBACK_WITHIN_MS));
  const [rollback, restMs] = await Promise.all([rollBack(), atRest]);
  return { ...rollback, lagMs: rollback.toldMs - restMs };
}

function figures(consoles: Seen[], scripts: Seen[]): Figure[] {
  const compare = (name: string, unit: Figure['unit'], of: (seen: Seen) => number, part = 0.5): Figure => ({
    name,
    unit,
    value: quantile(consoles.map(of), part),
    base: { name: 'the script', value: quantile(scripts.map(of), part) },
  });
  const lag = ({ lagMs }: Seen) => lagMs;
  return [
    { ...compare('told that it is done, median', 'ms', lag), note: `${consoles.length} rollbacks each` },
    compare('told that it is done, p99', 'ms', lag, 0.99),
    { ...compare('calls of a rollback', '', ({ calls }) => calls), note: `plan to end; at most ${most(consoles)}` },
    compare('from the press to being told', 'ms', ({ beganMs, toldMs }) => toldMs - beganMs),
  ];
}

const most = (seen: Seen[]): number => Math.max(...seen.map(({ calls }) => calls));
