import { widthInCells } from './display-width.ts';

/** A table in which every row has as many cells as the widest, so that it can be drawn. */
export interface TableShape {
  readonly rows: readonly (readonly string[])[];
  /** How much of the width each column takes; together 1. Empty: there is nothing to draw. */
  readonly shares: readonly number[];
}

/** Beyond this many cells a longer text makes a column no wider: it is broken into lines. */
const MOST_NATURAL = 60;
/** A word up to this long is not broken as long as another column can give way. */
const MOST_WORD = 16;
const PADDING = 2;
const LEAST_LABEL_SHARE = 0.2;
const MOST_LABEL_SHARE = 0.4;
/** Cells of body text in one line of a page. */
const LINE_CELLS = 84;

export function shapeTable(rows: readonly (readonly string[])[]): TableShape {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const filled = rows.map((row) => Array.from({ length: columns }, (_, at) => row[at] ?? ''));
  const wanted = Array.from({ length: columns }, (_, at) =>
    wantedCells(filled.map((row) => row[at] ?? '')),
  );
  const least = wanted.reduce((sum, { word }) => sum + word, 0);
  const more = wanted.reduce((sum, { line, word }) => sum + line - word, 0);
  const free = Math.max(0, LINE_CELLS - least);
  const cells = wanted.map(
    ({ line, word }) => word + (more > 0 ? (free * (line - word)) / more : 0),
  );
  const total = cells.reduce((sum, one) => sum + one, 0);
  return { rows: filled, shares: cells.map((one) => one / total) };
}

/** How much of the width the labels of a table of fields take. */
export function labelShare(labels: readonly string[]): number {
  const widest = labels.reduce((most, label) => Math.max(most, widthInCells(label)), 0);
  return Math.min(MOST_LABEL_SHARE, Math.max(LEAST_LABEL_SHARE, (widest + 4) / LINE_CELLS));
}

/** What a column would need for its longest word and for its longest line. */
function wantedCells(texts: readonly string[]): { readonly word: number; readonly line: number } {
  let [word, line] = [0, 0];
  for (const text of texts) {
    for (const part of text.split('\n')) line = Math.max(line, widthInCells(part));
    for (const part of text.split(/\s+/)) word = Math.max(word, widthInCells(part));
  }
  const leastWord = Math.min(word, MOST_WORD) + PADDING;
  return { word: leastWord, line: Math.max(leastWord, Math.min(line, MOST_NATURAL) + PADDING) };
}
