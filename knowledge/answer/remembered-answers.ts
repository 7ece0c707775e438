import { createHash } from 'node:crypto';
import type { Answer, Asked, Outcome } from './answer.ts';

/** Those that depend on nothing but the question, the corpus and the day; what is said of law text depends on its folder. */
const LASTING: ReadonlySet<Outcome> = new Set([
  'answered',
  'answered-article',
  'about-bot',
  'emergency',
  'asked-back',
  'declined',
  'out-of-scope',
  'complaint-started',
]);

/** About 2 kB each. */
const MOST = 1000;

/** Examples, guides and campaigns bring the same question in a rush; nobody needs it longer. */
const KEPT_MS = 5 * 60 * 1000;

export interface RememberOptions {
  /** Anything that is another value once remembered answers do not hold any more: the day, the laws at hand. */
  readonly version: () => readonly unknown[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Answers a question that was asked a moment ago as it was answered then. Only the finding is remembered, never the proof:
 * every citation is proven anew when the answer is put into words. Of the question only a digest is kept.
 *
 * @param shown - What an answer shows of a question.
 */
export function rememberAnswers(
  answer: (asked: Asked) => Promise<Answer>,
  shown: (text: string) => string,
  { version, clock }: RememberOptions,
): (asked: Asked) => Promise<Answer> {
  const kept = new Map<string, { readonly answer: Answer; readonly at: number }>();
  let current: readonly unknown[] = [];

  const forgetOutdated = (): void => {
    const now = version();
    if (now.every((part, at) => part === current[at])) return;
    kept.clear();
    current = now;
  };

  return async (asked) => {
    forgetOutdated();
    const key = digestOf(asked);
    const before = kept.get(key);
    if (before && clock() - before.at < KEPT_MS)
      return { ...before.answer, question: shown(asked.text) };
    kept.delete(key);
    const found = await answer(asked);
    // A correction stands on proofs of its own, which are not looked at again.
    if (!LASTING.has(found.outcome) || found.correction) return found;
    kept.set(key, { answer: { ...found, question: '' }, at: clock() });
    const [oldest] = kept.size > MOST ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return found;
  };
}

const digestOf = ({ text, language, history = [] }: Asked): string =>
  createHash('sha256')
    .update(JSON.stringify([text, language ?? '', history]))
    .digest('base64');
