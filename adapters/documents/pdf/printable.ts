import type { FontFace } from './font-face.ts';

/** Stands for what the font has no glyph for. */
const NO_GLYPH_SIGN = '□';

/** Shown by nothing of its own: may go without a sign. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
/** Leans on the character before it, and goes with it. */
const LEANING = /[\p{M}\p{EMod}]/u;
const JOINER = '\u200d';

/**
 * A text with {@link NO_GLYPH_SIGN} for each character that the font lacks: one for a letter with its marks, or for emoji that are
 * joined. Nothing visible goes without a sign.
 */
export function printable(text: string, face: Pick<FontFace, 'has'>): string {
  let printed = '';
  let isAfterSign = false;
  let isJoined = false;
  for (const character of text) {
    if (character === '\n' || face.has(character.codePointAt(0) ?? 0)) {
      printed += character;
      isAfterSign = false;
    } else if (
      !IGNORABLE.test(character) &&
      !(isAfterSign && (isJoined || LEANING.test(character)))
    ) {
      printed += NO_GLYPH_SIGN;
      isAfterSign = true;
    }
    isJoined = character === JOINER;
  }
  return printed;
}
