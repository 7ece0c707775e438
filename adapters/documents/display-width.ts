/** Characters that take two cells of a line, as a terminal or an editor with a fixed pitch shows them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /\p{M}|\u200c|\u200d/u;

/** How wide a text stands in a fixed pitch: 2 for each character of Korean, Chinese or Japanese, 0 for a mark on another. */
export function widthInCells(text: string): number {
  let width = 0;
  for (const character of text) {
    if (WIDE.test(character)) width += 2;
    else if (!NO_WIDTH.test(character)) width += 1;
  }
  return width;
}

export const padToCells = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthInCells(text)));
