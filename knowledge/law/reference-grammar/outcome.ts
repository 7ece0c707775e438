import type { Pinpoint } from '../pinpoint.ts';
import {
  LEVELS,
  type NotUnderstood,
  type Place,
  pinpointOf,
  type ReadReferences,
  type Reference,
} from '../reference-model.ts';
import type { FoldedText } from '../reference-text.ts';
import { LOOKS_LIKE_REFERENCE } from './patterns.ts';
import { compareNumbers } from './relative-places.ts';
import type { Draft, ReadingState, Refusal } from './state.ts';

type Outcome<T> =
  | { readonly refusal: Refusal }
  | {
      readonly refusal?: undefined;
      readonly draft: Draft<T>;
      readonly from: Pinpoint;
      readonly to: Pinpoint | undefined;
    };

interface Span {
  readonly start: number;
  readonly end: number;
}

const spanOf = <T>(outcome: Outcome<T>): Span => outcome.refusal ?? outcome.draft;

/** Drafts and refusals as they go out, with the places of the text as it was given. */
export function outcomesOf<T>({
  folded,
  drafts,
  refusals,
}: Pick<ReadingState<T>, 'folded' | 'drafts' | 'refusals'>): ReadReferences<T> {
  const outcomes = [
    ...drafts.map(outcomeOf<T>),
    ...refusals.map((refusal): Outcome<T> => ({ refusal })),
  ].sort((a, b) => spanOf(a).start - spanOf(b).start || spanOf(b).end - spanOf(a).end);
  const references: Reference<T>[] = [];
  const notUnderstood: NotUnderstood[] = [];
  const spans: Span[] = [];
  for (const outcome of outcomes) {
    const span = spanAfter(spans.at(-1), spanOf(outcome), folded);
    if (!span) continue;
    spans.push(span);
    const text = { ...span, text: folded.original.slice(span.start, span.end) };
    if (outcome.refusal) notUnderstood.push({ ...text, why: outcome.refusal.why });
    else references.push({ ...text, ...referenceOf(outcome) });
  }
  notUnderstood.push(...leftOver(folded, spans));
  return { references, notUnderstood: notUnderstood.sort((a, b) => a.start - b.start) };
}

/** A span of the original, without what an earlier one has: parts of one sign (½) may belong to two. */
function spanAfter(
  last: Span | undefined,
  { start, end }: Span,
  folded: FoldedText,
): Span | undefined {
  const span = folded.originalSpan(start, end);
  const free = Math.max(span.start, last?.end ?? 0);
  return free < span.end ? { start: free, end: span.end } : undefined;
}

function outcomeOf<T>(draft: Draft<T>): Outcome<T> {
  const { start, end } = draft;
  const from = pinpointOf(draft.place);
  if (!from) return { refusal: { start, end, why: 'no-article' } };
  if (draft.to && isBackwards(from, draft.to)) return { refusal: { start, end, why: 'backwards' } };
  return { draft, from, to: draft.to && pinpointOf(draft.to) };
}

const referenceOf = <T>({ draft, from, to }: Exclude<Outcome<T>, { refusal: Refusal }>) => ({
  law: draft.law,
  from,
  ...(to && { to }),
});

/** The first level at which the end of a range differs from its beginning tells whether it goes forward. */
function isBackwards(from: Pinpoint, to: Place): boolean {
  const level = LEVELS.find((one) => from[one] !== to[one]);
  const [first, last] = level ? [from[level], to[level]] : [];
  if (!level || !first || !last) return false;
  return compareNumbers(first, last, level) > 0;
}

/** What looks like a reference, and nobody read it. */
function leftOver(folded: FoldedText, spans: readonly Span[]): NotUnderstood[] {
  const left: NotUnderstood[] = [];
  let next = 0;
  for (const { index, 0: whole } of folded.text.matchAll(LOOKS_LIKE_REFERENCE)) {
    const span = spanAfter(left.at(-1), { start: index, end: index + whole.length }, folded);
    if (!span) continue;
    while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) <= span.start) next++;
    if ((spans[next]?.start ?? Number.POSITIVE_INFINITY) < span.end) continue;
    const text = folded.original.slice(span.start, span.end);
    left.push({ ...span, text, why: /\d{5}/.test(whole) ? 'number' : 'unclear' });
  }
  return left;
}
