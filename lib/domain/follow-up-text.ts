import type { Params } from './facts';
import { noticeKey } from './notice-key';
import type { Translate } from './translate';

/** What there is to do, as it was written, and its translation where a provider asked for it. */
export interface FollowUpWords {
  text: string;
  /** `<provider>:<code>` */
  code?: string | undefined;
  params?: Params | undefined;
}

/** In the translator's language, as far as it knows the code; needs the namespace `provider`. */
export function followUpText({ text, code, params }: FollowUpWords, t: Translate): string {
  if (code === undefined) return text;
  const key = `provider.${noticeKey('', code)}`;
  const told = t(key, params ?? {});
  return told === key ? text : told;
}
