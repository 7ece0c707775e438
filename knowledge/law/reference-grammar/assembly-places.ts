import type { Mark, Place } from '../reference-model.ts';
import { type Beginning, begin, besideOf, inheritedFrom, nameBefore, refuse } from './drafting.ts';
import { BESIDE, gapOf } from './links.ts';
import { frameOf, type ReadingState } from './state.ts';

type PlacesMark<T> = Extract<Mark<T>, { kind: 'places' }>;

/** Takes up "paragraphs 1 and 2 of Article 23": each is a reference of its own. */
export function readPlacesMark<T>(mark: PlacesMark<T>, state: ReadingState<T>): void {
  const { draft: earlier } = frameOf(state).memory;
  const article = (earlier?.to ?? earlier?.place)?.article;
  let law = lawOf(mark, state);
  for (const { start, end, from, to, isSameArticle } of mark.members) {
    if (isSameArticle && !article) {
      refuse({ start, end }, 'no-antecedent', state);
      continue;
    }
    const whole = (place: Place): Place =>
      isSameArticle && article ? { ...place, article } : place;
    begin({ ...mark, start, end }, { ...law, place: whole(from), to: to && whole(to) }, state);
    const last = state.drafts.at(-1);
    if (last) law = inheritedFrom(last);
  }
}

function lawOf<T>(mark: PlacesMark<T>, state: ReadingState<T>): Omit<Beginning<T>, 'place'> {
  const frame = frameOf(state);
  const gap = gapOf(state.text, frame.end, mark.start);
  if (frame.last === 'law' && gap !== undefined && BESIDE.test(gap)) return besideOf(mark, state);
  const { draft: earlier } = frame.memory;
  return mark.members.some(({ isSameArticle }) => isSameArticle) && earlier
    ? { law: earlier.law, lawFrom: 'before' }
    : nameBefore(mark.start, state);
}
