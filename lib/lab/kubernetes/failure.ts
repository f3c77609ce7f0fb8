import type { Reply } from '../emulator/contract';

/** The API's Status object for a refusal (Kubernetes API conventions, "Response Status Kind"). */
export function failure(
  code: number,
  reason: string,
  message: string,
  headers?: Record<string, string>,
): Exclude<Reply, { stream: unknown }> {
  const body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
  return { status: code, body, ...(headers === undefined ? {} : { headers }) };
}

/** A refusal from the depth of a call. */
export class Refused extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}
