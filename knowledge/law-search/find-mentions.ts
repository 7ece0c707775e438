import { type LawFolder, statuteIn } from '../law/law-folder.ts';
import { RUN } from '../search/tokens.ts';
import type { TextIndex } from '../text-search/text-index.ts';
import type { Hit } from '../text-search/text-index-data.ts';
import type { Mentions } from './article-search.ts';
import type { ArticleTable } from './article-table.ts';
import type { LawRanking } from './law-ranking.ts';
import { spellingsOf, wordingTest } from './wording-spellings.ts';
import { certainTerms, likelyTerms } from './wording-terms.ts';

/** So many articles are looked into to see whether a wording stands there. */
const MOST_VERIFIED = 200;
/**
 * Where more articles have all words of a wording, so many of them, evenly spread, tell how many have them in its order. A
 * look takes about 5 ms where the law is not in memory.
 */
const SAMPLE = 30;
/** Laws that are called by a wording itself are looked into even then, if they are no more than these. */
const MOST_NAMESAKES = 20;

/** What mentions are looked for in. */
export interface MentionSources {
  readonly index: TextIndex;
  readonly table: ArticleTable;
  readonly ranking: LawRanking;
  readonly folder: LawFolder;
}

type Holds = (article: number) => boolean;

/** Finds the articles that hold a wording. Every one that is named does; the counts are sure only where `isExact` says so. */
export function findMentions(sources: MentionSources, wording: string, limit: number): Mentions {
  const { table } = sources;
  const spellings = spellingsOf(wording);
  const stands = wordingTest(spellings);
  const holds = lookInto(sources, stands);
  const { candidates, areAll } = candidatesFor(sources, spellings);
  const isFew = candidates.length <= MOST_VERIFIED;
  const { articles, share } = isFew
    ? { articles: candidates.filter(holds), share: 1 }
    : ofMany(candidates, { spellings, stands, holds, table });
  const best = bestOf(sources, { wording, limit, articles, ...(!isFew && { holds }) });
  const lawsNamed = new Set(best.map(({ text }) => table.lawOf(text))).size;
  return {
    articles: best.map(({ text, score }) => ({ ...table.row(text), score })),
    articleCount: Math.max(best.length, Math.round(share * articles.length)),
    lawCount: Math.max(lawsNamed, Math.round(lawsAmong(articles, share, table))),
    isExact: isFew && areAll,
  };
}

interface LookedFor {
  readonly spellings: readonly string[];
  readonly stands: (text: string) => boolean;
  readonly holds: Holds;
  readonly table: ArticleTable;
}

/**
 * What becomes of too many candidates. The index has the name of a law with each of its articles: where the wording is such
 * a name, these are looked into. Of several words it is not known in which order the articles have them.
 */
function ofMany(candidates: readonly number[], { spellings, stands, holds, table }: LookedFor) {
  const laws = table.data.laws.flatMap(({ title }, law) => (stands(title) ? [law] : []));
  const areFewLaws = laws.length <= MOST_NAMESAKES;
  const namesakes = new Set(areFewLaws ? laws : []);
  const articles = candidates.filter(
    (article) => !namesakes.has(table.lawOf(article)) || holds(article),
  );
  const isOneWord = spellings[0]?.match(RUN)?.length === 1;
  return { articles, share: isOneWord && areFewLaws ? 1 : shareThat(holds, articles) };
}

function shareThat(holds: Holds, articles: readonly number[]): number {
  const step = Math.max(1, articles.length / SAMPLE);
  const sample = Array.from(
    { length: Math.min(SAMPLE, articles.length) },
    (_, at) => articles[Math.floor(at * step)] ?? 0,
  );
  return sample.filter(holds).length / Math.max(1, sample.length);
}

/** Of how many laws some article holds the wording, if a share of these does. */
function lawsAmong(articles: readonly number[], share: number, table: ArticleTable): number {
  const counts = new Map<number, number>();
  for (const article of articles) {
    const law = table.lawOf(article);
    counts.set(law, (counts.get(law) ?? 0) + 1);
  }
  let laws = 0;
  for (const count of counts.values()) laws += 1 - (1 - share) ** count;
  return laws;
}

const lookInto =
  ({ table, folder }: MentionSources, stands: (text: string) => boolean): Holds =>
  (article) => {
    const { file, article: number } = table.row(article);
    const text = statuteIn(folder, file)?.articles.get(number);
    return text !== undefined && stands(`${text.title}\n${text.text}`);
  };

interface Candidates {
  readonly candidates: readonly number[];
  /** Whether no other article can hold the wording. */
  readonly areAll: boolean;
}

/** Articles that may hold a wording. Those that split one of its words are left out where there would be too many. */
function candidatesFor({ index }: MentionSources, spellings: readonly string[]): Candidates {
  const [written = '', ...splits] = spellings;
  const certain = certainTerms(written);
  const found = index.textsWithAll(certain.length > 0 ? certain : likelyTerms(written));
  if (found.length > MOST_VERIFIED) return { candidates: found, areAll: false };
  const ofSplits = splits.map(certainTerms);
  const all = new Set([...found, ...ofSplits.flatMap((terms) => index.textsWithAll(terms))]);
  if (all.size > MOST_VERIFIED) return { candidates: found, areAll: false };
  const areAll = written === '' || [certain, ...ofSplits].every((terms) => terms.length > 0);
  return { candidates: [...all].sort((a, b) => a - b), areAll };
}

interface Wanted {
  readonly wording: string;
  readonly limit: number;
  readonly articles: readonly number[];
  /** Given where it is not known yet that they hold the wording. */
  readonly holds?: Holds;
}

/** The most telling articles first; last those in which the wording is only part of other words. */
function bestOf(
  { ranking }: MentionSources,
  { wording, limit, articles, holds }: Wanted,
): readonly Hit[] {
  const ranked = ranking.rank(wording, holds ? limit + MOST_VERIFIED : limit, articles);
  const scored = new Set(ranked.map(({ text }) => text));
  const others = articles.filter((text) => !scored.has(text)).map((text) => ({ text, score: 0 }));
  const best: Hit[] = [];
  for (const hit of [...ranked, ...others].slice(0, limit + MOST_VERIFIED)) {
    if (best.length >= limit) break;
    if (!holds || holds(hit.text)) best.push(hit);
  }
  return best;
}
