import { pino } from 'pino';
import { plainError } from './plain-error';

/**
 * The process's log: JSON lines on stdout. The level comes straight from the environment because a logger must
 * work before the settings are known to be right; `settings()` reports a wrong level at boot.
 */
export const logger = pino({
  level: level(process.env.REPLI_LOG_LEVEL),
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: plainError },
  redact: {
    paths: ['password', 'secret', 'token', 'authorization', '*.password', '*.secret', '*.token', '*.authorization'],
    censor: '[hidden]',
  },
});

function level(wanted: string | undefined): string {
  return wanted && (wanted === 'silent' || wanted in pino.levels.values) ? wanted : 'info';
}
