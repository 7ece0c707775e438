/** Keys of what is said on figures, charts and exports; the words are in `bot/words/desk/figures.yaml`. */
export const FIGURES_WORDS = ['title'] as const;
