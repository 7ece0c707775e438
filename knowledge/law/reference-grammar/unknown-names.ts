import type { ReferredLaw } from '../reference-model.ts';
import { NAME_TAIL } from './links.ts';
import { NAME_LENGTH, nameAt } from './mark-readers.ts';
import { lawAtEnd } from './other-laws.ts';
import { frameOf, type ReadingState } from './state.ts';

/** A law, and where in the folded text the words for it begin. */
export interface LawAt<T> {
  readonly law: ReferredLaw<T>;
  readonly start: number;
}

/** Words between the name and what was before it. */
const LEADING = /^\s*(?:(?:및|또는|그리고|이나)\s+)?/;

/** A law that the words before a place name, although nobody gave us its name. */
export function unknownBefore<T>(start: number, state: ReadingState<T>): LawAt<T> | undefined {
  const { text, folded, drafts } = state;
  const frame = frameOf(state);
  // A law named before is not part of the name, unless they are one word (헌법재판소법).
  const [particle] = /^[가-힣]?(?=\s)/.exec(text.slice(frame.end, frame.end + 2)) ?? [];
  const afterLaw = particle === undefined || frame.last !== 'law' ? 0 : frame.end + particle.length;
  const from = Math.max(start - NAME_LENGTH, drafts.at(-1)?.end ?? 0, afterLaw, 0);
  // Official text writes the names of laws in 「」: a word with a particle is none of them.
  const before = text.slice(from, start).replace(state.isOfficial ? /\s+$/ : NAME_TAIL, '');
  const name = lawAtEnd(before);
  if (name === undefined) return undefined;
  const end = from + before.length;
  const first = end - name.replace(LEADING, '').length;
  return {
    law: { kind: 'unknown-name', name: nameAt(folded, first, end) },
    start: first,
  };
}
