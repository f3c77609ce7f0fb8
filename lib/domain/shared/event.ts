import type { EventBody, EventType, IncidentEvent } from '../event';
import { withoutSecrets } from '../policy';
import * as share from './facts';

type Data<T extends EventType> = Extract<EventBody, { type: T }>['data'];
type Hiders = { [T in EventType]?: (data: Data<T>) => Data<T> };

/** What the events hold that must stay inside; free text was written for the timeline and stays, but for secrets. */
const HIDERS: Hiders = {
  'incident.declared': (data) => ({
    ...data,
    service: share.service(data.service),
    commander: share.person(data.commander),
  }),
  'command.handed_over': (data) => ({ ...data, to: share.person(data.to) }),
  'plan.prepared': (data) => ({ plan: share.plan(data.plan) }),
  'plan.acknowledged': (data) => ({ ...data, hash: '' }),
  'plan.approved': (data) => ({ ...data, hash: '' }),
  'message.queued': (data) => ({ ...data, channels: data.channels.map(({ id }) => ({ id, label: '' })) }),
  'message.marked_sent': (data) => ({ ...data, where: '' }),
  'message.delivered': ({ thread: _thread, ...data }) => ({ ...data, evidence: '' }),
  'message.failed': (data) => ({ ...data, error: '' }),
  'objection.opened': (data) => ({ ...data, hash: '' }),
  'run.started': (data) => ({ ...data, hash: '' }),
  'run.pause_requested': ({ detail: _detail, ...data }) => data,
  'run.paused': (data) => ({ ...data, detail: '' }),
  'run.aborted': (data) => ({ ...data, reason: '' }),
  'run.taken_over': (data) => ({ ...data, byIncidentId: '' }),
  'step.checkpointed': (data) => ({ ...data, checkpointId: '', evidence: '', checkpoint: {} }),
  'step.intended': (data) => ({ ...data, key: '' }),
  'step.requested': (data) => ({ ...data, operationId: '', evidence: '', operation: {} }),
  'step.converged': (data) => ({ ...data, evidence: '' }),
  'step.observed': (data) => ({ ...data, evidence: '' }),
  'step.failed': (data) => ({ ...data, error: '' }),
  'check.added': (data) => ({ check: share.check(data.check) }),
  'followup.assigned': (data) => ({ ...data, owner: data.owner && share.person(data.owner) }),
  'followup.restored': (data) => ({ ...data, evidence: '' }),
  'followup.restore_failed': (data) => ({ ...data, error: '' }),
  'followup.checked': (data) => ({ ...data, evidence: '' }),
  'share.created': (data) => ({ ...data, shareId: '' }),
  'share.revoked': () => ({ shareId: '' }),
  'postmortem.drafted': () => ({ digest: '' }),
  'postmortem.classified': (data) => ({ ...data, tags: [] }),
  'postmortem.returned': () => ({ reason: '' }),
  'postmortem.reopened': () => ({ reason: '' }),
  'postmortem.saved': (data) => ({ ...data, digest: '' }),
};

export function sharedEvent(event: IncidentEvent): IncidentEvent {
  const hide = HIDERS[event.type] as ((data: unknown) => unknown) | undefined;
  const data = withoutSecrets(hide ? hide(event.data) : event.data);
  return { ...event, actor: share.actor(event.actor), data } as IncidentEvent;
}
