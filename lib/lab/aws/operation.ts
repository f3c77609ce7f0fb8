import type { Call } from '../emulator/contract';
import { admit, type Identity } from './access';
import { AwsFault } from './fault';
import { inputOf, validate } from './model';

/** What an operation answered. */
export interface Answer {
  body: unknown;
  /** What it altered; absent when nothing. */
  changed?: string;
}

/** A service whose operations have names, whatever its wire. */
export interface Service {
  /** Its SDK, which carries its model. */
  sdk: Record<string, unknown>;
  /** Name in signatures, such as `ecs`. */
  service: string;
  identity: Identity;
  operations: Record<string, (input: never) => Answer>;
  writes: ReadonlySet<string>;
}

/** Carries one call out: who may, what the model knows, then the operation. `read` makes the input of the wire's body. */
export function perform(service: Service, call: Call, name: string, read: (model: unknown) => unknown): Answer {
  const model = inputOf(service.sdk, name);
  admit(call.headers, service.identity, service.service, name);
  const operation = service.operations[name];
  if (!operation) throw new AwsFault('UnknownOperationException', `The emulator does not speak ${name}`);
  const input = read(model);
  validate(model, input as never);
  return operation(input as never);
}
