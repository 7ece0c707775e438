import type { DeskWords } from '../../bot/desk/words/desk-words.ts';

/** One line of the list: any of the keys, each pressed alone or, where there are two in it, one after the other. */
export interface ShortcutView {
  readonly keys: readonly (readonly string[])[];
  readonly does: string;
}

/** What `static/queue.js` listens to. */
const SHORTCUTS: readonly (readonly [keyof DeskWords['queue'], readonly string[]])[] = [
  ['key-next', ['j']],
  ['key-previous', ['k']],
  ['key-open', ['Enter', 'o']],
  ['key-select', ['x']],
  ['key-take', ['a']],
  ['key-snooze', ['s']],
  ['key-search', ['/']],
  ['key-filters', ['f']],
  ['key-next-page', ['n']],
  ['key-previous-page', ['p']],
  ['key-queue', ['g q']],
  ['key-figures', ['g f']],
  ['key-help', ['?']],
];

export const shortcutViews = (words: DeskWords['queue']): readonly ShortcutView[] =>
  SHORTCUTS.map(([does, keys]) => ({
    does: words[does],
    keys: keys.map((key) => key.split(' ')),
  }));
