import { stdSerializers } from 'pino';

/**
 * An error as it may be logged: message, stack with causes, and its own words and numbers. Objects stay out: a
 * database driver hangs its whole connection on its errors, password included.
 */
export function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' ? String(error) : error;
  const told = Object.entries(stdSerializers.err(error));
  return Object.fromEntries(told.filter(([, value]) => typeof value !== 'object' || value === null));
}
