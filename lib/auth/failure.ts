import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Result } from '@/lib/domain/snapshot';
import { isDatabaseAway } from '@/lib/log/retry';
import { logger } from '@/lib/logger';
import { ProviderError } from '@/lib/providers/error';
import { AuthError } from './errors';

export type Failure = Extract<Result<never>, { ok: false }>;

/** What went wrong on the way to a person: a translatable code, and a sentence where only the provider knows it. */
export function failed(code: string, params?: Record<string, string | number>): Failure {
  return { ok: false, error: { code, ...(params ? { params } : {}) } };
}

export const done = <T>(data: T): Result<T> => ({ ok: true, data });

/** The first problem of each field, by the field's path. */
export function invalidInput(issues: readonly { path: PropertyKey[]; message: string }[]): Failure {
  const fieldErrors: Record<string, string> = {};
  for (const { path, message } of issues) fieldErrors[path.join('.')] ??= message;
  return { ok: false, error: { code: 'invalid_input', fieldErrors } };
}

const PROVIDER_STATUS: Record<ProviderError['code'], number> = {
  auth: 502,
  not_found: 404,
  conflict: 409,
  rate_limited: 503,
  unavailable: 502,
  timeout: 504,
  invalid_target: 422,
  failed: 502,
};

/**
 * Turns whatever a handler threw into an answer without a stack. The unexpected is logged under an id, and the
 * person gets only that id.
 */
export function failureOf(error: unknown, where: string): { status: number; failure: Failure } {
  if (error instanceof AuthError) return { status: error.status, failure: failed(error.code) };
  if (error instanceof ProviderError) {
    logger.warn({ err: error, where }, 'a provider refused');
    const code = `provider_${error.code}`;
    return { status: PROVIDER_STATUS[error.code], failure: { ok: false, error: { code, message: error.message } } };
  }
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    logger.warn({ err: error, where }, 'a request did not parse');
    return { status: 400, failure: failed('invalid_input') };
  }
  if (isDatabaseAway(error)) {
    logger.warn({ err: error, where }, 'the database is away');
    return { status: 503, failure: failed('database_away') };
  }
  const id = randomUUID().slice(0, 8);
  logger.error({ err: error, where, errorId: id }, 'a request failed unexpectedly');
  return { status: 500, failure: failed('unexpected', { id }) };
}
