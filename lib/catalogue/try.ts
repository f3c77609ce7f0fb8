import path from 'node:path';
import { createTranslator, type Messages } from 'next-intl';
import type { OutgoingMessage } from '@/lib/channels/contract';
import { deliver } from '@/lib/channels/deliver';
import { credentialTroubles } from '@/lib/credentials/read';
import { credentials } from '@/lib/credentials/resolve';
import { credentialWarning } from '@/lib/credentials/warning';
import type { CredentialTrouble } from '@/lib/domain/credentials';
import type { FormObject, TryAnswer, TryResult } from '@/lib/domain/form';
import { noticeKey } from '@/lib/domain/notice-key';
import type { Locale } from '@/lib/domain/words';
import { loadMessages } from '@/lib/i18n/messages';
import type { Credentials } from '@/lib/providers/contract';
import { ProviderError } from '@/lib/providers/error';
import { createMask, maskedCredentials } from '@/lib/providers/mask';
import { settings } from '@/lib/settings';
import { channelsById, checksById, INSTALLED, providersById } from './installed';
import type { Finding } from './mistake';
import { fieldProblems, parsingIn } from './problems';
import { recordTrial } from './trials';
import { validateSettings } from './validate';

const DEADLINE_MS = 20_000;
const LISTS = { component: 'providers', check: 'checks', channel: 'channels' } as const;

export interface TryRequest {
  part: keyof typeof LISTS;
  kind: string;
  config: FormObject;
  locale: Locale;
}

/** What one try needs beside its settings. */
interface Trying {
  locale: Locale;
  signal: AbortSignal;
  credentials: Credentials;
  t: (key: string, params?: Record<string, string | number>) => string;
  /** A code of a provider's in words, or the provider's own. */
  notice: (key: string, params: Record<string, string | number>, text: string) => string;
}
type Tried = Omit<TryResult, 'durationMs'>;

/**
 * Asks a component's platform, a check or a channel with settings that need not be saved yet, within 20 seconds, and
 * says what was asked and what came back. Values of references are masked. Writes nothing; a channel gets a message.
 */
export async function tryPart({ part, kind, config, locale }: TryRequest): Promise<TryAnswer> {
  const findings = validateSettings({ ...INSTALLED, parsing: parsingIn(locale) }, LISTS[part], kind, config);
  if (findings.length > 0) return refused(findings, locale);
  const mask = createMask();
  const trying: Trying = {
    locale,
    signal: AbortSignal.timeout(DEADLINE_MS),
    credentials: maskedCredentials(credentials, mask),
    ...(await translators(locale)),
  };
  const since = performance.now();
  const troubles = (await credentialTroubles(config)).map((trouble) => troubleLine(trouble, trying));
  const tried = await TRY[part](kind, config, trying).catch((error: unknown) => failure(error, trying));
  return {
    ok: true,
    result: mask.deep({
      ...tried,
      lines: [...tried.lines, ...troubles],
      durationMs: Math.round(performance.now() - since),
    }),
  };
}

async function refused(findings: readonly Finding[], locale: Locale): Promise<TryAnswer> {
  return { ok: false, problems: await fieldProblems(findings, locale, 0) };
}

const TRY: Record<TryRequest['part'], (kind: string, config: FormObject, trying: Trying) => Promise<Tried>> = {
  component: tryComponent,
  check: tryCheck,
  channel: tryChannel,
};

async function tryComponent(kind: string, config: FormObject, trying: Trying): Promise<Tried> {
  const provider = providersById[kind];
  if (!provider) throw new Error(`no provider ${kind}`);
  const parsed = provider.config.parse(config);
  const context = {
    clock: () => new Date(),
    credentials: trying.credentials,
    cacheDir: path.join(settings().dataDir, 'cache', provider.id),
  };
  const connection = provider.connect(parsed, context);
  const asked = trying.t('try.component', { provider: provider.label, thing: provider.resourceKey(parsed) });
  const options = { signal: trying.signal };
  const [findings, current] = await Promise.allSettled([connection.readiness(options), connection.current(options)]);
  const lines: TryResult['lines'] = [];
  if (current.status === 'fulfilled') {
    const { label, summary } = current.value;
    lines.push({ tone: 'neutral', text: trying.t('try.current', { label, summary }) });
  } else lines.push(...failure(current.reason, trying).lines);
  if (findings.status === 'fulfilled') {
    const tones = { ok: 'ok', warn: 'warn', fail: 'danger' } as const;
    for (const { level, code, text, params } of findings.value)
      lines.push({ tone: tones[level], text: trying.notice(noticeKey(kind, code), params ?? {}, text) });
  } else if (current.status === 'fulfilled') lines.push(...failure(findings.reason, trying).lines);
  return { asked, lines };
}

async function tryCheck(kind: string, config: FormObject, trying: Trying): Promise<Tried> {
  const check = checksById[kind];
  if (!check) throw new Error(`no check ${kind}`);
  const parsed = check.config.parse(config);
  const asked = check.command(parsed);
  if (check.manual) return { asked, lines: [{ tone: 'neutral', text: trying.t('try.manual') }] };
  const { verdict, observed } = await check.ask(parsed, {
    signal: trying.signal,
    clock: () => new Date(),
    resolve: (reference) => trying.credentials.resolve(reference),
  });
  const tones = { pass: 'ok', fail: 'danger', error: 'warn' } as const;
  return {
    asked,
    lines: [
      { tone: tones[verdict], text: trying.t(`try.verdict.${verdict}`, { observed }) },
      { tone: 'neutral', text: trying.t('try.expected', { expected: check.expected(parsed) }) },
    ],
  };
}

async function tryChannel(kind: string, config: FormObject, trying: Trying): Promise<Tried> {
  const channel = channelsById[kind];
  if (!channel) throw new Error(`no channel ${kind}`);
  const destination = channel.destination(channel.config.parse(config));
  const delivery = await deliver({ kind, config }, testMessage(trying), {
    signal: trying.signal,
    clock: () => new Date(),
    resolve: (reference) => trying.credentials.resolve(reference),
  });
  await recordTrial(kind, config, delivery.ok);
  return {
    asked: trying.t('try.channel', { destination }),
    lines: [delivery.ok ? { tone: 'ok', text: delivery.evidence } : { tone: 'danger', text: delivery.error }],
  };
}

/** Says of itself that it is none of an incident. */
function testMessage({ locale, t }: Trying): OutgoingMessage {
  const { url } = settings();
  const incident = { id: 'test', number: 0, title: t('try.messageTitle'), url };
  return {
    id: crypto.randomUUID(),
    kind: 'update',
    locale,
    incident,
    service: 'Repli',
    body: t('try.message', { url }),
  };
}

/** A missing credential is a failure of the try by itself: only what still works is said beside it. */
function troubleLine(trouble: CredentialTrouble, { notice }: Trying): TryResult['lines'][number] {
  const { code, params, text } = credentialWarning(trouble);
  return { tone: 'warn', text: notice(noticeKey('any', code), params, text) };
}

/** What went wrong at the platform; anything else is ours and goes on as it is. */
function failure(error: unknown, { signal, t }: Trying): Tried {
  if (error instanceof ProviderError) return { asked: '', lines: [{ tone: 'danger', text: error.message }] };
  if (signal.aborted) return { asked: '', lines: [{ tone: 'danger', text: t('try.late') }] };
  throw error;
}

async function translators(locale: Locale): Promise<Pick<Trying, 't' | 'notice'>> {
  const { editor, provider } = await loadMessages(locale);
  const t = createTranslator<Messages>({ locale, messages: editor as Messages });
  const said = createTranslator<Messages>({ locale, messages: provider as Messages });
  return {
    t: (key, params = {}) => t(key, params),
    notice: (key, params, text) => (said.has(key) ? said(key, params) : text),
  };
}
