import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import { fill } from '../../bot/words.ts';
import { MOST_SELECTED } from './queue-bulk.ts';
import { MOST_VIEWS } from './queue-views.ts';

export interface Notice {
  readonly text: string;
  readonly isProblem: boolean;
}

/** The words for what the address says was done; undefined where it says nothing that we say. */
export function noticeOf(address: string, words: DeskWords['queue']): Notice | undefined {
  const given = new URLSearchParams(address);
  const [count, not] = [numberIn(given.get('count')), numberIn(given.get('not'))];
  const did = given.get('did') ?? '';
  const problem = Object.hasOwn(PROBLEMS, did) ? PROBLEMS[did] : undefined;
  if (problem) return { text: problem(words), isProblem: true };
  const line = Object.hasOwn(DONE, did) ? DONE[did] : undefined;
  if (!line) return undefined;
  const done = fill(words[line], { count });
  return not > 0
    ? { text: `${done} ${fill(words.didNot, { count: not })}`, isProblem: true }
    : { text: done, isProblem: false };
}

const DONE: Readonly<Record<string, keyof DeskWords['queue']>> = {
  take: 'did-take',
  snooze: 'did-snooze',
  'view-saved': 'viewSaved',
  'view-deleted': 'viewDeleted',
};

const PROBLEMS: Readonly<Record<string, (words: DeskWords['queue']) => string>> = {
  'none-selected': (words) => words.noneSelected,
  'too-many-selected': (words) => fill(words.tooManySelected, { count: MOST_SELECTED }),
  'view-needs-name': (words) => words.viewNeedsName,
  'too-many-views': (words) => fill(words.tooManyViews, { count: MOST_VIEWS }),
};

const numberIn = (text: string | null): number => (/^\d{1,3}$/.test(text ?? '') ? Number(text) : 0);
