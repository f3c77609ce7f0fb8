import { refusal } from '../policy';
import { ms } from '../queries';
import type { PostmortemState } from '../state';
import type { CommandHandlers } from './handlers';

/** Tags compare without regard to case, and keep the writing of whoever came first. */
function distinct(tags: readonly string[]): string[] {
  const seen = new Map(tags.toReversed().map((tag) => [tag.toLocaleLowerCase(), tag]));
  return tags.filter((tag) => seen.get(tag.toLocaleLowerCase()) === tag && seen.delete(tag.toLocaleLowerCase()));
}

const filed = ({ cause, tags, beganAt }: Partial<PostmortemState>): string =>
  JSON.stringify([cause ?? null, tags ?? [], beganAt ?? null]);

export const postmortemCommands = {
  'postmortem.draft': (state, command) =>
    state.postmortem ? [] : [{ type: 'postmortem.drafted', data: { digest: command.digest } }],
  'postmortem.save': (state, command) =>
    command.version > (state.postmortem?.savedVersion ?? 0)
      ? [{ type: 'postmortem.saved', data: { digest: command.digest, version: command.version } }]
      : refusal('version_conflict', { version: state.postmortem?.savedVersion ?? 0 }),
  'postmortem.classify': (state, { cause, tags, beganAt }) => {
    if (beganAt !== null && !(ms(beganAt) <= ms(state.declaredAt))) return refusal('began_after_declared');
    const wanted = distinct(tags);
    const already = filed({ tags: wanted, ...(cause && { cause }), ...(beganAt && { beganAt }) });
    if (filed(state.postmortem ?? {}) === already) return [];
    const data = { cause, tags: wanted.map((text) => ({ text })), beganAt };
    return [{ type: 'postmortem.classified', data }];
  },
  'postmortem.submit': (state, { version }) =>
    state.postmortem?.review ? [] : [{ type: 'postmortem.submitted', data: { version } }],
  'postmortem.return': (_state, { reason }) => [{ type: 'postmortem.returned', data: { reason } }],
  'postmortem.publish': (_state, { version }) => [{ type: 'postmortem.published', data: { version } }],
  'postmortem.reopen': (_state, { reason }) => [{ type: 'postmortem.reopened', data: { reason } }],
} satisfies Partial<CommandHandlers>;
