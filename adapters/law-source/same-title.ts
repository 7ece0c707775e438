/** A title as far as it tells laws apart: without spaces, quotation marks and dots (ㆍ · ‧ • ・), NFC. */
const squashed = (title: string): string =>
  title.normalize('NFC').replace(/[\s\u318D\u00B7\u2027\u2022\u30FB\uFF65「」]/g, '');

/** Whether two spellings name the same law. */
export const sameTitle = (a: string, b: string): boolean => squashed(a) === squashed(b);
