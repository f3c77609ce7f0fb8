import { detail, type Summaries } from './summary';

export const postmortemSummaries = {
  'postmortem.drafted': () => detail('postmortem_drafted'),
  'postmortem.saved': ({ version }) => detail('postmortem_saved', { version }),
  'postmortem.classified': ({ cause, tags }) =>
    detail('postmortem_classified', { cause: cause ?? 'none', tags: tags.map(({ text }) => text).join(', ') || '–' }),
  'postmortem.submitted': ({ version }) => detail('postmortem_submitted', { version }),
  'postmortem.returned': ({ reason }) => detail('postmortem_returned', { reason }),
  'postmortem.published': ({ version }) => detail('postmortem_published', { version }),
  'postmortem.reopened': ({ reason }) => detail('postmortem_reopened', { reason }),
} satisfies Partial<Summaries>;
