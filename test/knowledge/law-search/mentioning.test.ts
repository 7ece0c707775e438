import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../../knowledge/law/law-catalogue.ts';
import { type LawFolder, openLawFolder, statuteIn } from '../../../knowledge/law/law-folder.ts';
import type { ArticleSearch } from '../../../knowledge/law-search/article-search.ts';
import { folded } from '../../../knowledge/search/plain-text.ts';
import { temporaryFolder } from '../../factories.ts';
import { naiveTest } from './naive-mentions.ts';
import { namesOf, searchIn, searchOf, TODAY, type ToyLaw, toyFiles } from './toy-laws.ts';

/** More than an exact answer ever has. */
const MANY = 250;

interface ArticleText {
  readonly name: string;
  readonly text: string;
  readonly plain: string;
  /** Its letters and digits alone. */
  readonly letters: string;
}

const lettersOf = (plain: string): string => plain.replace(/[^\p{L}\p{N}]|ᆞ/gu, '');

/** Every article of the laws of a folder that is not deleted. */
const articlesOf = (folder: LawFolder): readonly ArticleText[] =>
  catalogueOf(folder, TODAY).laws.flatMap(({ file }) =>
    [...(statuteIn(folder, file)?.articles.values() ?? [])]
      .filter(({ isDeleted }) => !isDeleted)
      .map(({ number, title, text }) => {
        const whole = `${title}\n${text}`;
        const plain = folded(whole);
        return { name: `${file} ${number}`, text: whole, plain, letters: lettersOf(plain) };
      }),
  );

/** Every article that is named holds the wording; all that do are named, where the search says so. */
function expectTrue(
  search: ArticleSearch,
  wording: string,
  articles: readonly ArticleText[],
): boolean {
  const letters = lettersOf(folded(wording));
  const stands = naiveTest(wording);
  const { isExact, articleCount, ...found } = search.mentioning(wording, MANY);
  const named = new Set(found.articles.map(({ file, article }) => `${file} ${article}`));
  expect(named.size, wording).toBe(found.articles.length);
  const looked = isExact ? articles : articles.filter(({ name }) => named.has(name));
  const holding = looked.filter((one) => one.letters.includes(letters) && stands(one.plain));
  expect([...named].sort(), wording).toEqual(holding.map(({ name }) => name).sort());
  if (isExact) expect(articleCount, wording).toBe(holding.length);
  return isExact;
}

const lawWith = (texts: readonly string[], number: number): ToyLaw => ({
  title: `장난감 ${'가나다'.charAt(number)}법`,
  articles: Object.fromEntries(texts.map((text, at) => [`제${at + 1}조 (목적)`, text])),
});

/** Wordings of two to eight syllables, the same in every run. */
function wordingsCutFrom(articles: readonly ArticleText[], count: number): readonly string[] {
  let state = 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const wordings = new Set<string>();
  while (wordings.size < count) {
    const { text = '' } = articles[next(articles.length)] ?? {};
    const [wording] = new RegExp(`^(?:[^가-힣]{0,3}[가-힣]){${2 + next(7)}}`).exec(
      text.slice(next(text.length)),
    ) ?? [''];
    if (wording) wordings.add(wording);
  }
  return [...wordings];
}

describe('the articles that mention a wording', () => {
  it('are those in which it stands, whatever was cut out of the text', () => {
    const word = fc.constantFrom(
      ...[
        '생체정보',
        '생체',
        '정보',
        '정보다',
        '동의',
        '동의하여야',
        '한다',
        '보다',
        '에서',
        '이다',
        '경찰이',
        '시ㆍ도',
        '제23조',
        'CCTV',
        '個人情報',
        '갑',
        '처리하는',
        '것으로',
        '그',
      ],
    );
    const text = fc
      .array(fc.tuple(word, fc.constantFrom(' ', ' ', '', '\n\n', '. ')), {
        minLength: 1,
        maxLength: 10,
      })
      .map((words) => words.flat().join('').trim());
    const laws = fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });
    const cuts = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 2, max: 9 })), {
      minLength: 8,
      maxLength: 8,
    });
    let exact = 0;
    fc.assert(
      fc.property(laws, cuts, (texts, places) => {
        const folder = openLawFolder(temporaryFolder(toyFiles(texts.map(lawWith))));
        const search = searchIn(folder);
        const articles = articlesOf(folder);
        for (const [which, from, length] of places) {
          const { text = '' } = articles[which % articles.length] ?? {};
          const wording = text.slice(from % text.length).slice(0, length);
          exact += Number(expectTrue(search, wording, articles));
        }
      }),
      { numRuns: 25 },
    );
    expect(exact).toBeGreaterThan(50);
  });

  const OFFICIAL = fileURLToPath(new URL('../../../../shared/law/kr', import.meta.url));

  it.skipIf(!existsSync(OFFICIAL))(
    'are those in which it stands, for 320 wordings of official text (skipped where ../shared/law/kr is absent)',
    () => {
      // Every law is looked into hundreds of times.
      const folder = openLawFolder(OFFICIAL, { mostCharactersKept: Number.POSITIVE_INFINITY });
      const search = searchIn(folder);
      const articles = articlesOf(folder);
      let exact = 0;
      for (const wording of wordingsCutFrom(articles, 320)) {
        exact += Number(expectTrue(search, wording, articles));
      }
      expect(exact).toBeGreaterThan(100);
    },
    // Every place of fifteen thousand articles is tried for each wording.
    60_000,
  );
});

describe('what is mentioned', () => {
  const search = () =>
    searchOf([
      {
        title: '장난감 보호법',
        articles: {
          '제1조 (생체정보)': '이 법은 인형을 지킨다.',
          '제2조 (목적)': '생체 정보를 지킨다. 시ㆍ도지사가 한다.',
          '제3조 (정보의 보호)': '까지 문화를 지킨다. 제23조를 준용한다.',
        },
      },
      { title: '생체정보법', articles: { '제1조 (목적)': '이 법은 지문을 지킨다.' } },
      {
        title: '경찰법',
        articles: { 제5조의2: '생체정보와 정보를 지킨다. 생체정보는 생체정보다.' },
      },
    ]);
  const mentions = (wording: string) => {
    const { articles, ...counts } = search().mentioning(wording, 10);
    return { ...counts, names: [...namesOf(articles)].sort() };
  };

  it.each([
    {
      what: 'stands in the title, in the text, or there as two words, but not in the name of a law',
      wording: '생체정보',
      names: ['경찰법 5-2', '장난감 보호법 1', '장난감 보호법 2'],
    },
    { what: 'does not begin within another word', wording: '지문', names: ['생체정보법 1'] },
    { what: 'has another dot', wording: '시·도지사', names: ['장난감 보호법 2'] },
    { what: 'has a whole number', wording: '제2', names: [] },
    { what: 'has a number', wording: '제23조', names: ['장난감 보호법 3'] },
    { what: 'stands nowhere', wording: '드론', names: [] },
    { what: 'is of words that stand apart', wording: '지문 인형', names: [] },
    { what: 'goes over the end of a title', wording: '정보이법', names: [] },
  ])('$what', ({ wording, names }) => {
    const lawCount = new Set(names.map((name) => name.replace(/ \S+$/, ''))).size;
    expect(mentions(wording)).toMatchObject({ names, articleCount: names.length, lawCount });
  });

  it('is told with its count, whatever the limit', () => {
    const { articles, articleCount, lawCount, isExact } = search().mentioning('생체정보', 1);
    expect(namesOf(articles)).toEqual(['경찰법 5-2']);
    expect({ articleCount, lawCount, isExact }).toEqual({
      articleCount: 3,
      lawCount: 2,
      isExact: true,
    });
    expect(search().mentioning('생체정보', 0)).toMatchObject({ articles: [], articleCount: 3 });
  });

  it('is named with file, titles and score', () => {
    expect(search().mentioning('지문', 5).articles).toEqual([
      {
        file: '생체정보법/법률.md',
        lawTitle: '생체정보법',
        article: '1',
        articleTitle: '목적',
        score: expect.any(Number),
      },
    ]);
  });

  it.each(['', '  ', '…', '「」'])('is nothing for %j', (wording) => {
    expect(search().mentioning(wording, 5)).toMatchObject({
      articles: [],
      articleCount: 0,
      lawCount: 0,
    });
  });

  it('is still what the text says when it was changed after the index was made', () => {
    const [file = '', text = ''] =
      Object.entries(toyFiles([lawWith(['인형을 지킨다.'], 0)]))[0] ?? [];
    const path = temporaryFolder({ [file]: text });
    const toys = searchIn(openLawFolder(path, { mostCharactersKept: 0 }));
    expect(toys.mentioning('인형', 5).articleCount).toBe(1);
    writeFileSync(join(path, file), text.replace('인형', '구슬'));
    expect(toys.mentioning('인형', 5)).toMatchObject({ articles: [], articleCount: 0 });
    rmSync(join(path, file));
    expect(toys.mentioning('인형', 5)).toMatchObject({ articles: [], articleCount: 0 });
  });
});

describe('a wording in more articles than are looked into', () => {
  const many = (title: string, count: number, text: (at: number) => string): ToyLaw => ({
    title,
    articles: Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`제${at + 1}조`, text(at)]),
    ),
  });

  it('is counted exactly up to 200, and about right beyond', () => {
    const fines = many('벌칙법', 201, () => '과태료를 낸다.');
    expect(
      searchOf([{ ...fines, articles: firstOf(fines, 200) }]).mentioning('과태료', 3),
    ).toMatchObject({
      articleCount: 200,
      isExact: true,
    });
    expect(searchOf([fines]).mentioning('과태료', 3)).toMatchObject({
      articleCount: 201,
      isExact: false,
    });
  });

  it('is not counted in a law that only bears it as its name', () => {
    const named = many('도로교통법', 300, (at) => `${at}의 운전을 정한다.`);
    const other = many('자동차법', 250, () => '도로교통법에 따라 운전한다.');
    const { articles, articleCount, lawCount } = searchOf([named, other]).mentioning(
      '도로교통법',
      7,
    );
    expect(new Set(articles.map(({ lawTitle }) => lawTitle))).toEqual(new Set(['자동차법']));
    expect({ shown: articles.length, articleCount, lawCount }).toEqual({
      shown: 7,
      articleCount: 250,
      lawCount: 1,
    });
  });

  it('is estimated where many articles have its words in another order', () => {
    const there = many('가법', 200, () => '과태료 부과를 정한다.');
    const apart = many('나법', 200, () => '부과한 과태료를 정한다.');
    const { articles, articleCount, isExact } = searchOf([there, apart]).mentioning(
      '과태료 부과',
      250,
    );
    expect(isExact).toBe(false);
    expect(new Set(articles.map(({ lawTitle }) => lawTitle))).toEqual(new Set(['가법']));
    expect(articleCount).toBeGreaterThan(150);
    expect(articleCount).toBeLessThan(250);
  });

  const firstOf = ({ articles }: ToyLaw, count: number) =>
    Object.fromEntries(Object.entries(articles).slice(0, count));
});
