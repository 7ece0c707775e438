import { linkTo } from '../../bot/entry-view.ts';
import type { LinkView } from '../../bot/view.ts';
import type { Words } from '../../bot/words.ts';
import { lawPath } from '../../knowledge/answer/law-path.ts';
import { placeText } from '../../knowledge/corpus-model/citation.ts';
import type { Language } from '../../knowledge/language.ts';
import type { Proof } from '../../knowledge/law/proof.ts';
import type { Article } from '../../knowledge/law/statute.ts';
import type { WebContext } from './context.ts';
import { statuteFacts } from './law-facts.ts';
import { linksInLaw } from './law-links.ts';
import { writtenByUs } from './law-ours.ts';
import { articleHeading, divisionHeading, lawNotices } from './law-page.ts';
import { type ReadLaw, sourceTitled } from './law-shelf.ts';
import { textLines } from './law-text.ts';

/** The page of one article: its text as it is, with what surrounds it in the law and in our corpus. */
export function articlePageData(
  context: WebContext,
  found: ReadLaw,
  article: Article,
  language: Language,
) {
  const { law, statute } = found;
  const words = context.words[language];
  const today = context.today();
  return {
    title: `${statute.title} ${articleHeading(article)}`,
    lawLink: { title: statute.title, path: lawPath(law.slug) },
    notices: [
      ...(article.isDeleted ? [words.law.deleted] : []),
      ...lawNotices(statute, article.inForce ?? statute.inForce, words, today),
      ...soundness(proofOf(context, found, article.number), words),
    ],
    divisions: divisionsAbove(found, article.number).join(' › '),
    lines: officialLines(context, found, article),
    facts: statuteFacts(statute, law.file, words, today, article),
    neighbours: neighbours(found, article.number),
    ...ofOurs(context, found, article.number, language),
  };
}

/** What is known at this moment about an article of any law. */
export function proofOf({ corpus, prover }: WebContext, { law }: ReadLaw, article: string): Proof {
  const source = sourceTitled(corpus, law.title);
  const { slug, file, title } = law;
  return prover.prove({ id: source?.id ?? slug, file, title: { ko: title } }, { article });
}

/** Why the text at hand lacks an article. */
export type Missing =
  /** The law has no such article. */
  | 'no-such-article'
  /** The text at hand takes effect only later and has no such article; what applies until then may have it. */
  | 'not-in-later-text'
  /** The file is damaged or older than what we compared with: it says nothing. */
  | 'text-unavailable';

export function whyMissing(context: WebContext, found: ReadLaw, article: string): Missing {
  const proof = proofOf(context, found, article);
  if (proof.state === 'failed') return 'no-such-article';
  return 'why' in proof && proof.why === 'upcoming-text' ? 'not-in-later-text' : 'text-unavailable';
}

/** A file that differs from the version we compared with is not passed off as the law. */
export function soundness(proof: Proof, { law }: Words): string[] {
  if (!('why' in proof)) return [];
  if (proof.why === 'damaged') return [law.damaged];
  return proof.why === 'older-text' ? [law.older] : [];
}

/** The text of an article as it is laid out, with the places it refers to linked. */
export const officialLines = (context: WebContext, found: ReadLaw, article: Article) =>
  textLines(article.text, linksInLaw(context, article.text, found, article.number));

/** The part, chapter and section that an article stands in, the widest first. */
function divisionsAbove({ statute }: ReadLaw, number: string): readonly string[] {
  const order = [...statute.articles.keys()];
  const at = order.indexOf(number);
  const above: { level: number; title: string }[] = [];
  for (const division of statute.divisions) {
    const begins = division.firstArticle ? order.indexOf(division.firstArticle) : -1;
    if (begins < 0 || begins > at) continue;
    while ((above.at(-1)?.level ?? 0) >= division.level) above.pop();
    above.push({ level: division.level, title: divisionHeading(division) });
  }
  return above.map(({ title }) => title);
}

/** Links to what we have written about the article: our summary, and the answers that rest on it. */
function ofOurs({ corpus }: WebContext, { law }: ReadLaw, article: string, language: Language) {
  const { source, summary, entries } = writtenByUs(corpus, law.title, article);
  const title = source ? placeText(source.title[language], { article }, language) : '';
  return {
    citedBy: entries.map((entry) => linkTo(entry, language)),
    ...(summary && { summary: { title, path: summary } }),
  };
}

interface Neighbour extends LinkView {
  readonly rel: 'prev' | 'next' | 'up';
}

function neighbours({ law, statute }: ReadLaw, number: string): readonly Neighbour[] {
  const articles = [...statute.articles.values()];
  const at = articles.findIndex((article) => article.number === number);
  const link = (rel: Neighbour['rel'], article: Article | undefined): Neighbour[] =>
    article
      ? [{ rel, title: articleHeading(article), path: lawPath(law.slug, article.number) }]
      : [];
  return [
    ...link('prev', articles[at - 1]),
    { rel: 'up', title: statute.title, path: lawPath(law.slug) },
    ...link('next', articles[at + 1]),
  ];
}
