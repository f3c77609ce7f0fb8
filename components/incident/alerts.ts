import type { IncidentState } from '@/lib/domain/state';
import { unanswered } from './checks/look';

export type Alert = 'failed' | 'recovered' | 'paused' | 'objection' | 'yourTurn';

const failedSteps = (state: IncidentState): number =>
  state.run?.steps.filter((step) => step.status === 'failed').length ?? 0;

/** Of the other pauses, a failed step tells, or whoever asked for it knows. */
const pausedOnChecks = ({ run }: IncidentState): boolean =>
  run?.status === 'paused' && run.pausedBecause?.cause === 'checks';

/** What somebody with another window in front should hear of: at most one thing between two states. */
export function alertBetween(before: IncidentState, now: IncidentState, readerId: string | null): Alert | null {
  if (failedSteps(now) > failedSteps(before)) return 'failed';
  if (now.recovery && !before.recovery) return 'recovered';
  if (pausedOnChecks(now) && !pausedOnChecks(before)) return 'paused';
  const asked = now.objection !== null && now.objection.openedAt !== before.objection?.openedAt;
  if (asked && now.objection?.openedBy.id !== readerId) return 'objection';
  const took = now.commander.id === readerId && before.commander.id !== readerId;
  const waiting = now.phase === 'verification' && before.phase !== 'verification' && unanswered(now.checks).length > 0;
  return took || waiting ? 'yourTurn' : null;
}

const STORED = 'repli-alerts';

export const alertsAreOn = (): boolean =>
  'Notification' in window && Notification.permission === 'granted' && window.localStorage.getItem(STORED) === 'on';

/** Turns alerts on, asking the browser first, or off; whether they are on afterwards. */
export async function turnAlerts(on: boolean): Promise<boolean> {
  const granted = on && 'Notification' in window && (await Notification.requestPermission()) === 'granted';
  window.localStorage.setItem(STORED, granted ? 'on' : 'off');
  return granted;
}

/** Two short tones: up for good news, down for the rest. */
export function sound(alert: Alert): void {
  const context = new AudioContext();
  const gain = new GainNode(context, { gain: 0.08 });
  gain.connect(context.destination);
  const tones = alert === 'recovered' ? [523, 784] : [523, 392];
  for (const [index, frequency] of tones.entries()) {
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(gain);
    tone.start(context.currentTime + index * 0.18);
    tone.stop(context.currentTime + index * 0.18 + 0.15);
  }
  setTimeout(() => void context.close(), 1_000);
}
