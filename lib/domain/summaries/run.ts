import type { PauseCause } from '../words';
import { because, detail, journal, milestone, type Summaries } from './summary';

/** Causes of a pause that the failure of a step stands before in the log. */
const BY_FAILURE: ReadonlySet<PauseCause> = new Set(['step_failed', 'deadline', 'abort_failed']);

export const runSummaries = {
  'glass.broken': ({ rule, reason }) => milestone('glass_broken', { rule, reason }),
  'freeze.passed': ({ until, reason }) => milestone('freeze_passed', { until, reason }),
  'objection.opened': () => milestone('objection_opened'),
  'objection.raised': ({ reason }) => milestone('objection_raised', { reason }),
  'run.started': ({ runId }, names) => {
    const targets = names.targets(runId);
    return targets === '' ? milestone('run_started') : milestone('run_started_targets', { targets });
  },
  'run.adopted': ({ target, reason }, names) =>
    milestone(
      ...because('run_adopted', reason, {
        component: names.component(target.componentId),
        target: target.revision.label,
      }),
    ),
  'run.pause_requested': ({ cause = 'person' }) =>
    cause === 'person' ? detail('run_pause_requested') : detail('run_pause_coming', { cause }),
  'run.paused': ({ runId, cause, detail: what }, names) => {
    // The failure has told what the platform said.
    const step = BY_FAILURE.has(cause) ? names.failed(runId, what) : null;
    if (step) return milestone('run_paused_step', { cause, ...step });
    return milestone(...because('run_paused', cause === 'person' ? '' : what, { cause }));
  },
  'run.resumed': () => milestone('run_resumed'),
  'run.abort_requested': ({ reason }) => detail(...because('run_abort_requested', reason)),
  'run.aborted': ({ reason }) => milestone(...because('run_aborted', reason)),
  'run.taken_over': ({ reason }) => milestone(...because('run_taken_over', reason)),
  'run.finished': () => milestone('run_finished'),
  'step.checkpointed': (data, names) => journal('step_checkpointed', names.step(data)),
  'step.intended': (data, names) => journal('step_intended', names.step(data)),
  'step.requested': (data, names) => detail('step_requested', names.step(data)),
  'step.converged': (data, names) => milestone('step_converged', names.step(data)),
  'step.observed': (data, names) =>
    data.healthy ? detail('step_healthy', names.step(data)) : milestone('step_unhealthy', names.step(data)),
  'step.hold_ended': (data, names) => milestone('step_hold_ended', names.step(data)),
  'step.failed': (data, names) => milestone(...because('step_failed', data.error, names.step(data))),
  'step.retried': (data, names) => milestone('step_retried', names.step(data)),
  'step.skipped': (data, names) => milestone(...because('step_skipped', data.reason, names.step(data))),
  'step.undone': (data, names) => milestone('step_undone', names.step(data)),
} satisfies Partial<Summaries>;
