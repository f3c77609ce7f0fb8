import type { Effect, Verdict } from './effect';
import { effectsOf, VERDICTS } from './effect';
import type { Migration } from './folder';
import { parseScript } from './statements';

/** What a migration means for the code before it, and by which of its statements. */
export interface Assessment {
  name: string;
  verdict: Verdict;
  /** The statements that make it so; none when it is safe. */
  because: string[];
  /** Taken back in the opposite order; null when a statement does not say how. */
  reverse: string | null;
  /** The statement that does not. */
  stuck: string | null;
}

const weight = (verdict: Verdict): number => VERDICTS.indexOf(verdict);
export const heaviest = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce((most, verdict) => (weight(verdict) > weight(most) ? verdict : most), 'safe');

/** Judges migrations in the order in which they were applied. Errors: `invalid_target` for what is no SQL. */
export async function assess(migrations: readonly Migration[]): Promise<Assessment[]> {
  const created = new Set<string>();
  const assessments: Assessment[] = [];
  for (const { name, up } of migrations) {
    const statements = await parseScript(up, `migration.sql of ${name}`);
    const judged = statements.map(({ node, text }) => ({ text, effects: effectsOf(node, created) }));
    assessments.push(assessmentOf(name, judged));
  }
  return assessments;
}

function assessmentOf(name: string, judged: { text: string; effects: Effect[] }[]): Assessment {
  const verdictOf = ({ effects }: { effects: Effect[] }) => heaviest(effects.map((effect) => effect.verdict));
  const verdict = heaviest(judged.map(verdictOf));
  const stuck = judged.find(({ effects }) => effects.some(({ reverse }) => reverse === null));
  const reversed = judged.flatMap(({ effects }) => effects.map(({ reverse }) => reverse ?? '')).reverse();
  return {
    name,
    verdict,
    because: verdict === 'safe' ? [] : judged.filter((one) => verdictOf(one) !== 'safe').map(({ text }) => text),
    reverse: stuck ? null : reversed.filter((statement) => statement !== '').join('\n'),
    stuck: stuck?.text ?? null,
  };
}
