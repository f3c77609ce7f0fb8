import type { Command } from '@/lib/domain/command';
import type { Facts } from '@/lib/domain/context';
import { decide } from '@/lib/domain/decide';
import type { IncidentEvent } from '@/lib/domain/event';
import { evolve } from '@/lib/domain/evolve';
import type { Actor } from '@/lib/domain/facts';
import type { IncidentState } from '@/lib/domain/state';

/** One incident of the past, decided by the rules that decide real ones, on a clock of its own. */
export class Play {
  readonly log: IncidentEvent[] = [];
  private folded: IncidentState | null = null;
  private facts: Omit<Facts, 'now'> = {
    claim: { fence: 1, expiresAt: '9999-01-01T00:00:00.000Z' },
    sampled: {},
    holders: [],
    freeze: null,
  };

  constructor(
    readonly incidentId: string,
    private nowMs: number,
  ) {}

  get state(): IncidentState {
    if (!this.folded) throw new Error('The incident is not declared yet.');
    return this.folded;
  }

  get now(): string {
    return new Date(this.nowMs).toISOString();
  }

  wait(durationMs: number): this {
    this.nowMs += Math.round(durationMs);
    return this;
  }

  /** Appends what the command leads to; throws when the rules refuse it, as the story is then wrong. */
  tell(command: Command, actor: Actor): this {
    const decided = decide(this.folded, command, { ...this.facts, actor, now: this.now });
    if (!decided.ok) throw new Error(`${this.incidentId}: ${command.type} was refused (${decided.refusal.code})`);
    for (const body of decided.events) {
      const event = { ...body, incidentId: this.incidentId, seq: this.log.length + 1, at: this.now, actor };
      this.log.push(event);
      this.folded = evolve(this.folded, event);
    }
    return this;
  }

  /** What the sampler saw of the required checks: all of them passing since then, without a gap. */
  greenSince(since: string): this {
    const passing = { verdict: 'pass', lastAt: this.now, continuousSince: since } as const;
    const sampled = this.state.checks.filter(({ manual }) => !manual).map(({ id }) => [id, passing]);
    this.facts = { ...this.facts, sampled: Object.fromEntries(sampled) };
    return this;
  }
}
