import { CHECKPOINT_PREFIX } from './history';

/** `rollback-checkpoint-YYYYMMDD-HHMMSS`, in UTC, for an ISO 8601 time. */
export function checkpointName(at: string): string {
  const [day = '', time = ''] = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').split('T');
  return `${CHECKPOINT_PREFIX}${day}-${time}`;
}
