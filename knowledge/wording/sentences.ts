/** A full stop behind these ends no sentence. */
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|cf|vs|no|art|arts|para|v|Mr|Ms|Dr|St|U\.S|U\.K)|\b[A-Z]|\d)$/i;

/** The sentences of a text, in order, nothing lost but the space between them. */
export function sentencesOf(text: string): readonly string[] {
  const pieces = text.trim().split(/(?<=[.!?。][”’"')\]]?)\s+/u);
  const sentences: string[] = [];
  for (const piece of pieces) {
    const before = sentences.at(-1);
    const bare = before?.replace(/[.!?]+$/, '') ?? '';
    if (before?.endsWith('.') && ABBREVIATION.test(bare) && !/\d{4}$/.test(bare)) {
      sentences[sentences.length - 1] = `${before} ${piece}`;
    } else if (piece) sentences.push(piece);
  }
  return sentences;
}
