import type { Figure } from './figures';
import { getMany, serveBare } from './requests';
import { quantile } from './statistics';

interface Asked {
  bareUrl: string;
  cookie: string;
  requests: number;
  /** A request that takes longer counts as failed. */
  withinMs: number;
}

/** How long a whole page takes, one request after another, beside the same bytes from the bare server. */
export async function pageFigures(name: string, url: string, asked: Asked): Promise<Figure[]> {
  const { bareUrl, cookie, requests, withinMs } = asked;
  const ours = await getMany(url, cookie, requests, withinMs);
  if (ours[0]) await serveBare(bareUrl, ours[0]);
  const bare = await getMany(`${bareUrl}/document`, '', requests, withinMs);
  const at = (times: typeof ours, part: number) =>
    quantile(
      times.map(({ wholeMs }) => wholeMs),
      part,
    );
  const figure = (which: string, part: number): Figure => ({
    name: `${name}, ${which}`,
    value: at(ours, part),
    unit: 'ms',
    base: { name: 'bare server', value: at(bare, part) },
  });
  return [figure('p50', 0.5), figure('p95', 0.95)];
}
