import type { Run } from '../../bot/message.ts';
import { LARGEST_PIECE, LONGEST_PIECE } from './limits.ts';
import { safeUrl, textCost, unitCost } from './mrkdwn.ts';

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** JSON around a run. */
const RUN_FRAME = 80;

/** Runs in pieces that each fit in one block. Joined they are the same runs: nothing is dropped, not even a space. */
export function cutRuns(runs: readonly Run[]): readonly (readonly Run[])[] {
  const pieces: Run[][] = [[]];
  let room = { cost: LONGEST_PIECE, weight: LARGEST_PIECE };
  const turn = () => {
    pieces.push([]);
    room = { cost: LONGEST_PIECE, weight: LARGEST_PIECE };
  };
  const put = (run: Run) => {
    const cost = textCost(run.text);
    room = { cost: room.cost - cost, weight: room.weight - weightOf(run) };
    pieces.at(-1)?.push(run);
  };
  for (const run of runs) {
    let rest = run;
    while (rest.text) {
      const isFresh = pieces.at(-1)?.length === 0;
      const space = Math.min(room.cost, room.weight - weightOf({ ...rest, text: '' }));
      const end = partThatFits(rest, space, isFresh);
      if (end > 0) put({ ...rest, text: rest.text.slice(0, end) });
      rest = { ...rest, text: rest.text.slice(end) };
      if (rest.text) turn();
    }
  }
  return pieces.filter((piece) => piece.length > 0);
}

/** How much of a run goes into a block that has this much space. A link stays whole where a block of its own can hold it. */
function partThatFits(run: Run, space: number, isFresh: boolean): number {
  if (textCost(run.text) <= space) return run.text.length;
  if (space <= 0 || (isWhole(run) && !isFresh)) return 0;
  return breakBefore(run.text, space, isFresh);
}

/** What a run takes as JSON. */
const weightOf = ({ text, url }: Run): number =>
  textCost(text) + (url ? (safeUrl(url)?.length ?? 0) : 0) + RUN_FRAME;

const isWhole = (run: Run): boolean => run.url !== undefined && textCost(run.text) <= LONGEST_PIECE;

/** The first part of a text that costs no more, cut at a grapheme. */
export function startOf(text: string, room: number): string {
  if (textCost(text) <= room) return text;
  const { index } = graphemes.segment(text).containing(reach(text, room)) ?? { index: 0 };
  return text.slice(0, index);
}

/**
 * Where to cut so that the first part fits: behind a line, else behind a word, else between two graphemes.
 *
 * @param mustMove - A whole block is free: cut even a grapheme that is longer than one, rather than never end.
 * @returns 0 where nothing fits.
 */
function breakBefore(text: string, room: number, mustMove: boolean): number {
  const end = reach(text, room);
  const segments = graphemes.segment(text);
  const isBoundary = (at: number) => segments.containing(at)?.index === at;
  const last = segments.containing(end)?.index ?? 0;
  for (const [mark, share] of [
    ['\n', 0.5],
    [' ', 0.8],
  ] as const) {
    const behind = text.lastIndexOf(mark, last - 1) + 1;
    if (behind > last * share && isBoundary(behind)) return behind;
  }
  if (last > 0 || !mustMove) return last;
  return isLowSurrogate(text, end) ? end - 1 : end;
}

/** How many UTF-16 units from the start fit in. */
function reach(text: string, room: number): number {
  let spent = 0;
  for (let at = 0; at < text.length; at += 1) {
    spent += unitCost(text.charCodeAt(at));
    if (spent > room) return at;
  }
  return text.length;
}

const isLowSurrogate = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xdc00;
