import { UP_TO_NAME } from './links.ts';
import { NAME_LENGTH, nameAt } from './mark-readers.ts';
import { lawAtStart } from './other-laws.ts';
import type { Draft, ReadingState } from './state.ts';

interface NameBehind {
  readonly name: string;
  /** How much of the text it takes, with the words that link it. */
  readonly length: number;
}

/** "Article 9 of the European Convention": the name behind a number may be one that nobody gave us. */
export function nameFromBehind<T>(state: ReadingState<T>): void {
  const { text, groups, drafts } = state;
  const starts = new Map(drafts.map((draft, index) => [draft, drafts[index + 1]?.start]));
  for (const group of groups) {
    const last = group.at(-1);
    if (!last || group.every(({ lawFrom }) => lawFrom === 'before')) continue;
    const found = nameBehind(last.end, starts.get(last) ?? text.length, state);
    if (found) giveName(group, found);
  }
}

function nameBehind<T>(
  start: number,
  next: number,
  { text, folded }: ReadingState<T>,
): NameBehind | undefined {
  const after = text.slice(start, Math.min(start + NAME_LENGTH, next));
  const [link = '', join] = UP_TO_NAME.exec(after) ?? [];
  const name = lawAtStart(after.slice(link.length), join ? 'joined' : 'bare');
  if (!name) return undefined;
  const from = start + link.length;
  const length = link.length + name.length;
  return { name: nameAt(folded, from, from + name.length), length };
}

function giveName<T>(group: readonly Draft<T>[], { name, length }: NameBehind): void {
  for (const draft of group.filter(({ lawFrom }) => lawFrom !== 'before')) {
    draft.law = { kind: 'unknown-name', name };
    draft.lawFrom = 'before';
    if (draft === group.at(-1)) draft.end += length;
  }
}
