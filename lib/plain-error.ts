import { stdSerializers } from 'pino';

/**
 * An error, or what a library reports in the place of one, as it may be logged: message, stack with causes, and its own
 * words and numbers. Objects stay out: a database driver hangs its whole connection on its errors, password included.
 */
export function plainError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const told = Object.entries(error instanceof Error ? stdSerializers.err(error) : error);
  return Object.fromEntries(told.filter(([, value]) => typeof value !== 'object' || value === null));
}
