import type { Subject } from '../knowledge/answer/answer.ts';
import {
  type CitedSource,
  citedSource,
  citedStatute,
  isSound,
} from '../knowledge/answer/citations.ts';
import type { LawLibrary } from '../knowledge/answer/law-library.ts';
import { entriesCiting } from '../knowledge/corpus-model/citation.ts';
import type { Provision } from '../knowledge/corpus-model/corpus.ts';
import type { Language } from '../knowledge/language.ts';
import { statuteIn } from '../knowledge/law/law-folder.ts';
import {
  englishPinpoint,
  koreanPinpoint,
  type Pinpoint,
  parsePinpoint,
} from '../knowledge/law/pinpoint.ts';
import { citationView, cutTo, type OfficialTextView, officialTextView } from './citation-view.ts';
import { linkTo } from './entry-view.ts';
import { standingNotices } from './standing-notices.ts';
import type { AnswerView, Notice, ViewSettings } from './view.ts';
import { fill, type Words } from './words.ts';

export type ArticleSubject = Extract<Subject, { type: 'article' }>;
export type StatuteSubject = Extract<Subject, { type: 'statute' }>;

/** Answers named beside an article: those that rest on it. */
const RELATED_TO_ARTICLE = 4;

/** Characters of official text that an answer shows; 19 of 20 articles of Korean law are shorter. */
export const SHOWN_TEXT = 1200;

/** What an article of our corpus says, why it matters here, and its own words; also the page of the article. */
export function articleView(
  { law, at, provisions }: ArticleSubject,
  language: Language,
  settings: ViewSettings,
): Partial<AnswerView> {
  const { corpus, words: byLanguage, laws } = settings;
  const words = byLanguage[language];
  const cited = citedSource({ source: law, at: { article: at.article } }, settings, language);
  const asked = citedSource({ source: law, at }, settings, language);
  const rows = provisions.filter((row) => isRowSound(row, settings));
  const heading = language === 'ko' ? provisions[0]?.title : provisions[0]?.titleEn;
  const isSplit = rows.length > 1;
  return {
    title: heading ? `${cited.text} (${heading})` : cited.text,
    notices: [
      ...standingNotices([{ cite: [`${law.id} ${cited.article}`] }], language, settings),
      ...missingPart(asked, cited, words),
    ],
    lead: isSplit ? '' : (rows[0]?.digest[language] ?? ''),
    digests: isSplit ? rows.map((row) => `${row.at}: ${row.digest[language]}`) : [],
    texts: shownTexts([isSound(asked) ? asked : cited], words, laws),
    reasons: rows.map((row) => ({
      basis: 'law',
      label: words.answer.matters,
      text: row.note ? `${row.matters[language]} ${row.note[language]}` : row.matters[language],
      citations: row === rows[0] ? [citationView(cited, { words, laws })] : [],
    })),
    related: entriesCiting(corpus, law, at.article)
      .slice(0, RELATED_TO_ARTICLE)
      .map((entry) => linkTo(entry, language)),
    path: cited.path,
    ...(cited.url && { officialUrl: cited.url }),
    ...(rows.length > 0 && cited.checkedOn && { reviewed: cited.checkedOn }),
  };
}

/** Our digest of a paragraph that the law no longer has is not shown. */
function isRowSound({ source, at }: Provision, { corpus, prover }: ViewSettings): boolean {
  const law = corpus.sources.get(source);
  const place = parsePinpoint(at);
  return law?.type !== 'law' || !place || prover.prove(law, place).state !== 'failed';
}

/** "제23조제9항" of an article that is there and has no such paragraph. */
function missingPart(asked: CitedSource, article: CitedSource, words: Words): readonly Notice[] {
  const { proof, text: place } = asked;
  if (proof.state !== 'failed' || !isSound(article)) return [];
  const line = proof.why === 'deleted' ? words.statute.partDeleted : words.statute.noSuchPart;
  return [{ tone: 'warning', text: fill(line, { place, date: proof.inForce }) }];
}

/**
 * An article in the words of the law, of any law: nothing of ours is in it.
 *
 * @param characters - How much of it is shown.
 */
export function statuteView(
  subject: ArticleSubject | StatuteSubject,
  language: Language,
  settings: ViewSettings,
  characters = SHOWN_TEXT,
): Partial<AnswerView> {
  const words = settings.words[language];
  const { at } = subject;
  const asked = citedPlace(subject, at, settings, language);
  const article = citedPlace(subject, { article: at.article }, settings, language);
  const shown = asked.official ? asked : article;
  const [text] = shownTexts([shown], words, settings.laws, characters);
  const title = articleTitle(article, settings);
  return {
    title: title ? `${article.text} (${title})` : article.text,
    notices: [
      { tone: 'note', text: words.law.found },
      ...(asked === shown ? [] : missingPart(asked, article, words)),
    ],
    ...(text && { texts: [text] }),
    ...(text?.lawPath && { path: text.lawPath }),
    ...(article.url && { officialUrl: article.url }),
  };
}

/** The place of a subject, or another place in the same law. */
export function citedPlace(
  subject: ArticleSubject | StatuteSubject,
  at: Pinpoint,
  settings: ViewSettings,
  language: Language,
): CitedSource {
  return subject.type === 'article'
    ? citedSource({ source: subject.law, at }, settings, language)
    : citedStatute(subject.law, at, settings, language);
}

/** The heading that the law gives the article; none where the text is not at hand. */
function articleTitle({ official, article }: CitedSource, { laws }: ViewSettings): string {
  const number = parsePinpoint(article)?.article;
  if (!official || !number) return '';
  return statuteIn(laws?.folder, official.file)?.articles.get(number)?.title ?? '';
}

/** Official text as an answer shows it: long ones are cut, the rest is on the page of the article. */
const shownTexts = (
  cited: readonly CitedSource[],
  words: Words,
  laws: LawLibrary | undefined,
  characters = SHOWN_TEXT,
): readonly OfficialTextView[] =>
  cited
    .filter(({ official }) => official)
    .map((one) => cutTo(officialTextView(one, { words, laws }), characters));

/** `제76조`: the last article that the law has; undefined where its text is not at hand. */
export function lastArticle(
  file: string,
  language: Language,
  { laws }: ViewSettings,
): string | undefined {
  const article = [...(statuteIn(laws?.folder, file)?.articles.keys() ?? [])].at(-1);
  return (
    article && (language === 'ko' ? koreanPinpoint({ article }) : englishPinpoint({ article }))
  );
}
