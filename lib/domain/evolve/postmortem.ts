import type { IncidentState, PostmortemState } from '../state';
import type { EventHandlers, Meta } from './handlers';

/** The post-mortem with some of it replaced; an event about one that was never drafted changes nothing. */
function patch(state: IncidentState, change: (postmortem: PostmortemState) => PostmortemState): IncidentState {
  return state.postmortem ? { ...state, postmortem: change(state.postmortem) } : state;
}

const reviewed = (state: IncidentState, status: 'in_review' | 'published', { by, at }: Meta): IncidentState =>
  patch(state, (postmortem) => ({ ...postmortem, review: { status, by, at } }));

const writtenAgain = (state: IncidentState): IncidentState => patch(state, ({ review: _review, ...rest }) => rest);

export const postmortemHandlers = {
  'postmortem.drafted': (state, _data, { at }) => ({
    ...state,
    postmortem: { savedVersion: 0, ...state.postmortem, draftedAt: at },
  }),
  'postmortem.saved': (state, data, { at }) => ({
    ...state,
    postmortem: { draftedAt: at, ...state.postmortem, savedVersion: data.version },
  }),
  'postmortem.classified': (state, { cause, tags, beganAt }) =>
    patch(state, ({ cause: _cause, tags: _tags, beganAt: _beganAt, ...rest }) => ({
      ...rest,
      ...(cause === null ? {} : { cause }),
      ...(beganAt === null ? {} : { beganAt }),
      ...(tags.length === 0 ? {} : { tags: tags.map(({ text }) => text) }),
    })),
  'postmortem.submitted': (state, _data, meta) => reviewed(state, 'in_review', meta),
  'postmortem.returned': (state) => writtenAgain(state),
  'postmortem.published': (state, _data, meta) => reviewed(state, 'published', meta),
  'postmortem.reopened': (state) => writtenAgain(state),
} satisfies Partial<EventHandlers>;
