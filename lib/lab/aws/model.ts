import { AwsFault } from './fault';

/**
 * The SDKs ship the services' own models as arrays (@smithy/types, `StaticSchema`): the first element is the kind of
 * shape, 1 list, 2 map, 3 structure, 9 operation; a number stands for a simple type.
 */
const LIST = 1;
const MAP = 2;
const STRUCTURE = 3;
const OPERATION = 9;
/** Bits of simple types that mean "a list of" and "a map of" them. */
const LIST_OF = 0b0100_0000;
const MAP_OF = 0b1000_0000;

type Sdk = Record<string, unknown>;

/** The model of an operation's input. Error: AwsFault for an operation that the service does not have. */
export const inputOf = (sdk: Sdk, name: string): unknown => resolve(operationOf(sdk, name)[4]);

/** The model of an operation's output. Error: as `inputOf`. */
export const outputOf = (sdk: Sdk, name: string): unknown => resolve(operationOf(sdk, name)[5]);

function operationOf(sdk: Sdk, name: string): unknown[] {
  const schema = sdk[`${name}$`];
  if (Array.isArray(schema) && schema[0] === OPERATION) return schema;
  throw new AwsFault('UnknownOperationException', `No operation ${name}`);
}

/** Refuses members that the model does not know, values of another type and missing required members. */
export function validate(schema: unknown, value: unknown, path = 'input'): void {
  const shape = resolve(schema);
  if (typeof shape === 'number') validateSimple(shape, value, path);
  if (!Array.isArray(shape)) return;
  if (shape[0] === LIST) {
    if (!Array.isArray(value)) throw mistyped(path, 'a list');
    for (const [index, item] of value.entries()) validate(shape[4], item, `${path}[${index}]`);
  } else if (shape[0] === MAP) {
    for (const [key, item] of Object.entries(objectAt(value, path))) validate(shape[5], item, `${path}.${key}`);
  } else if (shape[0] === STRUCTURE) validateStructure(shape, objectAt(value, path), path);
}

function validateStructure(shape: unknown[], value: Record<string, unknown>, path: string): void {
  const names = shape[4] as string[];
  const members = shape[5] as unknown[];
  const required = typeof shape[6] === 'number' ? shape[6] : 0;
  for (const name of names.slice(0, required))
    if (value[name] === undefined) throw new AwsFault('InvalidParameterException', `${path}.${name} is required`);
  for (const [name, inner] of Object.entries(value)) {
    const at = names.indexOf(name);
    // The real services drop what they do not know; here it is a mistake of ours.
    if (at < 0) throw new AwsFault('SerializationException', `${path} has no member ${name}`);
    if (inner !== null) validate(members[at], inner, `${path}.${name}`);
  }
}

function validateSimple(type: number, value: unknown, path: string): void {
  if (type & LIST_OF || type & MAP_OF) {
    const items = type & LIST_OF ? (Array.isArray(value) ? value : null) : Object.values(objectAt(value, path));
    if (!items) throw mistyped(path, 'a list');
    for (const item of items) validateSimple(type & 0b0011_1111, item, path);
    return;
  }
  const wanted = ({ 0: 'string', 1: 'number', 2: 'boolean' } as Record<number, string>)[type];
  if (wanted && typeof value !== wanted) throw mistyped(path, `a ${wanted}`);
}

/** A reference is the shape, a function that gives it, or an array of it and traits. */
function resolve(reference: unknown): unknown {
  const shape = typeof reference === 'function' ? (reference as () => unknown)() : reference;
  // [shape, traits] of a member: its first element is no kind of shape.
  return Array.isArray(shape) && !(typeof shape[0] === 'number' && typeof shape[1] === 'string')
    ? resolve(shape[0])
    : shape;
}

function objectAt(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mistyped(path, 'an object');
  return value as Record<string, unknown>;
}

const mistyped = (path: string, wanted: string) => new AwsFault('SerializationException', `${path} must be ${wanted}`);

interface Member {
  name: string;
  schema: unknown;
  traits: { httpQuery?: string };
  /** Of a list: the shape of its items. */
  item: unknown;
}

/** Members of a structure; none for any other shape. */
export function membersOf(schema: unknown): Member[] {
  const shape = resolve(schema);
  if (!Array.isArray(shape) || shape[0] !== STRUCTURE) return [];
  return (shape[4] as string[]).map((name, index) => {
    const member = (shape[5] as unknown[])[index];
    const traits = Array.isArray(member) && typeof member[1] === 'object' && member[1] !== null ? member[1] : {};
    const inner = resolve(member);
    return { name, schema: member, traits, item: Array.isArray(inner) && inner[0] === LIST ? inner[4] : undefined };
  });
}

/** What a list holds and how XML names each of it; null for what is no list. */
export function listItemOf(schema: unknown): { schema: unknown; name: string } | null {
  const shape = resolve(schema);
  if (typeof shape === 'number') return shape & LIST_OF ? { schema: shape & 0b0011_1111, name: 'member' } : null;
  if (!Array.isArray(shape) || shape[0] !== LIST) return null;
  const traits = Array.isArray(shape[4]) ? (shape[4][1] as { xmlName?: string } | undefined) : undefined;
  return { schema: shape[4], name: traits?.xmlName ?? 'member' };
}

/** Text of the wire as the simple type of the model. */
export function typed(schema: unknown, text: string): unknown {
  const type = resolve(schema);
  if (type === 1) return Number(text);
  return type === 2 ? text === 'true' : text;
}
