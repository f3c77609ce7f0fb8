import { SAMPLER } from './cast';
import type { Play } from './play';
import type { Random } from './random';
import type { Crew } from './roll';
import type { Plot } from './story';

const SECOND = 1_000;

/** The checks come back, most of them for good; recovery is held, or declared by somebody with a reason. */
export function verify(random: Random, play: Play, plot: Plot, crew: Crew): Play {
  play.wait(random.around(20 * SECOND));
  turn(play, plot, 'pass');
  for (let flaps = 0; flaps < 3 && random.chance(0.16); flaps += 1) {
    play.wait(random.around(45 * SECOND));
    turn(play, plot, 'fail', random.chance(0.7) ? 1 : 0);
    play.wait(random.around(20 * SECOND));
    turn(play, plot, 'pass');
  }
  const manual = plot.service.fact.checks.find((check) => check.manual);
  if (manual) {
    const answer = { type: 'check.answer', checkId: manual.id, verdict: 'pass', note: '' } as const;
    play.wait(random.around(20 * SECOND)).tell(answer, crew.responder);
  }
  if (random.chance(0.06)) {
    const reason = 'The latency check cannot be asked, customers confirm that it works';
    return play.wait(random.around(60 * SECOND)).tell({ type: 'recovery.declare', reason }, crew.commander);
  }
  const since = play.now;
  play.wait(play.state.settings.stability.windowMs + 5 * SECOND).greenSince(since);
  return play.tell({ type: 'recovery.hold' }, SAMPLER);
}

/** All required checks, or one of them: the rate of errors flaps more than the health address. */
function turn(play: Play, plot: Plot, verdict: 'pass' | 'fail', only?: number): void {
  const asked = plot.service.fact.checks.filter(({ manual, required }) => required && !manual);
  for (const [index, { id }] of asked.entries()) {
    if (only !== undefined && only !== index) continue;
    const observed = verdict === 'pass' ? 'status 200' : 'status 503';
    play.tell({ type: 'check.record', checkId: id, verdict, observed }, SAMPLER);
  }
}
