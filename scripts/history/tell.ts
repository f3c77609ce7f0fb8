import type { PlanStep } from '@/lib/domain/facts';
import type { Symptom } from '@/lib/domain/words';
import { COMMANDERS, RESPONDERS, SAMPLER, SETTINGS } from './cast';
import { message } from './message';
import { Play } from './play';
import type { Random } from './random';
import { type Crew, roll } from './roll';
import type { Plot } from './story';
import { verify } from './verify';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Plays an incident from its declaration to the debrief; `number` is its own. */
export function tell(random: Random, plot: Plot, number: number): Play {
  const commander = random.pick(COMMANDERS);
  const crew: Crew = {
    commander,
    responder: random.pick(RESPONDERS),
    second: COMMANDERS.find((other) => other !== commander) ?? commander,
  };
  const play = new Play(plot.id, plot.declaredMs);
  evaluate(random, play, plot, { crew, number });
  const fate = random.next();
  if (fate < 0.05) return standDown(play.wait(random.around(MINUTE)), crew);
  if (fate < 0.08) return freeze(random, play, plot, crew);
  if (fate < 0.19) return fixForward(random, play, plot, crew);
  return rollBack(random, play, plot, crew);
}

type Symptoms = readonly [Symptom, ...Symptom[]];
const USUAL_SYMPTOMS: Symptoms = ['critical_feature', 'does_not_start'];
const SYMPTOMS_OF: Record<string, Symptoms> = {
  migration: ['database_errors', 'data_damaged'],
  data: ['data_damaged', 'critical_feature'],
  secret: ['sign_in_broken', 'database_errors'],
  infrastructure: ['does_not_start', 'abnormal_metrics'],
  capacity: ['abnormal_metrics', 'critical_feature'],
};

function evaluate(random: Random, play: Play, plot: Plot, { crew, number }: { crew: Crew; number: number }): void {
  const symptom = random.pick(SYMPTOMS_OF[plot.story.cause] ?? USUAL_SYMPTOMS);
  play.tell(
    {
      type: 'incident.declare',
      number,
      title: plot.title,
      service: plot.service.fact,
      class: plot.class,
      drill: plot.drill,
      symptoms: [symptom],
      settings: SETTINGS,
    },
    crew.commander,
  );
  const [health, errors] = plot.service.fact.checks;
  if (health && errors) {
    play.wait(6 * SECOND);
    play.tell({ type: 'check.record', checkId: health.id, verdict: 'fail', observed: 'status 500' }, SAMPLER);
    play.tell({ type: 'check.record', checkId: errors.id, verdict: 'fail', observed: '0.27' }, SAMPLER);
  }
  play.wait(random.around(25 * SECOND));
  play.tell({ type: 'question.answer', question: 'data_not_code', answer: 'no', note: '' }, crew.responder);
  play.wait(random.around(15 * SECOND));
  play.tell({ type: 'checklist.tick', item: 'team_informed', done: true }, crew.responder);
}

function standDown(play: Play, crew: Crew): Play {
  return play.tell({ type: 'decision.take', decision: 'stand_down', reason: 'A false alarm' }, crew.commander);
}

function freeze(random: Random, play: Play, plot: Plot, crew: Crew): Play {
  const reason = plot.story.why[plot.locale] ?? '';
  play.wait(random.around(4 * MINUTE)).tell({ type: 'decision.take', decision: 'freeze', reason }, crew.commander);
  message(play.wait(random.around(30 * SECOND)), plot, 'start', crew);
  return play;
}

function fixForward(random: Random, play: Play, plot: Plot, crew: Crew): Play {
  play.wait(random.around(70 * SECOND));
  const reason = plot.story.work[plot.locale] ?? '';
  play.tell({ type: 'decision.take', decision: 'fix_forward', reason }, crew.commander);
  message(play.wait(random.around(30 * SECOND)), plot, 'start', crew);
  play.wait(random.around(9 * MINUTE)).tell({ type: 'fix.apply', note: reason }, crew.commander);
  return verify(random, play, plot, crew);
}

function rollBack(random: Random, play: Play, plot: Plot, crew: Crew): Play {
  play.wait(random.around(50 * SECOND));
  play.tell({ type: 'decision.take', decision: 'rollback', reason: '' }, crew.commander);
  const steps = plot.service.fact.components.map((component, index) =>
    step(random, { ...component, key: `${plot.id}-${component.name}` }, index),
  );
  roll(random, play, plot, { crew, steps, attempt: 1 });
  if (random.chance(0.05)) {
    play.wait(random.around(90 * SECOND));
    play.tell({ type: 'verification.fail', reason: 'The error rate did not come down' }, crew.commander);
    const older = steps.map((before) => ({ ...before, from: before.to, to: revision(random) }));
    roll(random, play, plot, { crew, steps: older, attempt: 2 });
  }
  return verify(random, play, plot, crew);
}

const revision = (random: Random) => {
  const id = Math.floor(random.next() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
  return { id, label: id, summary: '' };
};

interface Part {
  id: string;
  name: string;
  provider: string;
  /** Of this incident alone: nothing real is locked, and incidents are written side by side. */
  key: string;
}

function step(random: Random, component: Part, index: number): PlanStep {
  return {
    id: `s-${index + 1}`,
    componentId: component.id,
    componentName: component.name,
    provider: component.provider,
    resourceKey: component.key,
    from: revision(random),
    to: revision(random),
    summary: '',
    doubts: [],
    warnings: [],
    losses: [],
    followUps: component.provider === 'git' ? [{ kind: 'revert_the_revert', text: '' }] : [],
    touchesData: false,
  };
}
