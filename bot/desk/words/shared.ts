/** Keys of what is said on every page of the desk: header, roles, statuses of clocks, refusals; the words are in `bot/words/desk/shared.yaml`. */
export const SHARED_WORDS = ['title'] as const;
