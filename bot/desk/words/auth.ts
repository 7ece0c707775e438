/** Keys of what is said on signing in and on accounts; the words are in `bot/words/desk/auth.yaml`. */
export const AUTH_WORDS = ['title'] as const;
