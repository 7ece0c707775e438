/**
 * Characters nobody sees and nobody needs in a question: control characters, zero-width and direction marks,
 * the soft hyphen, variation selectors, and the Unicode tags that carry hidden instructions to language models.
 */
const INVISIBLE = /[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

const LINE_BREAK = /[\n\r\t\u0085\u2028\u2029]+/g;

/** A question as we read and store it: NFC, well-formed, one line, nothing invisible, trimmed. */
export function plainText(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll('\ufffd', ' ')
      .replace(LINE_BREAK, ' ')
      .replace(INVISIBLE, '')
      // Only now: letters that something invisible kept apart compose as well.
      .normalize('NFC')
      .replace(/\s+/g, ' ')
      .trim()
  );
}

/** For comparing only: width and compatibility forms folded, lower case. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
