import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { LawListing } from '../law/list-law-files.ts';
import {
  readTextIndex,
  TEXT_INDEX_FORMAT,
  writeTextIndex,
} from '../text-search/text-index-file.ts';
import { ArticleTable, ArticleTableData } from './article-table.ts';
import type { ArticleIndex } from './build-article-index.ts';

/** Raise when what is indexed of an article changes. */
const ARTICLE_INDEX_FORMAT = 2;

/** Indexes of other days or folders that are kept beside the newest: a second server may be reading one. */
const KEPT_BESIDE = 1;
/** No build takes so long: a draft that is older was left behind. */
const DRAFT_LIFE_MS = 3_600_000;

/** Names an index by all that it depends on: the files and the day, on which another version may count. */
export function articleIndexName({ heads, stamp }: LawListing, today: string): string {
  return createHash('sha256')
    .update(
      JSON.stringify([ARTICLE_INDEX_FORMAT, TEXT_INDEX_FORMAT, stamp, upcoming(heads, today)]),
    )
    .digest('hex')
    .slice(0, 24);
}

/** Which laws are not in force yet on a day: that decides between versions, not the day itself. */
const upcoming = (heads: LawListing['heads'], today: string): readonly string[] =>
  heads.filter(({ inForce }) => inForce > today).map(({ file }) => file);

/** Where the indexes of all articles lie. */
export const articleIndexFolder = (dataFolder: string): string => join(dataFolder, 'law-index');

/** Reads a stored index; undefined when there is none, or none that can be read: it is then built anew. */
export function readArticleIndex(
  folder: string,
  name: string,
): (Omit<ArticleIndex, 'table'> & { readonly table: ArticleTable }) | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(join(folder, name, 'table.json'), 'utf8'));
    const table = ArticleTableData.safeParse(json);
    if (!table.success) return undefined;
    const texts = readTextIndex(join(folder, name, 'texts.idx'));
    const rows = table.data.counts.reduce((sum, count) => sum + count, 0);
    return rows === texts.priors.length
      ? { table: new ArticleTable(table.data), texts }
      : undefined;
  } catch (error) {
    // What the file system says has a code, and so has a TextIndexFileError.
    const isExpected = error instanceof SyntaxError || (error instanceof Error && 'code' in error);
    if (isExpected) return undefined;
    throw error;
  }
}

/** Writes an index beside its place and moves it there in one step; then removes those of long ago. */
export function writeArticleIndex(
  folder: string,
  name: string,
  { table, texts }: ArticleIndex,
): void {
  const draft = join(folder, `${name}.${process.pid}.${threadId}.draft`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  writeTextIndex(join(draft, 'texts.idx'), texts);
  writeFileSync(join(draft, 'table.json'), JSON.stringify(table));
  moveToPlace(draft, folder, name);
  removeOld(folder, name);
}

function moveToPlace(draft: string, folder: string, name: string): void {
  const place = join(folder, name);
  try {
    renameSync(draft, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
    // Either somebody else has built the same meanwhile, and may be reading it, or what is there cannot be read.
    const isSound = readArticleIndex(folder, name) !== undefined;
    rmSync(isSound ? draft : place, { recursive: true });
    if (!isSound) renameSync(draft, place);
  }
}

function removeOld(folder: string, newest: string): void {
  const all = readdirSync(folder).map((name) => {
    const stats = statSync(join(folder, name), { throwIfNoEntry: false });
    return { name, writtenMs: stats?.mtimeMs ?? 0 };
  });
  const nowMs = all.find(({ name }) => name === newest)?.writtenMs ?? 0;
  const others = all
    .filter(({ name }) => /^[0-9a-f]{24}$/.test(name) && name !== newest)
    .sort((a, b) => b.writtenMs - a.writtenMs);
  const leftBehind = all.filter(
    ({ name, writtenMs }) => name.endsWith('.draft') && writtenMs < nowMs - DRAFT_LIFE_MS,
  );
  for (const { name } of [...others.slice(KEPT_BESIDE), ...leftBehind]) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
