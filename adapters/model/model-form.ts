import { z } from 'zod';

/** What a form looks like to a model. */
export interface ModelForm {
  readonly schema: Readonly<Record<string, unknown>>;
  /** Every property is required, which is what OpenAI's strict mode asks for. */
  readonly isStrict: boolean;
}

/**
 * The keywords every provider takes. Limits of lengths and numbers are refused by some, and checked by zod afterwards in any case.
 */
const KEYWORDS = new Set(
  'type properties required additionalProperties items prefixItems enum const anyOf description $ref $defs'.split(
    ' ',
  ),
);

/** Maps whose keys are names, not keywords. */
const NAMED = new Set(['properties', '$defs']);

export function modelForm(form: z.ZodType): ModelForm {
  const whole = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' });
  const schema = plain(whole) as Record<string, unknown>;
  return { schema, isStrict: isStrict(schema) };
}

function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain);
  if (!isRecord(schema)) return schema;
  const { type, ...rest } = schema;
  // Written out as a choice: not all take several types in one place.
  if (Array.isArray(type)) return { anyOf: type.map((one) => plain({ ...rest, type: one })) };
  const kept = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'oneOf') return [['anyOf', plain(value)]];
    if (!KEYWORDS.has(key)) return [];
    if (NAMED.has(key) && isRecord(value)) {
      const named = Object.entries(value).map(([name, one]) => [name, plain(one)]);
      return [[key, Object.fromEntries(named)]];
    }
    return [[key, key === 'enum' || key === 'const' ? value : plain(value)]];
  });
  // The providers that force a form want it closed.
  if ('properties' in schema) kept.push(['additionalProperties', false]);
  return Object.fromEntries(kept);
}

function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (!isRecord(schema)) return true;
  const { type, properties, required, ...rest } = schema;
  if (type === 'object' && !isRecord(properties)) return false;
  if (isRecord(properties)) {
    const names = Object.keys(properties);
    const isWhole = Array.isArray(required) && names.every((name) => required.includes(name));
    if (names.length > 0 && !isWhole) return false;
    if (!Object.values(properties).every(isStrict)) return false;
  }
  return Object.values(rest).every(isStrict);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
