/** A full stop behind these ends no sentence. */
const ABBREVIATION = /\b(?:e\.g|i\.e|etc|cf|vs|no|arts?|para|Mr|Ms|Dr|St|U\.S|U\.K|[A-Z])\.$/i;

/** The sentences of a text, in order, nothing lost but the space between them. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  for (const piece of text.trim().split(/(?<=[.!?。][”’"')\]]?)\s+/u)) {
    const before = sentences.at(-1);
    if (before && goesOn(before, piece)) sentences[sentences.length - 1] = `${before} ${piece}`;
    else if (piece) sentences.push(piece);
  }
  return sentences;
}

/** Behind an abbreviation, and within or behind a date such as `2026. 9. 11.` */
const goesOn = (before: string, next: string): boolean =>
  ABBREVIATION.test(before) ||
  /\d\. \d{1,2}\.$/.test(before) ||
  (/\d\.$/.test(before) && /^\d/.test(next));
