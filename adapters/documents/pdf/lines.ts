/** A line ends after these. Others of that look, like the no-break space, hold words together. */
const WORDS =
  /[^ \u2002-\u2006\u2008-\u200a\u3000]+[ \u2002-\u2006\u2008-\u200a\u3000]*|[ \u2002-\u2006\u2008-\u200a\u3000]+/gu;
const MARK = /\p{M}/u;

/**
 * Breaks a text into lines of at most this width, between words; where a word alone is wider, within it. Each line of the text
 * starts a new line. Space at the end of a line stays there and may stand out: joined, the lines are the text without its line
 * ends.
 *
 * @param widthOf - Of a text, in the same unit as the width.
 */
export function breakLines(
  text: string,
  width: number,
  widthOf: (text: string) => number,
): readonly string[] {
  return text.split('\n').flatMap((line) => breakLine(line, width, widthOf));
}

function breakLine(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const [word] of text.matchAll(WORDS)) {
    const letters = word.trimEnd();
    const letterWidth = widthOf(letters);
    if (filled + letterWidth > width && letterWidth <= width) {
      lines.push(line);
      [line, filled] = ['', 0];
    }
    if (letterWidth > width) {
      const pieces = breakWord(letters, width, filled, widthOf);
      const last = pieces.pop() ?? '';
      for (const piece of pieces) {
        lines.push(line + piece);
        [line, filled] = ['', 0];
      }
      line += last;
      filled += widthOf(last);
    } else {
      line += letters;
      filled += letterWidth;
    }
    const space = word.slice(letters.length);
    line += space;
    filled += widthOf(space);
  }
  return [...lines, line];
}

/** @param filled - How much of the first line is taken. The first piece is empty where nothing fits beside that. */
function breakWord(
  word: string,
  width: number,
  filled: number,
  widthOf: (text: string) => number,
): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = filled;
  for (const character of word) {
    const characterWidth = widthOf(character);
    const isFull = used + characterWidth > width && used > 0;
    if (isFull && !MARK.test(character)) {
      pieces.push(piece);
      [piece, used] = ['', 0];
    }
    piece += character;
    used += characterWidth;
  }
  return [...pieces, piece];
}
