import type { Call, Emulator, Reply } from '../emulator/contract';
import { admit, type Identity } from './access';
import { AwsFault } from './fault';
import { inputOf, membersOf, typed, validate } from './model';
import { type Element, parseXml, xml } from './xml';

export interface XmlAnswer {
  /** Name of the response's element, and what is in it. */
  element: string;
  body: unknown;
  changed?: string;
}

export interface Route {
  operation: string;
  method: string;
  /** Its groups are the members of the input that the path carries, by name. */
  path: RegExp;
  write?: boolean;
  answer(input: never): XmlAnswer;
}

interface XmlService {
  /** Its SDK, which carries its model. */
  sdk: Record<string, unknown>;
  service: string;
  namespace: string;
  identity: Identity;
  routes: Route[];
}

/** The wire of a service of protocol REST XML (smithy.io, "AWS restXml protocol"). */
export function xmlWire(service: XmlService): Pick<Emulator, 'handle' | 'isWrite' | 'refusal'> {
  const routeOf = ({ method, path }: Call) =>
    service.routes.find((route) => route.method === method && route.path.test(path));
  const fail = (fault: AwsFault) => replyTo(service.namespace, fault);
  return {
    isWrite: (call) => routeOf(call)?.write === true,
    refusal: (fault) => fail(REFUSALS[fault]),
    handle(call) {
      try {
        const route = routeOf(call);
        if (!route) throw new AwsFault('UnknownOperationException', `${call.method} ${call.path} is no operation`, 404);
        admit(call.headers, service.identity, service.service, route.operation);
        const model = inputOf(service.sdk, route.operation);
        const input = readInput(call, route, model);
        validate(model, input);
        const { element, body, changed } = route.answer(input as never);
        const document = xml(element, body).replace(`<${element}>`, `<${element} xmlns="${service.namespace}">`);
        return { status: 200, headers: CONTENT_TYPE, body: document, ...(changed === undefined ? {} : { changed }) };
      } catch (error) {
        if (error instanceof AwsFault) return fail(restCode(error));
        throw error;
      }
    },
  };
}

/** Path, query (`httpQuery` of the model) and body in one object. */
function readInput({ path, query, body }: Call, route: Route, model: unknown): Record<string, unknown> {
  const members = membersOf(model);
  const input: Record<string, unknown> = { ...route.path.exec(path)?.groups };
  for (const [key, value] of query) {
    const member = members.find(({ traits }) => traits.httpQuery === key);
    if (!member) throw new AwsFault('InvalidInput', `There is no parameter ${key}`);
    input[member.name] = typed(member.schema, value);
  }
  if (body === '') return input;
  return { ...input, ...(structure(model, parseXml(body)) as Record<string, unknown>) };
}

function structure(schema: unknown, element: Element): unknown {
  const members = membersOf(schema);
  if (members.length === 0) return typed(schema, element.text);
  const entries = element.children.map((child) => {
    const member = members.find(({ name }) => name === child.name);
    if (!member) throw new AwsFault('MalformedXML', `${element.name} has no element ${child.name}`);
    const value = member.item
      ? child.children.map((item) => structure(member.item, item))
      : structure(member.schema, child);
    return [child.name, value];
  });
  return Object.fromEntries(entries);
}

const CONTENT_TYPE = { 'content-type': 'text/xml' };

/** "Common Errors" of the Route 53 API reference, which names some otherwise than the JSON services do. */
const REST_NAMES: Record<string, string> = {
  UnrecognizedClientException: 'InvalidClientTokenId',
  ExpiredTokenException: 'ExpiredToken',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  AccessDeniedException: 'AccessDenied',
  InvalidParameterException: 'InvalidInput',
  SerializationException: 'MalformedXML',
};

/** Faults under the names that XML services give them. */
export const restCode = (fault: AwsFault): AwsFault => {
  const name = REST_NAMES[fault.code];
  const isAccess = name !== undefined && !['InvalidInput', 'MalformedXML'].includes(name);
  return name === undefined ? fault : new AwsFault(name, fault.message, isAccess ? 403 : 400);
};

export const REFUSALS = {
  auth_refused: new AwsFault('InvalidClientTokenId', 'The security token included in the request is invalid.', 403),
  unavailable: new AwsFault('ServiceUnavailable', 'The request has failed due to a temporary failure.', 503),
  rate_limited: new AwsFault('Throttling', 'Rate exceeded'),
};

export function replyTo(namespace: string, { code, message, status }: AwsFault): Reply {
  const Type = status >= 500 ? 'Receiver' : 'Sender';
  const document = xml('ErrorResponse', { Error: { Type, Code: code, Message: message }, RequestId: 'emulated' });
  return {
    status,
    headers: CONTENT_TYPE,
    body: document.replace('<ErrorResponse>', `<ErrorResponse xmlns="${namespace}">`),
  };
}
