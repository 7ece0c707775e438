import type { LawArticle } from './law-articles.ts';
import type { Query, WantedArticle } from './messages.ts';
import { sample } from './sample.ts';

/** How many queries are made of each kind. */
const TITLES = 300;
const LAWS_AND_TITLES = 200;
const SENTENCES = 100;

/** An article title that is longer is no short query. Words. */
const MOST_TITLE_WORDS = 5;
/** Sentences as long as what people paste. Words. */
const SENTENCE_WORDS = { least: 15, most: 40 };

/** Texts that queries are made from; of those that several articles have, the first article. */
class Candidates {
  readonly #wanted = new Map<string, WantedArticle>();
  readonly #repeated = new Set<string>();

  add(text: string, wanted: WantedArticle): void {
    if (this.#wanted.has(text)) this.#repeated.add(text);
    else this.#wanted.set(text, wanted);
  }

  /** Texts, however many articles have them. */
  texts(): readonly string[] {
    return [...this.#wanted.keys()];
  }

  /** Texts that one article alone has. */
  known(): readonly { readonly text: string; readonly wanted: WantedArticle }[] {
    return [...this.#wanted]
      .filter(([text]) => !this.#repeated.has(text))
      .map(([text, wanted]) => ({ text, wanted }));
  }
}

/**
 * Queries made from the law text itself, the same for everyone who has the same text, in mixed order.
 *
 * @param typed - Queries as people type them.
 * @param most - Of each set.
 */
export function makeQueries(
  articles: Iterable<LawArticle>,
  typed: readonly string[],
  most = Number.POSITIVE_INFINITY,
): readonly Query[] {
  const titles = new Candidates();
  const lawsAndTitles = new Candidates();
  const sentences = new Candidates();
  for (const { number, file, law, article } of articles) {
    const wanted = { number, file, article: article.number };
    if (article.title) {
      if (wordsIn(article.title) <= MOST_TITLE_WORDS) titles.add(article.title, wanted);
      lawsAndTitles.add(`${law} ${article.title}`, wanted);
    }
    for (const { text } of article.paragraphs) {
      const sentence = firstSentence(text);
      if (isLong(sentence)) sentences.add(sentence, wanted);
    }
  }
  const drawn = <T>(items: readonly T[], count: number, keyOf: (item: T) => string) =>
    sample(items, Math.min(count, most), keyOf);
  const queries: readonly Query[] = [
    ...drawn(titles.texts(), TITLES, (text) => text).map((text) => ({
      set: 'title' as const,
      text,
    })),
    ...drawn(lawsAndTitles.known(), LAWS_AND_TITLES, ({ text }) => text).map((known) => ({
      set: 'law and title' as const,
      ...known,
    })),
    ...drawn(sentences.known(), SENTENCES, ({ text }) => text).map((known) => ({
      set: 'sentence' as const,
      ...known,
    })),
    ...typed.slice(0, most).map((text) => ({ set: 'typed' as const, text })),
  ];
  return sample(queries, queries.length, ({ set, text }) => `${set}\n${text}`);
}

const wordsIn = (text: string): number => text.trim().split(/\s+/).length;

function isLong(sentence: string): boolean {
  const words = wordsIn(sentence);
  return words >= SENTENCE_WORDS.least && words <= SENTENCE_WORDS.most;
}

/** Without its paragraph mark; empty where the first line has no whole sentence. */
function firstSentence(paragraph: string): string {
  const [line = ''] = paragraph.replace(/^[①-⑳㉑-㉚]\s*/, '').split('\n');
  return line.slice(0, Math.max(0, line.search(/(?<=다)\./))).trim();
}
