import type { NamedLaws } from '../named-laws.ts';
import {
  type LawWord,
  LEVELS,
  type Level,
  type NotUnderstoodReason,
  type Place,
  type ReferenceContext,
  type ReferredLaw,
} from '../reference-model.ts';
import type { FoldedText } from '../reference-text.ts';
import { lawOfName, rankOf, subordinateOf, withoutRank } from './law-words.ts';

/** A reference in the making. Offsets are those of the folded text. */
export interface Draft<T> {
  start: number;
  end: number;
  law: ReferredLaw<T>;
  /** `before`: named before the number, which nothing after it overrules. */
  lawFrom: 'before' | 'inherited' | 'none';
  place: Place;
  to?: Place;
  isCircled: boolean;
}

/** A place that was not understood, in the making. Offsets are those of the folded text. */
export interface Refusal {
  readonly start: number;
  end: number;
  readonly why: NotUnderstoodReason;
  /** The highest level of the numbers behind it that are its own: those of an annex begin with items. */
  readonly holds?: Level | undefined;
}

/** What 같은 법 and 같은 조 mean. Behind a bracket they mean what they meant before it. */
export interface Memory<T> {
  /** The law, and the text of any rank, named last. */
  readonly law?: ReferredLaw<T>;
  readonly text?: ReferredLaw<T>;
  /** The reference read last, and the one before it. */
  readonly draft?: Draft<T>;
  readonly earlier?: Draft<T>;
  /** An annex was named since: 같은 호 is one of its numbers. */
  readonly isAnnex?: boolean;
}

/** What the next mark may go on from: one for the text, and one for each open bracket. */
export interface Frame<T> {
  last: 'none' | 'law' | 'unit' | 'outside';
  /** Where the last of it ends. */
  end: number;
  law?: ReferredLaw<T>;
  lawStart: number;
  /** How many drafts and refusals there were when the law was named: what follows it at once begins with its name. */
  lawAt: number;
  draft?: Draft<T>;
  outside?: Refusal;
  /** References that a law named behind them belongs to. */
  group: Draft<T>[];
  memory: Memory<T>;
  /** Whether the bracket stands right behind what was before it. */
  readonly adjoins: boolean;
  /** Nothing was read in the bracket yet. */
  isFresh: boolean;
}

/** All that is known while a text is read. */
export interface ReadingState<T> {
  readonly text: string;
  readonly folded: FoldedText;
  readonly laws: NamedLaws<T>;
  readonly context: ReferenceContext;
  /** One-letter names that the text gives: 법, 영. */
  readonly called: ReadonlyMap<string, ReferredLaw<T>>;
  readonly isOfficial: boolean;
  readonly frames: Frame<T>[];
  readonly drafts: Draft<T>[];
  readonly refusals: Refusal[];
  readonly groups: Draft<T>[][];
  /** The paragraph and item that the line at hand belongs to. */
  lineAt: Place;
  /** "the Enforcement Decree of" whose law is still to come. */
  pendingRank?: { readonly law: ReferredLaw<T>; readonly start: number; readonly end: number };
}

/** A frame in which nothing was read yet. */
export const freshFrame = <T>(end: number, memory: Memory<T> = {}): Frame<T> => ({
  memory,
  last: 'none',
  end,
  lawStart: end,
  lawAt: 0,
  group: [],
  adjoins: false,
  isFresh: false,
});

/** The innermost frame. */
export const frameOf = <T>(state: ReadingState<T>): Frame<T> => {
  const frame = state.frames.at(-1) ?? freshFrame<T>(0);
  if (state.frames.length === 0) state.frames.push(frame);
  return frame;
};

/** How much was read so far. */
export const countOf = <T>({ drafts, refusals }: ReadingState<T>): number =>
  drafts.length + refusals.length;

const titleOf = <T>(law: ReferredLaw<T>, laws: NamedLaws<T>): string =>
  law.kind === 'named'
    ? (laws.titleOf(law.law) ?? '')
    : law.kind === 'unknown-name'
      ? law.name
      : '';

/** Remembers a law for 같은 법. */
export function remember<T>(state: ReadingState<T>, law: ReferredLaw<T>): void {
  if (law.kind === 'unstated') return;
  const title = titleOf(law, state.laws);
  const isLaw = !rankOf(title) && /(?:법|률|[a-z)])$/i.test(title);
  const frame = frameOf(state);
  frame.memory = { ...frame.memory, text: law, ...(isLaw && { law }) };
}

/** The law that the words mean, here. */
export function lawOfWord<T>(word: LawWord<T>, state: ReadingState<T>): ReferredLaw<T> {
  switch (word.kind) {
    case 'known':
      return word.law;
    case 'same':
      return sameLaw(word, state);
    case 'own':
      return word.rank ? ownSubordinate(word.rank, state) : ownLaw(word.of, state);
    case 'bare':
      return state.called.get(word.word) ?? bareLaw(word.word, state);
    case 'outside':
      return { kind: 'unstated' };
  }
}

function sameLaw<T>(
  { sort, rank }: Extract<LawWord<T>, { kind: 'same' }>,
  state: ReadingState<T>,
): ReferredLaw<T> {
  const { laws } = state;
  const { text: last, law: lastLaw } = frameOf(state).memory;
  // A law never calls itself the same law: the one that is meant stands outside of what we were given.
  if (!last && state.isOfficial) return { kind: 'unknown-name', name: '같은 법' };
  if (!last) return rank ? ownSubordinate(rank, state) : { kind: 'unstated' };
  if (sort === 'any') return last;
  const title = titleOf(last, laws);
  // After 「…법 시행령」 the same law is the law of that decree; after other rules, the law named before them.
  const law = rankOf(title) ? lawOfName(withoutRank(title), laws) : (lastLaw ?? last);
  return rank ? subordinateOf(law, rank, laws) : law;
}

/** 이 법 in a decree is written by mistake for 법, and 이 영 in rules for 영. */
function ownLaw<T>(of: '법' | '영' | undefined, state: ReadingState<T>): ReferredLaw<T> {
  const own = state.context.law ? rankOf(state.context.law) : undefined;
  const isHigher = (of === '법' && own) || (of === '영' && own === '시행규칙');
  return of && isHigher ? bareLaw(of, state) : { kind: 'unstated' };
}

function ownSubordinate<T>(
  rank: '시행령' | '시행규칙',
  { context, laws }: ReadingState<T>,
): ReferredLaw<T> {
  return context.law
    ? lawOfName(`${withoutRank(context.law)} ${rank}`, laws)
    : { kind: 'unstated', rank };
}

/** 법 in a decree is the law of the decree; 영 in rules is its decree. */
function bareLaw<T>(word: BareWord, state: ReadingState<T>): ReferredLaw<T> {
  const { context, laws, isOfficial } = state;
  const own = context.law ? rankOf(context.law) : undefined;
  if (word === '법') {
    if (own) return lawOfName(withoutRank(context.law ?? ''), laws);
    return isOfficial ? { kind: 'unknown-name', name: word } : { kind: 'unstated' };
  }
  if (word === '규칙' && !context.law) return { kind: 'unknown-name', name: word };
  const rank = RANK_OF_WORD[word];
  if (own === rank) return { kind: 'unstated' };
  const { text: last } = frameOf(state).memory;
  return !context.law && last ? subordinateOf(last, rank, laws) : ownSubordinate(rank, state);
}

type BareWord = Extract<LawWord<unknown>, { kind: 'bare' }>['word'];
const RANK_OF_WORD = {
  영: '시행령',
  규칙: '시행규칙',
  시행령: '시행령',
  시행규칙: '시행규칙',
} as const;

/** Where the text itself stands; in what is no official text, the place named last. */
export function baseFor<T>(state: ReadingState<T>): Place {
  if (state.isOfficial) return state.lineAt;
  const last = frameOf(state).memory.draft;
  return last?.to ?? last?.place ?? {};
}

/** The deepest part of a place. */
export const deepest = (place: Place): Level =>
  [...LEVELS].reverse().find((level) => place[level]) ?? 'article';
