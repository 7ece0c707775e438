import type { Words, WordsByLanguage } from '../../bot/words.ts';
import { type Bilingual, LANGUAGES, type Language } from '../../knowledge/language.ts';

/** Says things in the language of a person; in both, one behind the other, where it is not known. */
export interface Tongue {
  readonly languages: readonly Language[];
  /** A line of data. */
  line(of: Bilingual): string;
  /** A line of ours. */
  said(pick: (words: Words) => string): string;
}

export function tongueOf(words: WordsByLanguage, language: Language | undefined): Tongue {
  const languages = language ? [language] : LANGUAGES;
  const line = (of: Bilingual) => languages.map((one) => of[one]).join(' / ');
  return { languages, line, said: (pick) => line({ ko: pick(words.ko), en: pick(words.en) }) };
}
