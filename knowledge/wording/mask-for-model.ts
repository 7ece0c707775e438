import { maskPersonalData } from '../answer/personal-data.ts';
import { koreanNamesIn, type Span } from './korean-names.ts';
import { PATTERNS } from './mask-patterns.ts';

/** What stands in the text that leaves, and what it stands for. */
export interface MaskedText {
  readonly text: string;
  /** `⟦1⟧` by what was there. */
  readonly hidden: ReadonlyMap<string, string>;
}

/**
 * Hides what names a person or a door before a text leaves for a model. Each thing becomes a sign of its own, the same thing the
 * same sign, so that a text that comes back can be filled in again. Signs of ours that a text brings along are taken out of it.
 */
export function maskForModel(text: string): MaskedText {
  const plain = text.replace(/[⟦⟧]/g, '');
  const hidden = new Map<string, string>();
  const signs = new Map<string, string>();
  let shown = '';
  let at = 0;
  for (const { start, end } of joined([
    ...numbersIn(plain),
    ...koreanNamesIn(plain),
    ...othersIn(plain),
  ])) {
    const what = plain.slice(start, end);
    const sign = signs.get(what) ?? `⟦${signs.size + 1}⟧`;
    signs.set(what, sign);
    hidden.set(sign, what);
    shown += plain.slice(at, start) + sign;
    at = end;
  }
  return { text: shown + plain.slice(at), hidden };
}

/** Puts back what was hidden. @returns Undefined where a sign stands that was never given. */
export function unmask(text: string, { hidden }: Pick<MaskedText, 'hidden'>): string | undefined {
  let isKnown = true;
  const filled = text.replace(/⟦\s*(\d+)\s*⟧/g, (_, number: string) => {
    const found = hidden.get(`⟦${number}⟧`);
    isKnown &&= found !== undefined;
    return found ?? '';
  });
  return isKnown && !/[⟦⟧]/.test(filled) ? filled : undefined;
}

/** What the masking for everybody hides, found by comparing: it leaves one bullet for each sign that is no space. */
function numbersIn(text: string): readonly Span[] {
  // Bullets of the person's own are none of ours.
  const own = text.replaceAll('•', '*');
  const { text: masked, kinds } = maskPersonalData(own);
  if (kinds.length === 0) return [];
  const spans: Span[] = [];
  let at = 0;
  for (const piece of masked.split(/(•+)/)) {
    const start = at;
    if (!piece.startsWith('•')) {
      at += piece.length;
      continue;
    }
    for (let left = piece.length; left > 0 && at < own.length; at += 1) {
      if (!/\s/.test(own[at] ?? '')) left -= 1;
    }
    spans.push({ start, end: at });
  }
  return spans;
}

const othersIn = (text: string): readonly Span[] =>
  PATTERNS.flatMap(([pattern, isPersonal = () => true]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [start, end] = match.indices?.[1] ?? match.indices?.[0] ?? [];
      const isFound = start !== undefined && end !== undefined && isPersonal(match[1] ?? match[0]);
      return isFound ? [{ start, end }] : [];
    }),
  );

/** In order, those that touch the same signs as one. */
function joined(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const last = all.at(-1);
    if (last && span.start < last.end) {
      all[all.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else if (span.end > span.start) all.push(span);
  }
  return all;
}
