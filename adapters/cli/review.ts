import { createInterface } from 'node:readline/promises';
import { placesOf } from '../../knowledge/corpus-model/cited-places.ts';
import type { Corpus } from '../../knowledge/corpus-model/corpus.ts';
import { withStamps } from '../../knowledge/corpus-model/new-stamps.ts';
import { articleKey } from '../../knowledge/corpus-model/stamps.ts';
import { appendReviews, saveStamps } from '../../knowledge/corpus-model/stamps-file.ts';
import {
  type Reviewable,
  type Reviewer,
  requestReview,
  reviewed,
} from '../../knowledge/drift/review.ts';
import { parsePinpoint } from '../../knowledge/law/pinpoint.ts';
import { isSameTitle } from '../../knowledge/law/text-of-law.ts';
import {
  earlierTexts,
  type LawTools,
  marks,
  openLawTools,
  readArguments,
  runTool,
  ToolError,
} from './law-tools.ts';
import { reviewLines } from './review-lines.ts';

const USAGE = `npm run knowledge:review -- <law> <article> … --by "Name" [--note "…"] [--yes]
npm run knowledge:review -- --entry <id> --by "Name"
  <law>          its id or its Korean title     <article>   제25조의2, 25-2, 25조의2
  --entry ID     every article of a Korean law that the entry stands on; may be given several times
  --by NAME      who has reviewed: it is recorded
  --note TEXT    what the reviewer wants to have said
  --yes          do not ask
  --before DIR   texts that were replaced since; else <LAW_DIR>/.earlier
  --corpus DIR   another corpus than knowledge/corpus
Ends with 0 when the articles were stamped again, 1 when nothing was written.`;

const OPTIONS = {
  entry: { type: 'string', multiple: true },
  by: { type: 'string' },
  note: { type: 'string' },
  yes: { type: 'boolean' },
  before: { type: 'string' },
  corpus: { type: 'string' },
} as const;

/** `npm run knowledge:review`: a person has read a changed article; stamps it again and records who and when. */
async function main(): Promise<number> {
  const words = readArguments(OPTIONS, USAGE);
  if (!words) return 0;
  const { values, positionals } = words;
  const by = values.by?.trim();
  if (!by) throw new ToolError(`Say who has reviewed: --by "Name".\n\n${USAGE}`);
  const tools = openLawTools(values.corpus);
  const keys = [
    ...keysOfArticles(tools.corpus, positionals),
    ...(values.entry ?? []).flatMap((id) => keysOfEntry(tools.corpus, id)),
  ];
  if (keys.length === 0) throw new ToolError(`Name an article or an entry.\n\n${USAGE}`);
  const request = requestReview(tools.corpus, tools.folder, keys);
  if (request.kind === 'refused') {
    throw new ToolError(`Nothing was written:\n  ${request.problems.join('\n  ')}`);
  }
  const earlier = earlierTexts(tools.folder, values.before);
  const shown = { corpus: tools.corpus, earlier, today: tools.today, marks: marks() };
  for (const article of request.articles) {
    for (const line of reviewLines(article, shown)) console.log(line);
  }
  const note = values.note?.trim();
  const reviewer = { by, on: tools.today, ...(note && { note }) };
  if (!values.yes && !(await isConfirmed(request.articles.length, reviewer))) {
    console.log('Nothing was written.');
    return 1;
  }
  write(tools, request.articles, reviewer);
  return 0;
}

function keysOfArticles(corpus: Corpus, [name, ...articles]: readonly string[]): readonly string[] {
  if (!name) return [];
  const law = [...corpus.sources.values()].find(
    (source) => source.type === 'law' && (source.id === name || isSameTitle(source.title.ko, name)),
  );
  if (!law) throw new ToolError(`No law of ours has the id or title "${name}".`);
  if (articles.length === 0) throw new ToolError(`Name an article of ${law.title.ko}.\n\n${USAGE}`);
  return articles.map((article) => articleKey(law.id, articleNumber(article)));
}

/** `23`, `25-2`, `제25조의2`, `25조의2`; a paragraph does not matter, since articles are stamped whole. */
function articleNumber(text: string): string {
  const [, plain] = /^(\d+(?:-\d+)?)$/.exec(text) ?? [];
  const number = plain ?? parsePinpoint(text.startsWith('제') ? text : `제${text}`)?.article;
  if (!number) throw new ToolError(`"${text}" is no article; write 제25조의2 or 25-2.`);
  return number;
}

function keysOfEntry(corpus: Corpus, id: string): readonly string[] {
  const entry = corpus.entries.get(id) ?? corpus.intents.get(id);
  if (!entry) throw new ToolError(`No entry has the id "${id}".`);
  const keys = placesOf(corpus, entry.reasons).map(({ law, at }) => articleKey(law.id, at.article));
  if (keys.length === 0) throw new ToolError(`The entry "${id}" stands on no Korean law.`);
  return keys;
}

async function isConfirmed(count: number, { by, on }: Reviewer): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = `Stamp ${count === 1 ? 'this article' : `these ${count} articles`} again, as reviewed by ${by} on ${on}? [y/N] `;
  try {
    const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
    return /^(?:y|yes|네|예)$/i.test(
      (await Promise.race([terminal.question(question), closed])).trim(),
    );
  } finally {
    terminal.close();
  }
}

/** The record goes first: a stamp without one would be a review that nobody can look up. */
function write(tools: LawTools, articles: readonly Reviewable[], reviewer: Reviewer): void {
  const { stamps, reviews } = reviewed(tools.corpus, articles, reviewer);
  appendReviews(tools.corpusFolder, reviews);
  saveStamps(tools.corpusFolder, withStamps(tools.corpus.stamps, stamps));
  console.log(
    `${stamps.length} stamped again and recorded in reviews.yaml. Where the digest or an answer needs other words, ` +
      'change them and run npm run knowledge:check.',
  );
}

await runTool(main);
