import type { Call, Emulator, Reply } from '../emulator/contract';
import { AwsFault } from './fault';
import { perform, type Service } from './operation';

interface JsonService extends Service {
  /** What precedes the operation in `X-Amz-Target`. */
  target: string;
}

/** The wire of a service of protocol AWS JSON 1.1 (smithy.io, "AWS JSON 1.1 protocol"). */
export function jsonWire(service: JsonService): Pick<Emulator, 'handle' | 'isWrite' | 'refusal'> {
  const operationIn = ({ headers }: Call) => {
    const [target, name = ''] = String(headers['x-amz-target'] ?? '').split('.');
    return target === service.target ? name : '';
  };
  return {
    isWrite: (call) => service.writes.has(operationIn(call)),
    refusal: (fault) => replyTo(REFUSALS[fault]),
    handle(call) {
      try {
        const { body, changed } = perform(service, call, operationIn(call), () => JSON.parse(call.body || '{}'));
        return { status: 200, headers: CONTENT_TYPE, body, ...(changed === undefined ? {} : { changed }) };
      } catch (error) {
        if (error instanceof AwsFault) return replyTo(error);
        throw error;
      }
    },
  };
}

const CONTENT_TYPE = { 'content-type': 'application/x-amz-json-1.1' };

/** "Common Errors" of the API references; ThrottlingException and most others come with status 400. */
const REFUSALS = {
  auth_refused: new AwsFault('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  unavailable: new AwsFault('ServiceUnavailable', 'The request has failed due to a temporary failure.', 503),
  rate_limited: new AwsFault('ThrottlingException', 'Rate exceeded'),
};

const replyTo = ({ code, message, status }: AwsFault): Reply => ({
  status,
  headers: CONTENT_TYPE,
  body: { __type: code, message },
});
