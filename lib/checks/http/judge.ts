import { getProperty } from 'dot-prop';
import type { GuardedResponse } from '@/lib/net/guarded-request';
import { findPattern } from '@/lib/net/pattern';
import type { CheckResult } from '../contract';
import { type HttpConfig, wantedStatuses } from './config';

const DAY_MS = 86_400_000;
/** A mismatch is certain whatever else could not be judged. */
const ORDER = ['fail', 'error'] as const;

export interface Finding {
  verdict: 'pass' | 'fail' | 'error';
  /** What was seen instead of what was expected, or what speaks for the pass. */
  text: string;
}

/** What a verdict depends on beside config and reply. */
interface Circumstances {
  latencyMs: number;
  now: Date;
  /** Masks secrets, before anything is shortened: half a secret is a leak too. */
  clean: (text: string) => string;
}

/** Compares a reply with what the config expects; the first mismatch is what is told. */
export function judge(
  config: HttpConfig,
  reply: GuardedResponse,
  around: Circumstances,
): Omit<CheckResult, 'latencyMs'> {
  const { latencyMs, now, clean } = around;
  const status: Finding = { verdict: wantedStatuses(config).includes(reply.status) ? 'pass' : 'fail', text: '' };
  const findings = [
    status,
    config.json && jsonFinding(config.json, reply, clean),
    config.bodyPattern && patternFinding(config.bodyPattern, reply),
    config.maxLatencyMs && slownessFinding(config.maxLatencyMs, latencyMs),
    config.tlsExpiresInDays && certificateFinding(config.tlsExpiresInDays, reply.certificateEndsAt, now),
  ].filter((each) => typeof each === 'object');
  const verdict = ORDER.find((each) => findings.some((finding) => finding.verdict === each)) ?? 'pass';
  const told = verdict === 'pass' ? '' : (findings.find((each) => each.verdict === verdict && each.text)?.text ?? '');
  return { verdict, observed: `${told ? `${reply.status}, ${told},` : reply.status} in ${latencyMs} ms` };
}

function jsonFinding(
  wanted: { path: string; equals: unknown },
  reply: GuardedResponse,
  clean: (text: string) => string,
): Finding {
  if (reply.truncated) return { verdict: 'error', text: 'a reply too long to be read as JSON' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(reply.body);
  } catch {
    return { verdict: 'fail', text: 'not JSON' };
  }
  const seen: unknown = getProperty(parsed, wanted.path);
  if (seen === wanted.equals) return { verdict: 'pass', text: '' };
  const text = seen === undefined ? `no ${wanted.path}` : `${wanted.path}: ${short(clean(JSON.stringify(seen)))}`;
  return { verdict: 'fail', text: `${text}, wanted ${short(JSON.stringify(wanted.equals))}` };
}

function patternFinding(pattern: string, reply: GuardedResponse): Finding {
  const outcome = findPattern(pattern, reply.body);
  if (outcome === 'found') return { verdict: 'pass', text: '' };
  if (outcome === 'too_slow') return { verdict: 'error', text: 'the pattern takes too long: simplify it' };
  return { verdict: 'fail', text: `/${short(pattern)}/ not found${reply.truncated ? ' in the first 256 KiB' : ''}` };
}

function slownessFinding(maxMs: number, latencyMs: number): Finding {
  return { verdict: latencyMs <= maxMs ? 'pass' : 'fail', text: `slower than ${maxMs} ms` };
}

function certificateFinding(wantedDays: number, endsAt: Date | undefined, now: Date): Finding {
  if (!endsAt || Number.isNaN(endsAt.getTime())) return { verdict: 'error', text: 'no certificate to be read' };
  const days = Math.floor((endsAt.getTime() - now.getTime()) / DAY_MS);
  return {
    verdict: days >= wantedDays ? 'pass' : 'fail',
    text: `certificate ends in ${days} d, wanted ${wantedDays} d`,
  };
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
