/** Keys of what is said on the page of a case; the words are in `bot/words/desk/case.yaml`. */
export const CASE_WORDS = ['title'] as const;
