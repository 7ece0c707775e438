import type { Mark } from '../reference-model.ts';
import { readLawMark } from './assembly-laws.ts';
import { readUnitMark } from './assembly-units.ts';
import { gapOf } from './links.ts';
import { type Frame, frameOf, freshFrame, type ReadingState } from './state.ts';

/** Puts marks together to references, in the order of the text. */
export function assemble<T>(marks: readonly Mark<T>[], state: ReadingState<T>): void {
  for (const [index, mark] of marks.entries()) step(mark, marks[index + 1], state);
}

function step<T>(mark: Mark<T>, next: Mark<T> | undefined, state: ReadingState<T>): void {
  switch (mark.kind) {
    case 'line':
      state.frames.splice(0, state.frames.length, freshFrame(mark.end, state.frames[0]?.memory));
      moveTo(mark, state);
      return;
    case 'open':
      open(mark.start, mark.end, state);
      return;
    case 'close':
      close(mark.end, state);
      return;
    case 'tail':
    case 'until':
      lengthen(mark.start, mark.end, state);
      return;
    case 'law':
      readLawMark(mark, next, state);
      return;
    case 'unit':
    case 'relative':
    case 'places':
      readUnitMark(mark, state);
  }
}

/** A line that begins with ②, 3. or 나. is that paragraph, item or sub-item. */
function moveTo<T>({ at }: Extract<Mark<T>, { kind: 'line' }>, state: ReadingState<T>): void {
  if (!state.isOfficial || !at) return;
  const { article, paragraph, item } = state.lineAt;
  const whole = { ...(article && { article }) };
  if (at.level === 'paragraph') state.lineAt = { ...whole, paragraph: at.number };
  else if (at.level === 'item') {
    state.lineAt = { ...whole, ...(paragraph && { paragraph }), item: at.number };
  } else {
    const above = { ...whole, ...(paragraph && { paragraph }), ...(item && { item }) };
    state.lineAt = { ...above, subitem: at.number };
  }
}

/** In a bracket right behind a law or a number the text goes on about that: "제15조(제2항을 제외한다)". */
function open<T>(start: number, end: number, state: ReadingState<T>): void {
  const outer = frameOf(state);
  const adjoins = /^(?:의\s?죄)?\s?$/.test(gapOf(state.text, outer.end, start) ?? '-');
  const inner: Frame<T> =
    adjoins && outer.last !== 'none'
      ? { ...outer, end, adjoins: true, isFresh: true }
      : { ...freshFrame<T>(end, outer.memory), isFresh: true };
  state.frames.push(inner);
}

/** Behind the bracket the text goes on with what was before it. */
function close<T>(end: number, state: ReadingState<T>): void {
  if (state.frames.length < 2) return;
  const inner = state.frames.pop();
  const outer = frameOf(state);
  // What the bracket brought up counts only where there was nothing before it.
  const memory = { ...inner?.memory, ...outer.memory };
  if (inner?.adjoins) outer.end = end;
  else if (inner?.last === 'law') {
    // "(개보법) 제23조"
    Object.assign(outer, { ...inner, end, adjoins: outer.adjoins, isFresh: false });
  }
  outer.memory = memory;
}

/** 본문, 각 호, 까지 belong to the reference that they follow. */
function lengthen<T>(start: number, end: number, state: ReadingState<T>): void {
  const frame = frameOf(state);
  const { draft } = frame;
  const gap = state.text.slice(frame.end, start);
  if (frame.last !== 'unit' || !draft || start < frame.end || !/^\s{0,2}(?:의\s)?$/.test(gap))
    return;
  if (draft === state.drafts.at(-1)) draft.end = end;
  frame.end = end;
}
