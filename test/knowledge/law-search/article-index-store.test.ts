import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import {
  articleIndexName,
  readArticleIndex,
  writeArticleIndex,
} from '../../../knowledge/law-search/article-index-store.ts';
import { buildArticleIndex } from '../../../knowledge/law-search/build-article-index.ts';
import { IndexedArticleSearch } from '../../../knowledge/law-search/indexed-article-search.ts';
import { temporaryFolder } from '../../factories.ts';
import { namesOf, TODAY, type ToyLaw, toyFiles, toyLawText } from './toy-laws.ts';

const TOYS: ToyLaw = {
  title: '장난감 보호법',
  articles: { '제1조 (목적)': '인형을 지킨다.', 제2조의2: '구슬을 지킨다.' },
};
const NAME = '0123456789abcdef01234567';

const lawFolder = (laws: readonly ToyLaw[]) => openLawFolder(temporaryFolder(toyFiles(laws)));
const toyIndex = (laws: readonly ToyLaw[] = [TOYS]) => buildArticleIndex(lawFolder(laws), TODAY);

/** A folder that holds an index of the toy law under the name. */
function stored(): string {
  const folder = temporaryFolder();
  writeArticleIndex(folder, NAME, toyIndex());
  return folder;
}

describe('a stored index', () => {
  it('is read as it was written', () => {
    const index = toyIndex();
    const folder = join(temporaryFolder(), 'not/there/yet');
    writeArticleIndex(folder, NAME, index);
    const read = readArticleIndex(folder, NAME);
    expect(read?.table.data).toEqual(index.table);
    // Vitest takes seconds to compare so many numbers.
    expect(read && isDeepStrictEqual(read.texts, index.texts)).toBe(true);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('takes the place of one that cannot be read', () => {
    const folder = stored();
    truncateSync(join(folder, NAME, 'table.json'), 3);
    writeArticleIndex(folder, NAME, toyIndex());
    expect(readArticleIndex(folder, NAME)?.table.data).toEqual(toyIndex().table);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('leaves one of its name alone that somebody else has written meanwhile', () => {
    const folder = stored();
    const before = statSync(join(folder, NAME, 'texts.idx')).ino;
    writeArticleIndex(folder, NAME, toyIndex());
    expect(statSync(join(folder, NAME, 'texts.idx')).ino).toBe(before);
    expect(readdirSync(folder)).toEqual([NAME]);
  });

  it('is none where there is none', () => {
    expect(readArticleIndex(temporaryFolder(), NAME)).toBeUndefined();
    expect(readArticleIndex('/no/such/folder', NAME)).toBeUndefined();
  });
});

describe('an index is not read', () => {
  const [texts, table] = ['texts.idx', 'table.json'];
  const emptyTable = { laws: [], counts: [], lines: '', articleCount: 0, unreadable: [] };

  it.each<{ what: string; file: string; spoil: (path: string) => void }>([
    { what: 'without its texts', file: texts, spoil: (path) => rmSync(path) },
    { what: 'without its table', file: table, spoil: (path) => rmSync(path) },
    {
      what: 'with texts that were cut off',
      file: texts,
      spoil: (path) => truncateSync(path, statSync(path).size - 5),
    },
    { what: 'with empty texts', file: texts, spoil: (path) => truncateSync(path, 0) },
    { what: 'with a cut table', file: table, spoil: (path) => truncateSync(path, 20) },
    { what: 'with an empty table', file: table, spoil: (path) => truncateSync(path, 0) },
    { what: 'with an odd table', file: table, spoil: (path) => writeFileSync(path, '{"laws":3}') },
    { what: 'with a table of nothing', file: table, spoil: (path) => writeFileSync(path, 'null') },
    {
      what: 'with the table of another index',
      file: table,
      spoil: (path) => writeFileSync(path, JSON.stringify(emptyTable)),
    },
    {
      what: 'with a folder in the place of a file',
      file: texts,
      spoil: (path) => {
        rmSync(path);
        mkdirSync(path);
      },
    },
    {
      what: 'with lengths beyond all memory',
      file: texts,
      spoil: (path) => {
        const bytes = readFileSync(path);
        bytes.writeDoubleLE(1e15, 24);
        writeFileSync(path, bytes);
      },
    },
  ])('$what', ({ file, spoil }) => {
    const folder = stored();
    spoil(join(folder, NAME, file));
    expect(readArticleIndex(folder, NAME)).toBeUndefined();
  });

  it('below a file', () => {
    const folder = temporaryFolder({ file: '' });
    expect(readArticleIndex(join(folder, 'file'), NAME)).toBeUndefined();
  });
});

describe('indexes of long ago', () => {
  const longAgo = (path: string, day: number): void => {
    mkdirSync(path, { recursive: true });
    utimesSync(path, new Date(2020, 0, day), new Date(2020, 0, day));
  };

  it('are removed but for the one before, and nothing else is', () => {
    const folder = temporaryFolder({ README: 'ours' });
    const old = ['c', 'a', 'b'].map((letter) => letter.repeat(24));
    for (const [day, name] of ['notes', ...old].entries()) longAgo(join(folder, name), day + 1);
    writeArticleIndex(folder, NAME, toyIndex());
    expect(readdirSync(folder).sort()).toEqual([NAME, 'README', 'b'.repeat(24), 'notes']);
  });

  it('that were never finished are removed, unless somebody may be at work on them', () => {
    const folder = temporaryFolder();
    const [dead, living] = ['1', '2'].map((pid) => join(folder, `${'a'.repeat(24)}.${pid}.draft`));
    longAgo(dead ?? '', 1);
    mkdirSync(living ?? '');
    writeArticleIndex(folder, NAME, toyIndex());
    expect([dead, living].map((draft) => existsSync(draft ?? ''))).toEqual([false, true]);
  });
});

describe('the name of an index', () => {
  const COMING = { ...TOYS, front: { 시행일자: '2026-07-01' } };

  it('is another from the day on which a law takes effect, and then stays', () => {
    const listing = lawFolder([COMING]).list();
    const days = ['2026-06-15', '2026-06-30', '2026-07-01', '2026-12-31'];
    const [first, before, from, later] = days.map((day) => articleIndexName(listing, day));
    expect(first).toMatch(/^[0-9a-f]{24}$/);
    expect(before).toBe(first);
    expect(from).not.toBe(before);
    expect(later).toBe(from);
  });
});

describe('the index of a folder with a law that cannot be read', () => {
  const files = {
    ...toyFiles([TOYS]),
    // Its front matter is sound, the rest is cut off.
    '반쪽법/법률.md': toyLawText({ ...TOYS, title: '반쪽법' }).split('## 부칙')[0] ?? '',
    '깨진법/법률.md': '---\n제목: [',
  };

  it('names it, and has all others', () => {
    const folder = openLawFolder(temporaryFolder(files));
    const index = buildArticleIndex(folder, TODAY);
    expect([...index.table.unreadable].sort()).toEqual(['깨진법/법률.md', '반쪽법/법률.md']);
    const path = temporaryFolder();
    writeArticleIndex(path, NAME, index);
    const read = readArticleIndex(path, NAME);
    const search = read && new IndexedArticleSearch(read, folder);
    expect(namesOf(search?.search('인형', 5) ?? [])).toEqual(['장난감 보호법 1']);
    expect(namesOf(search?.search('구슬', 5) ?? [])).toEqual(['장난감 보호법 2-2']);
    expect(search?.articleCount).toBe(2);
  });
});
