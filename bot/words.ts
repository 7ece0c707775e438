import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PERSONAL_DATA_KINDS } from '../knowledge/answer/personal-data.ts';
import { BASES, CONFIDENCES, ENTRY_KINDS, VERDICTS } from '../knowledge/corpus-model/schema.ts';
import { LANGUAGES, type Language } from '../knowledge/language.ts';

const line = z.string().min(1);
const table = <const T extends readonly string[]>(keys: T) =>
  z.strictObject(
    Object.fromEntries(keys.map((key) => [key, line])) as Record<T[number], typeof line>,
  );

const WordsFile = z.strictObject({
  verdict: table(VERDICTS),
  verdictMeaning: table(VERDICTS),
  basis: table(BASES),
  confidence: table(CONFIDENCES),
  kind: table(ENTRY_KINDS),
  answer: table([
    'reasons',
    'changes',
    'steps',
    'related',
    'link',
    'inForce',
    'decided',
    'announced',
    'reviewed',
    'notAdvice',
    'correction',
    'official',
    'matters',
    'citedBy',
    'alsoCalled',
  ]),
  reply: table([
    'empty',
    'tooLong',
    'outOfScope',
    'askBack',
    'askBackHint',
    'articleNotDigested',
    'masked',
  ]),
  proof: table([
    'checkedNow',
    'checkedAtRelease',
    'checkedShort',
    'notChecked',
    'notCheckedShort',
    'upcoming',
    'takesEffect',
    'promulgated',
    'withdrawn',
    'amended',
    'wasAmended',
    'willBeAmended',
    'repealed',
    'deleted',
    'noSuchArticle',
    'noSuchPart',
  ]),
  statute: table([
    'cut',
    'fullText',
    'noText',
    'whichText',
    'noSuchArticle',
    'lastArticle',
    'noSuchPart',
    'partDeleted',
    'deleted',
    'repealed',
    'unavailable',
    'found',
    'foundAbout',
    'notFound',
    'searchAll',
    'searchBuilding',
    'searchFailed',
    'noFolder',
  ]),
  personalData: table(PERSONAL_DATA_KINDS),
  web: table([
    'title',
    'tagline',
    'askLabel',
    'askPlaceholder',
    'askButton',
    'askHint',
    'examples',
    'exampleOne',
    'exampleTwo',
    'exampleThree',
    'exampleFour',
    'you',
    'bot',
    'newChat',
    'allEntries',
    'searchLabel',
    'searchButton',
    'noResults',
    'resultsFor',
    'otherLanguage',
    'otherLanguageCode',
    'skip',
    'sources',
    'notFound',
    'notFoundText',
    'failed',
    'failedText',
    'thinking',
    'copyLink',
    'copied',
    'disclaimer',
    'privacyNote',
    'article',
    'issuer',
    'force',
    'dates',
    'howSure',
    'lawNumber',
    'checkedOn',
    'emergencyTitle',
    'verdictLabel',
    'askAbout',
    'published',
    'inForceDate',
    'menu',
    'sourcesIntro',
    'entriesIntro',
    'tryLater',
  ]),
  law: table([
    'nav',
    'title',
    'intro',
    'introPlain',
    'searchLabel',
    'searchButton',
    'searchHint',
    'resultsFor',
    'lawsFound',
    'exactFound',
    'articlesFound',
    'found',
    'mentions',
    'mentionsAbout',
    'noMention',
    'onlyMentions',
    'nearToo',
    'nothingFound',
    'pages',
    'earlier',
    'later',
    'building',
    'searchFailed',
    'noFolder',
    'unreadable',
    'noFile',
    'unavailable',
    'noSuchLaw',
    'noSuchLawText',
    'noSuchArticle',
    'noSuchArticleText',
    'noSuchArticleYet',
    'noArticles',
    'nearestBefore',
    'nearestAfter',
    'deleted',
    'deletedMark',
    'repealed',
    'repealedFrom',
    'damaged',
    'older',
    'noSoundText',
    'upcoming',
    'unread',
    'kind',
    'inForce',
    'promulgated',
    'promulgatedValue',
    'file',
    'articles',
    'articlesValue',
    'official',
    'officialLink',
    'contents',
    'addendaElsewhere',
    'ours',
    'citedBy',
    'neighbours',
    'wholeLaw',
    'show',
    'cut',
    'inKorean',
    'here',
    'text',
    'ourSources',
  ]),
});

/** Everything the bot says around the corpus, in one language. */
export type Words = Readonly<z.infer<typeof WordsFile>>;

export type WordsByLanguage = Readonly<Record<Language, Words>>;

/** Reads `bot/words/{ko,en}.yaml`. @throws when a line is missing or unknown, naming it. */
export function loadWords(folder: string): WordsByLanguage {
  const read = (language: Language): Words => {
    const path = join(folder, `${language}.yaml`);
    const parsed = WordsFile.safeParse(parse(readFileSync(path, 'utf8')));
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.')}: ${issue.message}`,
    );
    throw new Error(`${language}.yaml: ${problems.join('; ')}`);
  };
  const [ko, en] = LANGUAGES.map(read);
  if (!ko || !en) throw new Error('A language has no words.');
  return { ko, en };
}

/** Fills `{name}` in a line. */
export function fill(line: string, values: Readonly<Record<string, string | number>>): string {
  return line.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
