import { because, detail, milestone, type Summaries } from './summary';

export const verificationSummaries = {
  'check.added': ({ check }) => detail('check_added', { check: check.name }),
  'check.changed': ({ checkId, verdict, observed }, names) =>
    detail(...because('check_changed', observed, { check: names.check(checkId), verdict })),
  'check.answered': ({ checkId, verdict, note }, names) =>
    detail(...because('check_answered', note, { check: names.check(checkId), verdict })),
  'check.waived': ({ checkId, reason }, names) =>
    milestone(...because('check_waived', reason, { check: names.check(checkId) })),
  'fix.applied': ({ note }) => milestone(...because('fix_applied', note)),
  'window.restarted': ({ cause, detail: what }) => detail(...because('window_restarted', what, { cause })),
  'verification.failed': ({ reason }) => milestone(...because('verification_failed', reason)),
  'recovery.held': ({ windowMs }) => milestone('recovery_held', { seconds: Math.round(windowMs / 1000) }),
  'recovery.declared': ({ reason }) => milestone(...because('recovery_declared', reason)),
} satisfies Partial<Summaries>;
