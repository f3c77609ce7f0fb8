import { failed } from '@/lib/auth/failure';
import { tryPart } from '@/lib/catalogue/try';
import { db } from '@/lib/db/client';
import type { FormObject, TryResult } from '@/lib/domain/form';
import type { Result } from '@/lib/domain/snapshot';
import type { Locale } from '@/lib/domain/words';

/** Sends a message that says of itself that it is a test to a channel as it is set in the catalogue; the answer is kept. */
export async function tryChannel(channelId: string, locale: Locale): Promise<Result<TryResult>> {
  const channel = await db().channel.findUnique({ where: { id: channelId } });
  if (!channel) return failed('not_found');
  const config = channel.config as unknown as FormObject;
  const answer = await tryPart({ part: 'channel', kind: channel.kind, config, locale });
  return answer.ok ? { ok: true, data: answer.result } : failed('invalid_settings');
}
