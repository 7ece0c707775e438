/**
 * Characters nobody sees and nobody needs in a question: control characters, zero-width and direction marks,
 * the soft hyphen, variation selectors, and the Unicode tags that carry hidden instructions to language models.
 */
const INVISIBLE =
  /[\p{Cc}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/gu;

const LINE_BREAK = /[\n\r\t\u0085\u2028\u2029]+/g;

/** A question as we read and store it: NFC, well-formed, one line, nothing invisible, trimmed. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\ufffd', ' ')
    .replace(LINE_BREAK, ' ')
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** For comparing only: width and compatibility forms folded, lower case. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
