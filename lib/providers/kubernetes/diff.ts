import { createTwoFilesPatch } from 'diff';
import { stringify } from 'yaml';
import type { Template } from './objects';
import { redactBoth } from './redact';

export const DIFF_LIMIT = 64 * 1024;
/** Beyond it a comparison line by line is no help to anybody and costs seconds. */
const MOST_EDITS = 4_000;

/** A unified diff of two pod templates as YAML, without any value of an environment variable, at most 64 KiB. */
export function templateDiff(from: Template, to: Template, names: { from: string; to: string }): string {
  const [before, after] = redactBoth(from, to).map((template) => stringify(template, { sortMapEntries: true }));
  const patch = createTwoFilesPatch(names.from, names.to, before ?? '', after ?? '', '', '', {
    context: 4,
    maxEditLength: MOST_EDITS,
  });
  if (patch === undefined) return '';
  return bounded(patch.replace(/^=+\n/, ''));
}

function bounded(text: string): string {
  if (Buffer.byteLength(text) <= DIFF_LIMIT) return text;
  const kept = Buffer.from(text)
    .subarray(0, DIFF_LIMIT - 64)
    .toString('utf8');
  return `${kept.slice(0, kept.lastIndexOf('\n') + 1)}… the rest of the diff is not shown\n`;
}
