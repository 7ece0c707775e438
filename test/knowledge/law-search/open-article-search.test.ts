import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import {
  articleIndexFolder,
  articleIndexName,
  writeArticleIndex,
} from '../../../knowledge/law-search/article-index-store.ts';
import type { ArticleSearch } from '../../../knowledge/law-search/article-search.ts';
import { buildArticleIndex } from '../../../knowledge/law-search/build-article-index.ts';
import {
  type ArticleSearchHandle,
  openArticleSearch,
} from '../../../knowledge/law-search/open-article-search.ts';
import { temporaryFolder } from '../../factories.ts';
import { namesOf, TODAY, type ToyLaw, toyFiles, toyLawText } from './toy-laws.ts';

const POLICE: ToyLaw = {
  title: '경찰 카메라법',
  articles: { '제1조 (목적)': '경찰의 카메라를 정한다.', '제2조 (벌칙)': '과태료를 낸다.' },
};
const TOYS: ToyLaw = { title: '장난감 보호법', articles: { '제1조 (목적)': '인형을 지킨다.' } };

interface Place {
  readonly laws: string;
  readonly data: string;
}

const place = (laws: readonly ToyLaw[] = [POLICE, TOYS]): Place => ({
  laws: temporaryFolder(toyFiles(laws)),
  data: temporaryFolder(),
});

/** The same with the index of today, made without a thread. */
function placeWithIndex(): Place {
  const where = place();
  const folder = openLawFolder(where.laws);
  const name = articleIndexName(folder.list(), TODAY);
  writeArticleIndex(articleIndexFolder(where.data), name, buildArticleIndex(folder, TODAY));
  return where;
}

function open({ laws, data }: Place, today = TODAY): ArticleSearchHandle {
  const folder = openLawFolder(laws);
  const handle = openArticleSearch({ folder, dataFolder: data, today: () => today });
  onTestFinished(async () => {
    handle.close();
    await handle.ready;
  });
  return handle;
}

function searchOf(handle: ArticleSearchHandle): ArticleSearch {
  const state = handle.state();
  if (state.kind !== 'ready') throw new Error(`It is ${JSON.stringify(state)}`);
  return state.search;
}

/** Opens and waits. */
async function opened(where: Place, today = TODAY): Promise<ArticleSearch> {
  const handle = open(where, today);
  await handle.ready;
  return searchOf(handle);
}

const indexes = ({ data }: Place): readonly string[] =>
  readdirSync(articleIndexFolder(data)).sort();
const found = (search: ArticleSearch, query: string) => namesOf(search.search(query, 10));

describe('opening the search of all articles', () => {
  it('builds an index in a thread, says how far it is, and then answers', async () => {
    const handle = open(place());
    const states = [handle.state()];
    const watch = setInterval(() => states.push(handle.state()), 1);
    onTestFinished(() => clearInterval(watch));
    await handle.ready;
    expect(states[0]).toEqual({ kind: 'building', done: 0, total: 0 });
    expect(states).toContainEqual({ kind: 'building', done: expect.any(Number), total: 2 });
    const search = searchOf(handle);
    expect([search.lawCount, search.articleCount]).toEqual([2, 3]);
    expect(found(search, '카메라')).toEqual(['경찰 카메라법 1', '경찰 카메라법 2']);
  });

  it('loads the index that an earlier opening built', async () => {
    const where = place();
    await opened(where);
    const before = indexes(where);
    expect(before).toEqual([expect.stringMatching(/^[0-9a-f]{24}$/)]);
    const again = open(where);
    expect(again.state().kind).toBe('ready');
    await again.ready;
    expect(found(searchOf(again), '카메라')).toEqual(['경찰 카메라법 1', '경찰 카메라법 2']);
    expect(indexes(where)).toEqual(before);
  });

  it('in an empty folder finds nothing', async () => {
    const search = await opened(place([]));
    expect([search.lawCount, search.articleCount, found(search, '카메라')]).toEqual([0, 0, []]);
    const none = { articles: [], articleCount: 0, lawCount: 0, isExact: true };
    expect(search.mentioning('카메라', 5)).toEqual(none);
  });

  it('fails where the folder of laws is absent, and says so', async () => {
    const handle = open({ ...place(), laws: '/no/such/folder' });
    await handle.ready;
    const why = expect.stringContaining('does not exist');
    expect(handle.state()).toEqual({ kind: 'failed', why });
  });

  it('builds an index anew that cannot be read', async () => {
    const where = placeWithIndex();
    const [name = ''] = indexes(where);
    truncateSync(join(articleIndexFolder(where.data), name, 'texts.idx'), 1000);
    expect(found(await opened(where), '인형')).toEqual(['장난감 보호법 1']);
    expect(open(where).state().kind).toBe('ready');
  });

  it('reads no draft that a killed build left behind', () => {
    const where = placeWithIndex();
    const [name = ''] = indexes(where);
    const folder = articleIndexFolder(where.data);
    renameSync(join(folder, name), join(folder, `${name}.4711.0.draft`));
    expect(open(where).state().kind).toBe('building');
  });
});

describe('a folder that changes', () => {
  const TOY_FILE = '장난감보호법/법률.md';

  it.each<{ change: string; make: (laws: string) => void }>([
    {
      change: 'a new law',
      make: (laws) => {
        mkdirSync(join(laws, '드론법'));
        const drones = { title: '드론법', articles: { 제3조: '드론을 띄운다.' } };
        writeFileSync(join(laws, '드론법/법률.md'), toyLawText(drones));
      },
    },
    {
      change: 'a new version of a law',
      make: (laws) =>
        writeFileSync(join(laws, TOY_FILE), toyLawText({ ...TOYS, front: { 공포번호: '43' } })),
    },
    {
      change: 'the removal of a law',
      make: (laws) => rmSync(join(laws, dirname(TOY_FILE)), { recursive: true }),
    },
    {
      change: 'a change of nothing but one word of an article',
      make: (laws) => {
        const path = join(laws, TOY_FILE);
        writeFileSync(path, readFileSync(path, 'utf8').replace('인형', '구슬'));
      },
    },
    {
      change: 'a file that became unreadable',
      make: (laws) => truncateSync(join(laws, TOY_FILE), 10),
    },
    {
      change: 'another title',
      make: (laws) => writeFileSync(join(laws, TOY_FILE), toyLawText({ ...TOYS, title: '구슬법' })),
    },
  ])('gets another index after $change', ({ make }) => {
    const where = placeWithIndex();
    expect(open(where).state().kind).toBe('ready');
    make(where.laws);
    expect(open(where).state().kind).toBe('building');
  });

  it('is searched as it is on the day, when a new version takes effect', async () => {
    const where = placeWithIndex();
    const coming = {
      ...TOYS,
      articles: { '제1조 (목적)': '구슬을 지킨다.' },
      front: { 시행일자: '2026-07-01', 공포번호: '43' },
    };
    writeFileSync(join(where.laws, '장난감보호법/법률(개정).md'), toyLawText(coming));
    expect(found(await opened(where, '2026-06-30'), '구슬')).toEqual([]);
    expect(found(await opened(where, '2026-07-01'), '구슬')).toEqual(['장난감 보호법 1']);
    expect(open(where, '2026-07-01').state().kind).toBe('ready');
  });

  it('keeps its index on a day on which nothing takes effect', () => {
    expect(open(placeWithIndex(), '2026-12-31').state().kind).toBe('ready');
  });
});

describe('several at once', () => {
  it('all get a whole index, and leave one behind', async () => {
    const where = place();
    const handles = Array.from({ length: 3 }, () => open(where));
    await Promise.all(handles.map(({ ready }) => ready));
    for (const handle of handles) {
      expect(found(searchOf(handle), '카메라')).toEqual(['경찰 카메라법 1', '경찰 카메라법 2']);
    }
    expect(indexes(where)).toEqual([expect.stringMatching(/^[0-9a-f]{24}$/)]);
    expect(open(where).state().kind).toBe('ready');
  });
});

describe('closing', () => {
  it('while an index is being built ends that, and says so', async () => {
    const where = place();
    const handle = open(where);
    handle.close();
    await handle.ready;
    const why = expect.stringContaining('stopped');
    expect(handle.state()).toEqual({ kind: 'failed', why });
    expect(await opened(where)).toMatchObject({ lawCount: 2 });
  });

  it('afterwards changes nothing, however often', async () => {
    const handle = open(placeWithIndex());
    handle.close();
    handle.close();
    await handle.ready;
    expect(found(searchOf(handle), '인형')).toEqual(['장난감 보호법 1']);
  });
});

describe('a data folder that cannot be written', () => {
  const expectAnswers = async (where: Place): Promise<void> => {
    const search = await opened(where);
    expect(found(search, '카메라')).toEqual(['경찰 카메라법 1', '경찰 카메라법 2']);
    expect(search.mentioning('인형', 5).articleCount).toBe(1);
  };

  it('is no reason not to answer', async () => {
    const where = place();
    writeFileSync(join(where.data, 'file'), '');
    await expectAnswers({ ...where, data: join(where.data, 'file') });
  });

  it.skipIf(process.getuid?.() === 0)(
    'may be one that is not ours (skipped for root, who may write everywhere)',
    async () => {
      const where = place();
      chmodSync(where.data, 0o500);
      await expectAnswers(where);
    },
  );
});
