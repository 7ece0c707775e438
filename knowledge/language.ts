/** The two languages we answer in. Korean and English are equal: whatever exists in one exists in the other. */
export type Language = 'ko' | 'en';

export const LANGUAGES = ['ko', 'en'] as const satisfies readonly Language[];

/** The same content in both languages. */
export interface Bilingual {
  readonly ko: string;
  readonly en: string;
}
