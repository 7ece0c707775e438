import { renderFound, renderLookUp, type TextSettings } from '../../bot/render-text.ts';
import { fill, type Words } from '../../bot/words.ts';
import { languageOf } from '../../knowledge/answer/language-of.ts';
import type { LawLibrary } from '../../knowledge/answer/law-library.ts';
import { lookUpStatute } from '../../knowledge/answer/look-up-article.ts';
import { ReferenceReader } from '../../knowledge/answer/reference.ts';
import type { Corpus } from '../../knowledge/corpus-model/corpus.ts';
import { findLaw } from '../../knowledge/law/law-catalogue.ts';
import { type LawFile, statuteIn } from '../../knowledge/law/law-folder.ts';
import { koreanArticle } from '../../knowledge/law/pinpoint.ts';
import type { ArticleSearch } from '../../knowledge/law-search/article-search.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import type { LawDesk } from '../law-desk.ts';
import { type Bot, openBot, textSettings } from '../open-bot.ts';
import { projectRoot } from '../project-root.ts';
import { awaitLawSearch } from './await-law-search.ts';
import { readArguments, runTool, ToolError } from './law-tools.ts';

const USAGE = `npm run -s law -- "형법 제250조"                an article in the words of the law
npm run -s law -- "형법"                         the articles of a law
npm run -s law -- --search "생체정보" [--limit N]  the articles of all laws that fit best
npm run -s law -- --mentions "생체정보"            the articles in which the wording stands as it is

The first search of a folder builds its index. The text comes from LAW_DIR; npm run law:fetch can get it.`;

/** Articles shown of a search, unless told otherwise. */
const DEFAULT_LIMIT = '10';
const MOST_RESULTS = 1000;

async function main(): Promise<number> {
  const asked = readArguments(
    {
      search: { type: 'string' },
      mentions: { type: 'string' },
      limit: { type: 'string', default: DEFAULT_LIMIT },
    },
    USAGE,
  );
  if (!asked) return 0;
  const { search, mentions, limit } = asked.values;
  const reference = asked.positionals.join(' ').trim();
  const query = search ?? mentions ?? reference;
  if (!query.trim()) throw new ToolError(USAGE);
  const config = readConfig(environment());
  const bot = await openBot(config, projectRoot());
  const laws = lawsAtHand(bot);
  const settings = textSettings(bot, config.PUBLIC_URL);
  if (search === undefined && mentions === undefined) {
    console.log(lookUp(reference, bot, laws, settings));
    return 0;
  }
  const most = limitOf(limit);
  const ready = await searchOf(laws);
  const found = search === undefined ? ready.mentioning(query, most) : ready.search(query, most);
  const count = 'articles' in found ? found.articles.length : found.length;
  console.log(renderFound(found, query, languageOf(query), settings));
  return count > 0 ? 0 : 2;
}

/** @throws {ToolError} when there is no official text. */
function lawsAtHand({ laws }: Bot): LawDesk {
  const fault = laws?.library.folder.fault();
  if (laws && !fault && laws.library.laws.length > 0) return laws;
  const why = fault ?? 'there is no folder of law files';
  throw new ToolError(
    `No official text is at hand: ${why}. Set LAW_DIR to a folder of law files, or run \`npm run law:fetch\`.`,
  );
}

/** @throws {ToolError} when the index cannot be built or read. */
async function searchOf(laws: LawDesk): Promise<ArticleSearch> {
  const state = await awaitLawSearch(laws);
  if (state.kind === 'ready') return state.search;
  const why = state.kind === 'failed' ? state.why : 'its index is not there';
  throw new ToolError(`The laws cannot be searched: ${why}`);
}

/** @throws {ToolError} when it is no number of results. */
function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_RESULTS) return limit;
  throw new ToolError(`--limit is a number from 1 to ${MOST_RESULTS}.`);
}

/** @throws {ToolError} when the text names no law of the folder. */
function lookUp(
  text: string,
  { knowledge }: Bot,
  { library }: LawDesk,
  settings: TextSettings,
): string {
  const language = languageOf(text);
  const place = placeIn(text, knowledge.corpus, library);
  if (place) {
    return renderLookUp(lookUpStatute(place.law, place.at, knowledge), language, settings);
  }
  const law = findLaw(library.catalogue, text);
  if (law) return contentsOf(law, library, settings.words[language]);
  throw new ToolError(
    `"${text}" names no law of the folder. Write the title and the article, as in "형법 제250조", or try --search.`,
  );
}

function placeIn(text: string, corpus: Corpus, library: LawLibrary) {
  const references = new ReferenceReader(corpus, library.laws);
  const found = references.readNationwide(text);
  const law = found && library.lawIn(found.file);
  return law && { law, at: found.at };
}

function contentsOf(law: LawFile, { folder }: LawLibrary, words: Words): string {
  const articles = [...(statuteIn(folder, law.file)?.articles.values() ?? [])];
  return [
    `${law.title} (${[
      law.kind,
      fill(words.answer.inForce, { date: law.inForce }),
      fill(words.proof.promulgated, { date: law.promulgated }),
    ].join(', ')})`,
    ...articles.map(({ number, title, isDeleted }) =>
      [koreanArticle(number), title && `(${title})`, isDeleted && words.law.deletedMark]
        .filter(Boolean)
        .join(' '),
    ),
  ].join('\n');
}

await runTool(main);
