import type { Language } from '../language.ts';
import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';
import { anyOf, type WordingRules } from './wording-rules.ts';

const LONGEST: Readonly<Record<Language, number>> = { ko: 400, en: 700 };

/** Signs that nobody sees, or that turn the direction of writing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\ufffd\ufff9-\ufffc]/u;
/** Letters that are neither Hangul nor Latin, digits of other scripts, accents that stand on anything, and Latin in disguise. */
const FOREIGN =
  /(?!\p{Script=Hangul}|\p{Script=Latin}|[ㆍᆞ])\p{L}|\p{M}|(?![0-9])\p{Nd}|[\u1100-\u11ff\uff21-\uff5a\u{1d400}-\u{1d7ff}\u24b6-\u24e9]/gu;
const MARKUP =
  /<\/?[a-z!][^>]*>|<\/?[a-z]+$|&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});|\*\*|__|~~|`|^\s*(?:#{1,6}\s|[-*+>•]\s|\d{1,2}[.)]\s)|!?\[[^\]]*\]\s*\(|\[\[|\]\]|\\[nrtux"]|\|.*\||\$\{|\{\{|\}\}/iu;
const CODE =
  /[{}]|\[\s*["'[{]|"\s*:\s*["[{\d]|=>|\bfunction\s*\(|;\s*$|\b(?:SELECT|DROP|INSERT)\s+(?:TABLE|FROM|INTO|\*)|<\||\|>|\[\/?INST\]|^\s*V\s*:|\[[A-Z]\d{1,2}(?:\s*[,;]\s*[A-Z]\d{1,2})*\]/u;
/** A line of what it was given, repeated as it stood there. */
const ECHO =
  /^\(?(?:answer|reason|change|step|correction|companion|provision)(?:, [a-z]+)?\)|\{[^}]*;/i;
const PICTURES = /\p{Extended_Pictographic}(?<![©®™])/u;

/** The form of a sentence: what a program or a trickster writes, and no writer of this answer would. */
export function formCheck({ programTalk }: WordingRules['form']) {
  const talk = anyOf(programTalk);
  return ({ text: written }: Reading, { cited, language }: Evidence): readonly Fault[] => {
    const text = written.normalize('NFC');
    const isOdd =
      INVISIBLE.test(text) ||
      MARKUP.test(text) ||
      CODE.test(text) ||
      PICTURES.test(text) ||
      ECHO.test(text) ||
      talk.test(text) ||
      [...text.matchAll(FOREIGN)].some(([letter]) => !cited.includes(letter.toLowerCase()));
    return [
      ...(isOdd ? (['form'] as const) : []),
      ...(text.length > LONGEST[language] ? (['too-long'] as const) : []),
    ];
  };
}
