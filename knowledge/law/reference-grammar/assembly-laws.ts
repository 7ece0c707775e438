import type { Mark, Rank, ReferredLaw } from '../reference-model.ts';
import { rankOf, subordinateOf } from './law-words.ts';
import { AFTER_BARE, AFTER_JOINED, BESIDE, BESIDE_RANK, gapOf, OF_LAW } from './links.ts';
import { countOf, frameOf, lawOfWord, type ReadingState, remember } from './state.ts';
import { type LawAt, unknownBefore } from './unknown-names.ts';

type LawMark<T> = Extract<Mark<T>, { kind: 'law' }>;

/** Takes up a law that the text names: for the number behind it, or for those before it. */
export function readLawMark<T>(
  mark: LawMark<T>,
  next: Mark<T> | undefined,
  state: ReadingState<T>,
): void {
  const frame = frameOf(state);
  if (mark.word.kind === 'outside') {
    refuseOutside(mark, state);
    return;
  }
  const { law, start } = lawAt(mark, state);
  if (isOfLawNext(mark, next, state)) {
    state.pendingRank = { law, start, end: mark.end };
    return;
  }
  delete state.pendingRank;
  remember(state, law);
  if (belongsBefore({ ...mark, start }, next, state)) {
    giveToGroup(law, start, mark.end, state);
    return;
  }
  Object.assign(frame, { last: 'law', law, lawStart: start, end: mark.end });
  frame.lawAt = countOf(state);
  frame.isFresh = false;
}

function refuseOutside<T>(mark: LawMark<T>, state: ReadingState<T>): void {
  if (mark.word.kind !== 'outside') return;
  const frame = frameOf(state);
  const { why, holds } = mark.word;
  const refusal = { start: mark.start, end: mark.end, why, holds };
  state.refusals.push(refusal);
  if (refusal.why === 'annex') frame.memory = { ...frame.memory, isAnnex: true };
  Object.assign(frame, { last: 'outside', end: mark.end, outside: refusal, isFresh: false });
}

/** The law of a mark together with what stands before it: "개보법" and "시행령", "decree of the" and "PIPA". */
function lawAt<T>(mark: LawMark<T>, state: ReadingState<T>): LawAt<T> {
  const { laws, pendingRank } = state;
  const law = lawOfWord(mark.word, state);
  if (pendingRank?.law.kind === 'unstated' && pendingRank.law.rank) {
    return { law: subordinateOf(law, pendingRank.law.rank, laws), start: pendingRank.start };
  }
  const rank = mark.word.kind === 'bare' ? rankOf(mark.word.word) : undefined;
  const ranked = rank ? rankedAt(mark, rank, law.kind === 'unstated', state) : undefined;
  const named = isLawWord(mark) ? unknownBefore(mark.end, state) : undefined;
  return ranked ?? named ?? { law, start: mark.start };
}

/** 시행령 right behind the name of its law, one of ours or one that nobody gave us. */
function rankedAt<T>(
  { start }: LawMark<T>,
  rank: Rank,
  isUnstated: boolean,
  state: ReadingState<T>,
): LawAt<T> | undefined {
  const { text, laws } = state;
  const frame = frameOf(state);
  const gap = gapOf(text, frame.end, start);
  if (frame.last === 'law' && frame.law && gap !== undefined && BESIDE_RANK.test(gap)) {
    return { law: subordinateOf(frame.law, rank, laws), start: frame.lawStart };
  }
  const owner = isUnstated ? unknownBefore(start, state) : undefined;
  return owner && { law: subordinateOf(owner.law, rank, laws), start: owner.start };
}

/** 법 before a number: "AI 법", "… 에 관한 법률" and "미국 법" are names. */
const isLawWord = <T>({ word, language }: LawMark<T>): boolean =>
  language === 'ko' && word.kind === 'bare' && word.word === '법';

/** "the Enforcement Decree | of the | PIPA": the law comes next. */
function isOfLawNext<T>(
  mark: LawMark<T>,
  next: Mark<T> | undefined,
  { text }: ReadingState<T>,
): boolean {
  if (mark.language !== 'en' || mark.word.kind !== 'bare' || next?.kind !== 'law') return false;
  const gap = gapOf(text, mark.end, next.start);
  return gap !== undefined && OF_LAW.test(gap);
}

/** "Article 9 of the Civil Act", "제23조(민법)", "Art. 23 PIPA": the law stands behind its number. */
function belongsBefore<T>(
  mark: LawMark<T>,
  next: Mark<T> | undefined,
  state: ReadingState<T>,
): boolean {
  const frame = frameOf(state);
  const gap = gapOf(state.text, frame.end, mark.start);
  if (frame.last !== 'unit' || gap === undefined || frame.group.length === 0) return false;
  if (frame.group.every(({ lawFrom }) => lawFrom === 'before')) return false;
  if (AFTER_JOINED.test(gap)) return true;
  if (state.isOfficial || !AFTER_BARE.test(gap)) return false;
  if (frame.adjoins && frame.isFresh) return next?.kind === 'close' && next.start === mark.end;
  return !hasOwnNumber(mark, next, state);
}

function hasOwnNumber<T>(
  mark: LawMark<T>,
  next: Mark<T> | undefined,
  { text }: ReadingState<T>,
): boolean {
  if (next?.kind === 'places') return false;
  if (next?.kind === 'law') return next.word.kind === 'bare';
  if (next?.kind !== 'unit' && next?.kind !== 'relative') return false;
  const gap = gapOf(text, mark.end, next.start);
  return gap !== undefined && BESIDE.test(gap);
}

function giveToGroup<T>(
  law: ReferredLaw<T>,
  start: number,
  end: number,
  state: ReadingState<T>,
): void {
  const frame = frameOf(state);
  for (const draft of frame.group) {
    if (draft.lawFrom === 'before') continue;
    draft.law = law;
    draft.lawFrom = 'before';
  }
  const last = frame.group.at(-1);
  if (last && last === state.drafts.at(-1) && !frame.adjoins) last.end = Math.max(last.end, end);
  Object.assign(frame, { last: 'unit', end, group: [], law, lawStart: start, isFresh: false });
}
