import { draftPostmortem } from '@/lib/domain/postmortem';
import type { Translate } from '@/lib/domain/translate';
import type { Locale } from '@/lib/domain/words';
import { sha256 } from '@/lib/incidents/record-plan';
import { COMMANDERS, RESPONDERS, REVIEWER, SCHEDULER } from './cast';
import { message } from './message';
import type { Play } from './play';
import type { Random } from './random';
import type { Plot } from './story';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface WriteUp {
  body: string;
  version: number;
  updatedBy: string;
  updatedAt: string;
}

/** Closes the incident, writes its post-mortem and does what it leaves behind, as far as there was time until `nowMs`. */
export function writeUp(random: Random, play: Play, plot: Plot, words: Record<Locale, Translate>, nowMs: number) {
  const t = words[plot.locale];
  const commander = COMMANDERS.find(({ id }) => id === play.state.commander.id) ?? COMMANDERS[0];
  play.wait(2_000).tell({ type: 'postmortem.draft', digest: sha256(plot.id) }, SCHEDULER);
  openWork(random, play, plot);
  if (play.state.decision?.decision !== 'stand_down') {
    message(play.wait(random.around(2 * MINUTE)), plot, 'end', { commander, responder: commander, second: commander });
  }
  play.wait(random.around(3 * MINUTE)).tell({ type: 'incident.close' }, commander);
  let text: WriteUp = {
    body: draftPostmortem(play.state, play.log, t),
    version: 1,
    updatedBy: 'Repli',
    updatedAt: play.now,
  };
  const has = (days: number) => Date.parse(play.now) + days * DAY < nowMs;
  if (has(4) && random.chance(0.88)) {
    text = write(random, play.wait(random.around(DAY)), plot, { text, t });
    review(random, play, text.version, has(8));
  }
  for (const { id, dueAt } of play.state.followUps) {
    if (random.chance(dueAt !== null && Date.parse(dueAt) < nowMs ? 0.85 : 0.2) && has(2))
      play.wait(random.around(DAY / 12)).tell({ type: 'followup.resolve', followUpId: id, done: true }, commander);
  }
  return text;
}

/** Whatever is left has an owner before an incident is closed. */
function openWork(random: Random, play: Play, plot: Plot): void {
  const author = random.pick(RESPONDERS);
  if (random.chance(0.6)) {
    const followUpId = `${plot.id}-work`;
    const text = plot.story.work[plot.locale] ?? '';
    play.wait(MINUTE).tell({ type: 'followup.open', followUpId, kind: 'definitive_fix', text }, author);
  }
  for (const { id } of play.state.followUps) {
    const { id: ownerId, name } = random.pick(RESPONDERS);
    const day = new Date(Date.parse(play.now) + random.around(12 * DAY)).toISOString().slice(0, 10);
    const dueAt = random.chance(0.8) ? `${day}T12:00:00.000Z` : null;
    const assign = { type: 'followup.assign', followUpId: id, owner: { id: ownerId, name }, dueAt } as const;
    play.wait(5_000).tell(assign, author);
  }
}

/** Puts the story where the draft only has hints, and files it. */
function write(random: Random, play: Play, plot: Plot, { text, t }: { text: WriteUp; t: Translate }): WriteUp {
  const author = random.pick(RESPONDERS);
  const body = text.body
    .replace(t('postmortem.rootCauseHint'), plot.story.why[plot.locale] ?? '')
    .replace(t('postmortem.lessonsHint'), plot.story.lesson[plot.locale] ?? '');
  const version = text.version + 1;
  play.tell({ type: 'postmortem.save', digest: sha256(body), version }, author);
  if (random.chance(0.9)) {
    const beganAt = new Date(plot.declaredMs - random.around(7 * MINUTE)).toISOString();
    const tags = plot.story.tags.filter(() => random.chance(0.8));
    const classify = { type: 'postmortem.classify', cause: plot.story.cause, tags, beganAt } as const;
    play.wait(MINUTE).tell(classify, author);
  }
  return { body, version, updatedBy: author.name, updatedAt: play.now };
}

function review(random: Random, play: Play, version: number, published: boolean): void {
  const author = random.pick(RESPONDERS);
  if (!random.chance(0.9)) return;
  play.wait(random.around(20 * MINUTE)).tell({ type: 'postmortem.submit', version }, author);
  if (random.chance(0.1)) {
    const reason = 'Say which test would have found it';
    play.wait(random.around(DAY)).tell({ type: 'postmortem.return', reason }, REVIEWER);
    play.wait(random.around(DAY / 4)).tell({ type: 'postmortem.submit', version }, author);
  }
  if (published && random.chance(0.92)) {
    play.wait(random.around(DAY)).tell({ type: 'postmortem.publish', version }, REVIEWER);
  }
}
