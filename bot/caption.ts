/** As long as a line under a picture may be, in units of UTF-16. */
const MOST_UNITS = 200;

/** Letters that look like nothing: fillers of Hangul, the empty sign of Braille. */
const BLANK = /[\u3164\uffa0\u2800]/g;

/**
 * Control and format characters, among them the marks that turn the direction of what follows, and tags that nobody sees.
 * Kept are the joiners, which hold emoji and some scripts together.
 */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\ufff9-\ufffb]/gu;

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** What somebody wrote under a picture, as one line that cannot disturb the page around it. Empty: nothing is left of it. */
export function cleanCaption(text: string): string {
  const line = text
    .toWellFormed()
    .replaceAll('\ufffd', '')
    .replace(BLANK, ' ')
    // The mark of byte order counts as white space in JavaScript, but nobody sees it.
    .replace(/[^\S\ufeff]+/g, ' ')
    .replace(INVISIBLE, '')
    // Only now: letters that something invisible kept apart compose as well.
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .trim();
  return line.length <= MOST_UNITS ? line : cut(line);
}

/** Never inside a letter with its marks, or an emoji. */
function cut(line: string): string {
  let end = 0;
  for (const { index, segment } of graphemes.segment(line)) {
    if (index + segment.length > MOST_UNITS) break;
    end = index + segment.length;
  }
  return line.slice(0, end).trimEnd();
}
