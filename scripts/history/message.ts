import { COURIER } from './cast';
import type { Play } from './play';
import type { Crew } from './roll';
import type { Plot } from './story';

const SECOND = 1_000;

/** People hear of it and of its end; the courier brings it. */
export function message(play: Play, plot: Plot, kind: 'start' | 'end', crew: Crew): void {
  const body = `**${plot.title}**`;
  const messageId = `${kind}-${play.log.length}`;
  play.tell({ type: 'message.send', messageId, kind, locale: plot.locale, body }, crew.commander);
  for (const { id } of plot.service.fact.channels) {
    const delivery = { type: 'message.record_delivery', messageId, channelId: id, evidence: '200' } as const;
    play.wait(SECOND).tell(delivery, COURIER);
  }
}
