import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { IncidentEvent } from '@/lib/domain/event';
import type { Locale } from '@/lib/domain/words';
import { translatorFor } from '@/lib/i18n/translator';
import { append } from '@/lib/log/append';
import { PREFIX, SERVICES } from './cast';
import { type Random, randomFrom } from './random';
import { plot } from './story';
import { tell } from './tell';
import { writeUp } from './write-up';

const DAY = 24 * 3_600_000;
const TWO_YEARS_DAYS = 730;
/** Incidents a transaction: commits are most of the time otherwise. */
const BATCH = 25;
/** Transactions side by side: they wait for the database more than they compute. */
const WRITERS = 4;

export interface History {
  count: number;
  /** The same seed and day make the same incidents. */
  seed: number;
  /** Milliseconds since the epoch: everything happened before. */
  untilMs: number;
  onProgress?: (made: number) => void;
}

/** Makes incidents of the past through the rules, the log and the projections of real ones. */
export async function makeHistory({ count, seed, untilMs, onProgress }: History): Promise<void> {
  const random = randomFrom(seed);
  const words = { en: await wordsIn('en'), fr: await wordsIn('fr') };
  const numbers = await nextNumbers(count);
  const told = timesOf(random, count, untilMs).map((declaredMs, n): Told => {
    const story = plot(random, `${PREFIX}${seed}-${n + 1}`, declaredMs);
    const play = tell(random, story, numbers[n] ?? 0);
    const { updatedAt, ...text } = writeUp(random, play, story, words, untilMs);
    const { id: incidentId, locale } = story;
    return { postmortem: { ...text, incidentId, locale, updatedAt: new Date(updatedAt) }, events: play.log };
  });
  await makeServices();
  const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, n) => told.slice(n * BATCH, (n + 1) * BATCH));
  let made = 0;
  const write = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      await writeAll(batch);
      made += batch.length;
      onProgress?.(made);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

interface Told {
  postmortem: Prisma.PostmortemCreateManyInput;
  events: IncidentEvent[];
}

async function writeAll(batch: Told[]): Promise<void> {
  await db().$transaction(
    async (tx) => {
      await tx.postmortem.createMany({ data: batch.map(({ postmortem }) => postmortem) });
      for (const { events } of batch) await append(tx, null, events, async () => undefined);
    },
    { maxWait: 10_000, timeout: 120_000 },
  );
}

/** In the order of time, which is the order of the incidents. */
async function nextNumbers(count: number): Promise<number[]> {
  const rows = await db().$queryRaw<{ number: number }[]>`
    SELECT nextval(pg_get_serial_sequence('incidents', 'number'))::int AS number FROM generate_series(1, ${count}::int)
    ORDER BY 1`;
  return rows.map(({ number }) => number);
}

const wordsIn = (locale: Locale) => translatorFor(locale, ['postmortem', 'message', 'timeline', 'words', 'provider']);

/** More by day and on working days, as people then change things; the last week is still being written up. */
function timesOf(random: Random, count: number, untilMs: number): number[] {
  const times: number[] = [];
  while (times.length < count) {
    const at = untilMs - DAY - random.next() * TWO_YEARS_DAYS * DAY;
    const weekend = new Date(at).getUTCDay() % 6 === 0;
    const night = new Date(at).getUTCHours() < 7;
    if (!(weekend && random.chance(0.7)) && !(night && random.chance(0.6))) times.push(Math.round(at));
  }
  return times.sort((a, b) => a - b);
}

/** Of the past too: nobody can declare anything on an archived service. */
async function makeServices(): Promise<void> {
  await db().service.createMany({
    data: SERVICES.map(({ fact: { id, slug, name, environment, owner } }) => ({
      ...{ id, slug, name, environment, owner },
      stability: { windowSeconds: 120, intervalSeconds: 5 },
      archivedAt: new Date(),
    })),
    skipDuplicates: true,
  });
}
