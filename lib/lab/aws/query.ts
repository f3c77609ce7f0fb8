import type { Call, Emulator } from '../emulator/contract';
import { AwsFault } from './fault';
import { listItemOf, membersOf, outputOf, typed } from './model';
import { perform, type Service } from './operation';
import { REFUSALS, replyTo, restCode } from './rest-xml';
import { xml } from './xml';

interface QueryService extends Service {
  version: string;
  namespace: string;
}

/** The wire of a service of protocol AWS query (smithy.io, "AWS query protocol"): a form comes in, XML goes out. */
export function queryWire(service: QueryService): Pick<Emulator, 'handle' | 'isWrite' | 'refusal'> {
  const fail = (fault: AwsFault) => replyTo(service.namespace, queryFault(fault));
  const operationIn = ({ body }: Call) => new URLSearchParams(body).get('Action') ?? '';
  return {
    isWrite: (call) => service.writes.has(operationIn(call)),
    refusal: (fault) => fail(REFUSALS[fault]),
    handle(call) {
      try {
        const name = operationIn(call);
        const { body, changed } = perform(service, call, name, (model) => readForm(call.body, service.version, model));
        const reply = {
          [`${name}Result`]: written(outputOf(service.sdk, name), body),
          ResponseMetadata: { RequestId: 'emulated' },
        };
        const document = xml(`${name}Response`, reply).replace('>', ` xmlns="${service.namespace}">`);
        const headers = { 'content-type': 'text/xml' };
        return { status: 200, headers, body: document, ...(changed === undefined ? {} : { changed }) };
      } catch (error) {
        if (error instanceof AwsFault) return fail(error);
        throw error;
      }
    },
  };
}

/** "Common Errors" of the RDS API reference. */
const QUERY_NAMES: Record<string, string> = {
  InvalidInput: 'InvalidParameterValue',
  MalformedXML: 'InvalidParameterValue',
  UnknownOperationException: 'InvalidAction',
};

function queryFault(fault: AwsFault): AwsFault {
  const { code, message, status } = restCode(fault);
  return new AwsFault(QUERY_NAMES[code] ?? code, message, status);
}

type Form = { [key: string]: Form | string };

/** `VpcSecurityGroupIds.VpcSecurityGroupId.1=sg-1` and the like as the object that the model describes. */
function readForm(body: string, version: string, model: unknown): unknown {
  const form: Form = {};
  for (const [key, value] of new URLSearchParams(body)) {
    const path = key.split('.');
    const last = path.pop() ?? '';
    let at = form;
    for (const part of path) {
      const inner = at[part] ?? {};
      if (typeof inner === 'string') throw new AwsFault('InvalidInput', `${key} is a value and more at once`);
      at[part] = inner;
      at = inner;
    }
    at[last] = value;
  }
  const { Action: _action, Version: spoken, ...rest } = form;
  if (spoken !== version) throw new AwsFault('InvalidInput', `The version must be ${version}`);
  return read(model, rest, 'input');
}

function read(schema: unknown, form: Form | string, path: string): unknown {
  const item = listItemOf(schema);
  if (item) return readList(item, form, path);
  const members = membersOf(schema);
  if (typeof form === 'string') return typed(schema, form);
  const entries = Object.entries(form).map(([name, inner]) => {
    const member = members.find((each) => each.name === name);
    if (!member) throw new AwsFault('InvalidInput', `${path} has no member ${name}`);
    return [name, read(member.schema, inner, `${path}.${name}`)];
  });
  return Object.fromEntries(entries);
}

/** An empty list is sent as an empty value. */
function readList(item: { schema: unknown; name: string }, form: Form | string, path: string): unknown[] {
  if (form === '') return [];
  const items = typeof form === 'string' ? undefined : form[item.name];
  if (typeof items !== 'object' || Object.keys(form).length !== 1)
    throw new AwsFault('InvalidInput', `${path} must be a list of ${item.name}`);
  return Object.keys(items)
    .sort((a, b) => Number(a) - Number(b))
    .map((index) => read(item.schema, items[index] ?? '', `${path}.${index}`));
}

/** An answer with its lists as elements in an element. Error for a member that the model does not have: a bug here. */
function written(schema: unknown, value: unknown): unknown {
  const item = listItemOf(schema);
  if (item && Array.isArray(value)) return { [item.name]: value.map((each) => written(item.schema, each)) };
  const members = membersOf(schema);
  if (members.length === 0 || typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    const member = members.find((each) => each.name === name);
    if (!member) throw new Error(`the model has no ${name}`);
    return [name, inner === undefined ? undefined : written(member.schema, inner)];
  });
  return Object.fromEntries(entries);
}
