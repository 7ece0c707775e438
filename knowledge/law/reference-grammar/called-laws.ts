import { namedLaws } from '../named-laws.ts';
import type { ReferredLaw } from '../reference-model.ts';
import { lawOfName } from './law-words.ts';
import { readMarks } from './marks.ts';
import type { ReadingState } from './state.ts';

const DEFINITION =
  /\((?:[^()"\n]{0,60}?,\s?)?이하\s?(?:이\s?[조항]에서\s?)?"([^"\n]{1,20})"\s?이?라/g;

/** What a text calls laws from then on: 「정보통신망 이용촉진 및 …」(이하 "정보통신망법"이라 한다); what its context says it calls them. */
export function lawsCalled<T>({
  folded,
  laws,
  context,
}: Pick<ReadingState<T>, 'folded' | 'laws' | 'context'>): Map<string, ReferredLaw<T>> {
  const called = new Map<string, ReferredLaw<T>>();
  for (const [name, title] of context.called ?? []) called.set(name, lawOfName(title, laws));
  const definitions = [...folded.text.matchAll(DEFINITION)];
  if (definitions.length === 0) return called;
  const nobody = namedLaws<ReferredLaw<T>>([]);
  const marks = readMarks(folded, { laws, called: nobody, isOfficial: false });
  const byEnd = new Map(marks.map((mark) => [mark.end, mark]));
  for (const { index, 1: name } of definitions) {
    const mark = byEnd.get(index) ?? byEnd.get(index - 1);
    if (name && mark?.kind === 'law' && mark.word.kind === 'known') called.set(name, mark.word.law);
  }
  return called;
}
