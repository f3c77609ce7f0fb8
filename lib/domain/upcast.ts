/** Turns the data of an event as it was once written into the shape that `evolve` knows today. */
export type Upcast = (data: unknown) => unknown;

/** By event type. Stored bytes never change, so a new shape adds a line here and a file to `corpus/`. */
const UPCASTS: Readonly<Record<string, Upcast>> = {};

/** Unknown types pass through: `evolve` ignores them, and a newer replica may have written them. */
export function upcast(type: string, data: unknown, upcasts = UPCASTS): unknown {
  return Object.hasOwn(upcasts, type) ? upcasts[type]?.(data) : data;
}
