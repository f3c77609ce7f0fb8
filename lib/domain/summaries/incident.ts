import type { FollowUpWords } from '../follow-up-text';
import { because, detail, milestone, type Summaries, type Summary } from './summary';

const about = ({ kind, text, code, params }: FollowUpWords & { kind: string }, told: Summary): Summary => ({
  ...told,
  params: { ...told.params, kind },
  followUp: { text, code, params },
});

/** Codes (class, outcome, question…) go in as parameters: the sentences choose their words by them. */
export const incidentSummaries = {
  'incident.declared': ({ title, drill, service }) =>
    milestone(drill ? 'declared_drill' : 'declared', { title, service: service.name }),
  'incident.reclassified': ({ class: to, reason }) => milestone(...because('reclassified', reason, { class: to })),
  'incident.closed': ({ outcome }) => milestone('closed', { outcome }),
  'command.handed_over': ({ to, reason }) => milestone(...because('handed_over', reason, { to: to.name })),
  'question.answered': ({ question, answer, note }) =>
    detail(...because('question_answered', note, { question, answer })),
  'checklist.ticked': ({ item, done }) => detail(done ? 'checklist_ticked' : 'checklist_unticked', { item }),
  'decision.taken': ({ decision, reason, target }, names) => {
    if (decision !== 'rollback' || !target) return milestone(...because('decided', reason, { decision }));
    const component = names.component(target.componentId);
    return milestone(...because('decided_target', reason, { component, target: target.revision.label }));
  },
  'plan.prepared': ({ plan: { steps, leftOut = [] } }) => {
    const targets = steps.map(({ componentName, to }) => `${componentName} → ${to.label}`).join(', ');
    const without = leftOut.map(({ label, reason }) => `${label} – ${reason}`).join(', ');
    return without === ''
      ? detail('plan_prepared', { targets })
      : detail('plan_prepared_without', { targets, without });
  },
  'plan.acknowledged': () => detail('plan_acknowledged'),
  'plan.approved': () => milestone('plan_approved'),
  'followup.opened': (followUp) => about(followUp, detail('follow_up_opened')),
  'followup.assigned': ({ followUpId, owner }, names) => {
    const told = owner ? detail('follow_up_assigned', { owner: owner.name }) : detail('follow_up_unassigned');
    return about(names.followUp(followUpId), told);
  },
  'followup.resolved': ({ followUpId, done }, names) =>
    about(names.followUp(followUpId), detail(done ? 'follow_up_done' : 'follow_up_reopened')),
  'followup.restore_requested': ({ followUpId }, names) =>
    about(names.followUp(followUpId), milestone('restore_requested')),
  'followup.restored': ({ evidence }) => milestone('restored', { evidence }),
  'followup.restore_failed': ({ error }) => milestone('restore_failed', { error }),
  'followup.check_requested': ({ followUpId }, names) =>
    about(names.followUp(followUpId), detail('follow_up_check_requested')),
  'followup.checked': ({ done, evidence }) =>
    done ? milestone('follow_up_seen_done', { evidence }) : detail('follow_up_seen_open', { evidence }),
  'reminder.raised': ({ reminder, detail: what }) => milestone('reminder', { reminder, detail: what }),
  'note.added': ({ text }) => milestone('note', { text }),
  'share.created': () => detail('share_created'),
  'share.revoked': () => detail('share_revoked'),
  'text.redacted': ({ redactedSeq, reason }) => detail('text_redacted', { seq: redactedSeq, reason }),
} satisfies Partial<Summaries>;
