import type { Selector } from './objects';

/** A label selector as a query has it (kubernetes apimachinery, labels.Parse). */
export function selectorText({ matchLabels, matchExpressions }: Selector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values }) => {
      const list = `(${(values ?? []).join(',')})`;
      if (operator === 'In') return `${key} in ${list}`;
      if (operator === 'NotIn') return `${key} notin ${list}`;
      return operator === 'Exists' ? key : `!${key}`;
    }),
  ].join(',');
}
