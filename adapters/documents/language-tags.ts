import type { Language } from '../../knowledge/language.ts';

/** As files name a language. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { ko: 'ko-KR', en: 'en-GB' };
