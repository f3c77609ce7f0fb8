import { z } from 'zod';

/** What is read of a JSON Schema that zod wrote; everything else of it is for the validation itself. */
export interface JsonSchema {
  type?: string;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  maxLength?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  $ref?: string;
}

/** The schema of what a person writes: before defaults are filled in and texts are transformed. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema;
}

export const alternativesOf = (schema: JsonSchema): JsonSchema[] => schema.oneOf ?? schema.anyOf ?? [];

/** The key whose constant tells the alternatives apart; undefined where there is none. */
export function discriminatorOf(alternatives: readonly JsonSchema[]): string | undefined {
  const [first, ...rest] = alternatives;
  return Object.keys(first?.properties ?? {}).find(
    (key) => rest.length > 0 && alternatives.every(({ properties }) => typeof properties?.[key]?.const === 'string'),
  );
}
