import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Refusal, StaffAction } from '../../bot/desk/case-actions.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import { isDay } from '../../knowledge/calendar/day.ts';

/** What came with a form, as `formOf` gives it. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What a form of the page of a case comes to: something to do, or why it cannot be read. */
export type ReadForm =
  | { readonly action: StaffAction }
  | { readonly problem: Refusal | 'bad-day' | 'unreadable' };

/** The first value of a field, trimmed, its lines ended as everywhere else; empty where there is none. */
export const fieldValue = (fields: Fields, name: string): string =>
  ([fields[name] ?? ''].flat()[0] ?? '').replace(/\r\n?/g, '\n').trim();

/** Every value of a field, in order. */
export const fieldValues = (fields: Fields, name: string): readonly string[] =>
  [fields[name] ?? []].flat().filter((value) => value !== '');

const text = z.string().default('');
const optional = z
  .string()
  .transform((value) => value || undefined)
  .optional();
const no = z.coerce.number().int().min(1);
const day = optional.refine((value) => value === undefined || isDay(value), 'bad-day');

/** One row for each thing to do. What is missing in a text is left to the desk, which says so. */
const Form = z.discriminatedUnion('do', [
  z.object({ do: z.literal('assign'), to: optional }),
  z.object({
    do: z.literal('status'),
    to: text,
    ground: optional,
    transferTo: optional,
    transferOther: optional,
    missing: optional,
    reason: optional,
  }),
  z.object({ do: z.literal('message'), text }),
  z.object({ do: z.literal('note'), text }),
  z.object({ do: z.literal('task'), text, owner: optional, due: day }),
  z.object({ do: z.literal('task-done'), no }),
  z.object({ do: z.literal('letter'), letter: text, ground: optional, text }),
  z.object({ do: z.literal('letter-change'), no, text }),
  z.object({ do: z.literal('letter-send'), no }),
  z.object({ do: z.literal('recuse'), staff: text, reason: text }),
  z.object({ do: z.literal('restrict'), to: z.array(z.string()).default([]) }),
  z.object({ do: z.literal('unrestrict') }),
  z.object({ do: z.literal('priority'), level: optional }),
  z.object({ do: z.literal('snooze'), until: day }),
  z.object({ do: z.literal('unsnooze') }),
  z.object({ do: z.literal('ask-identity'), reason: text }),
  z.object({ do: z.literal('approve-identity'), no }),
  z.object({ do: z.literal('read') }),
]);
type FormRow = z.infer<typeof Form>;

/** Reads a form. `colleagues`: who can be mentioned in a note. */
export function readAction(fields: Fields, colleagues: readonly Staff[]): ReadForm {
  const parsed = Form.safeParse(plain(fields));
  if (parsed.success) return asAction(parsed.data, colleagues);
  const isDayWrong = parsed.error.issues.some(({ message }) => message === 'bad-day');
  return { problem: isDayWrong ? 'bad-day' : 'unreadable' };
}

/** One value each, but for the list of those who may still see a case. */
const plain = (fields: Fields): Readonly<Record<string, unknown>> => {
  const single = Object.keys(fields).map((name) => [name, fieldValue(fields, name)] as const);
  const isList = fieldValue(fields, 'do') === 'restrict';
  return { ...Object.fromEntries(single), ...(isList && { to: fieldValues(fields, 'to') }) };
};

function asAction(row: FormRow, colleagues: readonly Staff[]): ReadForm {
  if (row.do === 'status') {
    const { transferOther, transferTo, ...rest } = row;
    const other = transferOther ?? transferTo;
    return { action: present({ ...rest, ...(other && { transferTo: other }) }) };
  }
  if (row.do === 'note') {
    return { action: { ...row, mentions: mentionsIn(row.text, colleagues) } };
  }
  if (row.do === 'snooze') {
    const { until } = row;
    return until ? { action: { ...row, until: morningOf(until) } } : { problem: 'bad-day' };
  }
  return { action: present(row) };
}

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that were left empty. */
const present = <T extends object>(row: T): Present<T> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Present<T>;

/** When a case that sleeps until a day wakes: as that day begins in Korea. */
const morningOf = (until: string): number => Date.parse(`${until}T00:00:00+09:00`);

const MENTION = /(?<![\p{L}\p{N}._-])@([\p{L}\p{N}][\p{L}\p{N}._@+-]*)/gu;

/**
 * Ids of the colleagues whom a note names as `@login`, each once; a Korean particle may follow. The part of an e-mail address
 * before the sign will do where only one colleague has it. What names nobody is only text.
 */
export function mentionsIn(note: string, colleagues: readonly Staff[]): readonly string[] {
  const active = colleagues.filter(({ isActive }) => isActive);
  const found = [...note.matchAll(MENTION)].flatMap(([, typed = '']) => {
    const name = typed.toLowerCase().replace(/[._@+-]+$/, '');
    return named(name, active) ?? named(name.replace(/\p{Script=Hangul}+$/u, ''), active) ?? [];
  });
  return [...new Set(found)];
}

function named(name: string, active: readonly Staff[]): string | undefined {
  const exact = active.find(({ login }) => login === name);
  if (exact) return exact.id;
  const short = active.filter(({ login }) => login.split('@')[0] === name);
  return short.length === 1 ? short[0]?.id : undefined;
}

/**
 * By which the desk knows a form that was sent twice: the key of the form and what was sent in it. A form that the browser
 * brought back and that says something else now is not a repeat.
 */
export const actionKey = (key: string, action: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([key, action]))
    .digest('base64url');

/** Tells whether a text was changed in the form that showed it. */
export const textDigest = (shown: string): string =>
  createHash('sha256').update(shown.trim()).digest('base64url');
