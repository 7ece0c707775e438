import { parse } from 'yaml';
import { z } from 'zod';

/** What a law file says of itself before its text. */
export type FrontMatter = z.infer<typeof Fields>;

/** What came of reading the front matter; the body begins at `bodyStart`. */
export type FrontReading =
  | { readonly kind: 'read'; readonly front: FrontMatter; readonly bodyStart: number }
  | { readonly kind: 'broken'; readonly why: string };

const text = z.string().transform((value) => value.normalize('NFC').trim());
const filled = text.refine((value) => value !== '', 'is empty');
const date = text.transform(isoDate).pipe(z.iso.date('is no date'));

const Fields = z.object({
  제목: filled,
  법령ID: filled,
  법령구분: filled,
  공포번호: text,
  공포일자: date,
  시행일자: date,
  출처: text,
  /** 시행 in all files of the public collection, upcoming laws included. */
  상태: text.optional(),
  /** Our own: the day on which an article takes effect, where it is not that of the file. Keyed by `15`, `25-2`. */
  조문시행일자: z.record(z.string(), date).optional(),
});

const WANTED: ReadonlySet<string> = new Set(Object.keys(Fields.shape));

/** `20260310` and `2026. 3. 10.` are dates of the national law database too. */
function isoDate(value: string): string {
  const [, year, month, day] =
    /^(\d{4})(?:(\d{2})(\d{2})|\s*[.-]\s*(\d{1,2})\s*[.-]\s*(\d{1,2})\.?)$/
      .exec(value)
      ?.filter((part) => part !== undefined) ?? [];
  if (!year || !month || !day) return value;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * Reads the front matter of a law file: a full YAML parse takes longer than all the rest of a file (lists of annexes are
 * long), so plain lines are read as they are, and YAML only where a line we need is written in another way.
 */
export function readFrontMatter(markdown: string): FrontReading {
  const opening = /^---[ \t]*\r?\n/.exec(markdown);
  const closing = opening && closingOf(markdown, opening[0].length);
  if (!opening || !closing) {
    return { kind: 'broken', why: 'The file has no front matter between two --- lines.' };
  }
  const head = markdown.slice(opening[0].length, closing.start);
  const fields = plainFields(head) ?? yamlFields(head);
  if (typeof fields === 'string') return { kind: 'broken', why: fields };
  return validated(fields, closing.end);
}

/**
 * Reads the front matter of a file of which only the beginning is at hand. Undefined when that is not enough.
 * Annexes, which make front matter long, come last.
 */
export function readFrontMatterStart(start: string): FrontMatter | undefined {
  const opening = /^---[ \t]*\r?\n/.exec(start);
  if (!opening) return undefined;
  const end = closingOf(start, opening[0].length)?.start ?? start.lastIndexOf('\n');
  const fields = plainFields(start.slice(opening[0].length, end));
  const reading = fields && validated(fields, 0);
  return reading?.kind === 'read' ? reading.front : undefined;
}

/** Where the line stands that ends the front matter. */
function closingOf(markdown: string, from: number): { start: number; end: number } | undefined {
  const closing = /^---[ \t]*(?:\r?\n|$)/gm;
  closing.lastIndex = from;
  const found = closing.exec(markdown);
  return found ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** The fields we want, or undefined where YAML is needed to understand one of them. */
function plainFields(head: string): Readonly<Record<string, string>> | undefined {
  const fields = new Map<string, string>();
  let isOurs = false;
  for (const line of head.split('\n')) {
    const [, key, value = ''] = FIELD.exec(line.trimEnd()) ?? [];
    const name = key?.normalize('NFC');
    isOurs = name === undefined ? isOurs : WANTED.has(name);
    if (!isOurs || line.trim() === '') continue;
    const plain = plainValue(value);
    // A line without a name goes on with the field before it.
    if (name === undefined || plain === undefined || fields.has(name)) return undefined;
    fields.set(name, plain);
  }
  return Object.fromEntries(fields);
}

const FIELD = /^([^\s:#'"[\]{}-][^:]*):(?:[ \t]+(.*))?$/;

/** A value that means in YAML what it looks like. An empty one may have its content on the next lines. */
function plainValue(value: string): string | undefined {
  const [, quoted] =
    /^'([^']*)'$|^"([^"\\]*)"$/.exec(value)?.filter((part) => part !== undefined) ?? [];
  if (quoted !== undefined) return quoted;
  const isPlain = /^[^\s'"[\]{}>|*&!%#@`,?:-]/.test(value) && !/: | #|:$/.test(value);
  return isPlain ? value : undefined;
}

/** Characters: eleven times the longest of June 2026 (지방세기본법 시행규칙), and two seconds of parsing. */
const LONGEST_YAML = 1_000_000;

/** What YAML says, or why it cannot be read. */
function yamlFields(head: string): unknown {
  if (head.length > LONGEST_YAML) return 'The front matter is too long to be that of a law.';
  try {
    return parse(head, { schema: 'failsafe' });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unreadable';
    return `The front matter is no YAML: ${why.trim()}`;
  }
}

function validated(fields: unknown, bodyStart: number): FrontReading {
  const parsed = Fields.safeParse(fields);
  if (parsed.success) return { kind: 'read', front: parsed.data, bodyStart };
  const isMissing = (code: string) => code === 'invalid_type';
  const missing = parsed.error.issues.filter(({ code }) => isMissing(code));
  const wrong = parsed.error.issues.filter(({ code }) => !isMissing(code));
  const parts = [
    ...(missing.length > 0
      ? [`lacks ${missing.map(({ path }) => path.join('.') || 'all fields').join(', ')}`]
      : []),
    ...wrong.map(({ path, message }) => `has a wrong ${path.join('.')} (${message})`),
  ];
  return { kind: 'broken', why: `The front matter ${parts.join(' and ')}.` };
}
