import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DatabaseLaw } from '../../../adapters/law-source/database-law.ts';
import { LawAnswerError } from '../../../adapters/law-source/errors.ts';
import { writeStatute } from '../../../adapters/law-source/write-statute.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { articleDigest } from '../../../knowledge/law/find-in-statute.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import { TOY_LAW } from '../../factories.ts';
import { payloadOf } from './as-payload.ts';

const FACTS = {
  법령ID: '000001',
  법령명_한글: '장난감 보호법',
  법종구분: { content: '법률', 법종구분코드: 'A0002' },
  소관부처: { content: '장난감부,팽이부', 소관부처코드: '1,2' },
  제개정구분: '일부개정',
  공포일자: 20250102,
  공포번호: '42',
  시행일자: '20250703',
};

interface Sections {
  readonly facts?: object;
  readonly units?: unknown;
  readonly addenda?: unknown;
}

/** The law that the database would have to answer, written down. */
function written({ facts, units, addenda }: Sections): string {
  const law = DatabaseLaw.parse({
    법령: {
      기본정보: { ...FACTS, ...facts },
      조문: units === undefined ? '' : { 조문단위: units },
      부칙: addenda === undefined ? undefined : { 부칙단위: addenda },
    },
  });
  return writeStatute(law, '7001');
}

/** The body of a law with these articles, without its title and addenda. */
const body = (units: unknown): string =>
  /\n# 장난감 보호법\n\n([\s\S]*?)\n*^## 부칙/m.exec(written({ units }))?.[1] ?? '';

const article = (over: object) => ({
  조문번호: '1',
  조문여부: '조문',
  조문제목: '목적',
  조문내용: '제1조(목적) 이 법은 장난감을 지킨다.',
  ...over,
});

it('writes the layout of the public collection', () => {
  const markdown = written({
    units: [
      { 조문번호: '1', 조문여부: '전문', 조문내용: '제1장 총칙' },
      article({}),
      article({
        조문번호: '2',
        조문가지번호: '3',
        조문제목: '정의',
        조문내용: '제2조의3(정의)',
        조문시행일자: '20260911',
        항: [
          {
            항번호: '①',
            항내용: '① 뜻은 다음과 같다.',
            호: [
              {
                호번호: '1.',
                호내용: '1.  "팽이"란 도는 것',
                목: { 목번호: '가.', 목내용: '가. 나무' },
              },
            ],
          },
          { 항번호: '②', 항내용: '②삭제 <2020.2.2>' },
        ],
      }),
    ],
    addenda: {
      부칙공포일자: '20250102',
      부칙공포번호: '00042',
      부칙내용: [['부칙 <제42호,2025.1.2>', '', '이 법은 공포한 날부터 시행한다.']],
    },
  });
  expect(markdown).toBe(`---
제목: 장난감 보호법
법령MST: 7001
법령ID: '000001'
법령구분: 법률
소관부처:
  - 장난감부
  - 팽이부
공포일자: 2025-01-02
공포번호: '00042'
시행일자: 2025-07-03
상태: 시행
출처: https://www.law.go.kr/법령/장난감보호법
조문시행일자:
  2-3: 2026-09-11
---

# 장난감 보호법

## 제1장 총칙

##### 제1조 (목적)

이 법은 장난감을 지킨다.

##### 제2조의3 (정의)

**①** 뜻은 다음과 같다.

  1\\. "팽이"란 도는 것
    가\\. 나무

**②** 삭제 <2020.2.2>

## 부칙

부칙 <제42호,2025.1.2>

이 법은 공포한 날부터 시행한다.
`);
});

it('says which articles take effect on another day, and leaves out the others', () => {
  const units = ['20250703', '20260911', undefined, ''].map((date, n) =>
    article({ 조문번호: n + 1, 조문내용: `제${n + 1}조(목적) 글`, 조문시행일자: date }),
  );
  const statute = readStatute(written({ units }));
  expect([...statute.articles.values()].map(({ inForce }) => inForce)).toEqual([
    undefined,
    '2026-09-11',
    undefined,
    undefined,
  ]);
});

describe('an article', () => {
  it.each<{ oddity: string; unit: object; is: string }>([
    {
      oddity: 'without a title',
      unit: { 조문제목: undefined, 조문내용: '제1조 글' },
      is: '##### 제1조\n\n글',
    },
    {
      oddity: 'whose title is only in its text',
      unit: { 조문제목: undefined, 조문내용: '제1조(목적) 글' },
      is: '##### 제1조 (목적)\n\n글',
    },
    {
      oddity: 'whose number is only in its text',
      unit: { 조문번호: undefined, 조문내용: '제7조의2(목적) 글' },
      is: '##### 제7조의2 (목적)\n\n글',
    },
    {
      oddity: 'with a branch of 0',
      unit: { 조문가지번호: '0' },
      is: '##### 제1조 (목적)\n\n이 법은 장난감을 지킨다.',
    },
    {
      oddity: 'with padded numbers',
      unit: { 조문번호: '0007', 조문가지번호: '02', 조문내용: '제7조의2(목적) 글' },
      is: '##### 제7조의2 (목적)\n\n글',
    },
    {
      oddity: 'whose branch is only in its text',
      unit: { 조문번호: 7, 조문내용: '제7조의2(목적) 글' },
      is: '##### 제7조의2 (목적)\n\n글',
    },
    {
      oddity: 'whose title has brackets',
      unit: { 조문제목: '법인(유한)의 설립', 조문내용: '제1조(법인(유한)의 설립) 글' },
      is: '##### 제1조 (법인(유한)의 설립)\n\n글',
    },
    {
      oddity: 'whose title stands in square brackets',
      unit: { 조문제목: '법인(유한)의 설립', 조문내용: '제1조[법인(유한)의 설립] 글' },
      is: '##### 제1조 (법인(유한)의 설립)\n\n글',
    },
    {
      oddity: 'whose title has another dot in its text',
      unit: { 조문제목: '팽이·구슬', 조문내용: '제1조(팽이ㆍ구슬) 글' },
      is: '##### 제1조 (팽이·구슬)\n\n글',
    },
    {
      oddity: 'whose text begins with other words in brackets',
      unit: { 조문내용: '제1조(구법) 글' },
      is: '##### 제1조 (목적)\n\n(구법) 글',
    },
    {
      oddity: 'that begins with a reference to another',
      unit: { 조문번호: '9', 조문제목: '', 조문내용: '제3조에 따른 글' },
      is: '##### 제9조\n\n제3조에 따른 글',
    },
    {
      oddity: 'that was deleted',
      unit: { 조문제목: undefined, 조문내용: '제1조 삭제 <2020.2.2>' },
      is: '##### 제1조\n\n삭제 <2020.2.2>',
    },
    {
      oddity: 'that was deleted, in brackets',
      unit: { 조문제목: undefined, 조문내용: '제1조(삭제)' },
      is: '##### 제1조\n\n(삭제)',
    },
    {
      oddity: 'of several lines',
      unit: { 조문내용: [['제1조(목적) 첫째', '  ', '\t┌─┐'], ['└─┘']] },
      is: '##### 제1조 (목적)\n\n첫째\n┌─┐\n└─┘',
    },
    {
      oddity: 'with a line like a heading',
      unit: { 조문내용: '제1조(목적)\n## 부칙' },
      is: '##### 제1조 (목적)\n\n\\## 부칙',
    },
    {
      oddity: 'with another dot',
      unit: { 조문내용: '제1조(목적) 3·1・4･5' },
      is: '##### 제1조 (목적)\n\n3ㆍ1ㆍ4ㆍ5',
    },
    {
      oddity: 'whose items follow without a paragraph',
      unit: { 조문내용: '제1조(목적) 다음', 호: { 호번호: 1, 호내용: '1. 것' } },
      is: '##### 제1조 (목적)\n\n다음\n\n  1\\. 것',
    },
    {
      oddity: 'whose only paragraph stands alone',
      unit: { 조문내용: '제1조(목적)', 항: { 항번호: '①', 항내용: '글' } },
      is: '##### 제1조 (목적)\n\n**①** 글',
    },
    {
      oddity: 'with an empty list of paragraphs',
      unit: { 항: '' },
      is: '##### 제1조 (목적)\n\n이 법은 장난감을 지킨다.',
    },
  ])('$oddity', ({ unit, is }) => {
    expect(body(article(unit))).toBe(is);
  });

  it('without any number is refused: it could not be cited', () => {
    expect(() => body(article({ 조문번호: '', 조문내용: '글' }))).toThrow(LawAnswerError);
  });
});

describe('a paragraph', () => {
  const paragraph = (over: object): string =>
    body(article({ 조문내용: '제1조(목적)', 항: [over] })).replace('##### 제1조 (목적)\n\n', '');

  it.each<{ oddity: string; unit: object; is: string }>([
    { oddity: 'beyond the twentieth', unit: { 항번호: '㉑', 항내용: '㉑ 글' }, is: '**㉑** 글' },
    { oddity: 'without its mark in the text', unit: { 항번호: '②', 항내용: '글' }, is: '**②** 글' },
    { oddity: 'with its mark only in the text', unit: { 항내용: '③글' }, is: '**③** 글' },
    {
      oddity: 'with a second line',
      unit: { 항번호: '①', 항내용: [['① 글', '   둘째']] },
      is: '**①** 글\n 둘째',
    },
    {
      oddity: 'item with a branch',
      unit: { 호: { 호번호: '1.', 호가지번호: '2', 호내용: '1의2. 것' } },
      is: '  1의2\\. 것',
    },
    {
      oddity: 'item without its mark in the text',
      unit: { 호: { 호번호: '1.', 호가지번호: '02', 호내용: '것' } },
      is: '  1의2\\. 것',
    },
    {
      oddity: 'item that begins with a date',
      unit: { 호: { 호번호: '3.', 호내용: '2010. 5. 31. 이전의 것' } },
      is: '  3\\. 2010. 5. 31. 이전의 것',
    },
    {
      oddity: 'item with a second line',
      unit: { 호: { 호번호: '1.', 호내용: '1. 것\n      1) 속' } },
      is: '  1\\. 것\n 1) 속',
    },
    {
      oddity: 'sub-item with a branch',
      unit: { 호: { 호번호: '1.', 호내용: '1. 것', 목: [{ 목번호: '가.', 목내용: '가의2. 속' }] } },
      is: '  1\\. 것\n    가의2\\. 속',
    },
    {
      oddity: 'sub-items without an item',
      unit: { 항내용: '글', 목: [{ 목번호: '가.', 목내용: '가. 속' }] },
      is: '글\n\n    가\\. 속',
    },
  ])('$oddity', ({ unit, is }) => {
    expect(paragraph(unit)).toBe(is);
  });
});

describe('a row that is no article', () => {
  it.each<{ oddity: string; content: unknown; is: string }>([
    {
      oddity: 'a part and its chapter at once',
      content: '제1편 총칙\n제1장 통칙',
      is: '# 제1편 총칙\n\n## 제1장 통칙',
    },
    { oddity: 'a section', content: '제2절의2 벌칙', is: '### 제2절의2 벌칙' },
    { oddity: 'a sub-section', content: '제3관 구슬', is: '#### 제3관 구슬' },
    {
      oddity: 'a note on the next line',
      content: [['제1장 총칙', '<개정 2020.2.2>']],
      is: '## 제1장 총칙 <개정 2020.2.2>',
    },
    {
      oddity: 'a division below',
      content: '제1항 나무 팽이 <개정 2012.2.10>',
      is: '**제1항 나무 팽이 <개정 2012.2.10>**',
    },
    {
      oddity: 'a preamble',
      content: '전문\n우리는 놀기로 하였다.',
      is: '전문\n\n우리는 놀기로 하였다.',
    },
    { oddity: 'nothing', content: '', is: '' },
  ])('$oddity', ({ content, is }) => {
    expect(body({ 조문번호: '1', 조문여부: '전문', 조문내용: content })).toBe(is);
  });

  it('is known by its text where the database does not say what it is', () => {
    expect(body([{ 조문번호: '1', 조문내용: '제1장 총칙' }, article({})])).toMatch(
      /^## 제1장 총칙\n/,
    );
  });
});

describe('the facts and addenda', () => {
  it('a law that was abolished is marked so', () => {
    expect(
      readStatute(written({ facts: { 제개정구분: '폐지' }, units: article({}) })).isRepealed,
    ).toBe(true);
    expect(readStatute(written({ units: article({}) })).isRepealed).toBe(false);
  });

  it('the title has the one dot that the collection writes', () => {
    expect(readStatute(written({ facts: { 법령명_한글: '팽이·구슬법' } })).title).toBe(
      '팽이ㆍ구슬법',
    );
  });

  it('a title that YAML would take for something else stays as it is', () => {
    for (const title of ['팽이: 구슬에 관한 법', "'장난감' 법", '- 법', '2026', 'true', '#법']) {
      expect(readStatute(written({ facts: { 법령명_한글: title } })).title).toBe(title);
    }
  });

  it('an addendum without its heading gets one', () => {
    const addenda = [
      { 부칙공포일자: '20250102', 부칙공포번호: '00042', 부칙내용: '글' },
      { 부칙내용: '글' },
    ];
    expect(written({ units: article({}), addenda })).toContain(
      '## 부칙\n\n부칙 <제42호,2025.1.2>\n\n글\n\n부칙\n\n글\n',
    );
  });

  it('a law without articles and addenda still ends like a whole file', () => {
    expect(written({})).toMatch(/## 부칙\n$/);
  });
});

/** What is written and read again must be the law that was read first. */
const roundTrip = (text: string) => {
  const before = readStatute(text);
  const payload: unknown = JSON.parse(JSON.stringify(payloadOf(before)));
  return { before, after: readStatute(writeStatute(DatabaseLaw.parse(payload), '7001')) };
};

it('gives the toy law back as it was', () => {
  const { before, after } = roundTrip(TOY_LAW);
  expect(after.articles).toEqual(before.articles);
});

const word = fc.stringMatching(/^[가-힣]{1,6}$/);
const sentence = fc
  .array(word, { minLength: 1, maxLength: 5 })
  .map((words) => `${words.join(' ')}다`);
const item = fc.record({ text: sentence, subitems: fc.array(sentence, { maxLength: 3 }) });
const paragraph = fc.record({ text: sentence, items: fc.array(item, { maxLength: 3 }) });
const unit = fc.record({
  title: word,
  branch: fc.option(fc.integer({ min: 2, max: 20 }), { nil: undefined }),
  lead: fc.option(sentence, { nil: undefined }),
  paragraphs: fc.array(paragraph, { maxLength: 4 }),
});

it('gives any law back that the database can answer: every part where it was, with its own words', () => {
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 5 }), (drafts) => {
      const units = drafts.map((draft, n) => {
        const name = draft.branch ? `제${n + 1}조의${draft.branch}` : `제${n + 1}조`;
        return {
          조문번호: `${n + 1}`,
          조문가지번호: draft.branch,
          조문여부: '조문',
          조문제목: draft.title,
          조문내용: `${name}(${draft.title}) ${draft.lead ?? ''}`,
          항: draft.paragraphs.map(({ text, items }, p) => ({
            항번호: '①②③④'[p],
            항내용: `${'①②③④'[p]} ${text}`,
            호: items.map(({ text: words, subitems }, i) => ({
              호번호: `${i + 1}.`,
              호내용: `${i + 1}.  ${words}`,
              목: subitems.map((inner, s) => ({
                목번호: `${'가나다'[s]}.`,
                목내용: `${'가나다'[s]}. ${inner}`,
              })),
            })),
          })),
        };
      });
      const read = [...readStatute(written({ units })).articles.values()];
      const expected = drafts.map((draft, n) => ({
        number: draft.branch ? `${n + 1}-${draft.branch}` : `${n + 1}`,
        title: draft.title,
        lines: [
          draft.lead ?? [],
          draft.paragraphs.map(({ text, items }, p) => [
            `${'①②③④'[p]} ${text}`,
            items.map(({ text: words, subitems }, i) => [
              `${i + 1}. ${words}`,
              subitems.map((inner, s) => `${'가나다'[s]}. ${inner}`),
            ]),
          ]),
        ].flat(5),
      }));
      expect(
        read.map(({ number, title, text }) => ({
          number,
          title,
          lines: text.split('\n').filter(Boolean),
        })),
      ).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

const OFFICIAL = join(projectRoot(), '../shared/law/kr');

it.skipIf(!existsSync(OFFICIAL))(
  'gives every article of the official texts back with the same digest (skipped without ../shared/law/kr)',
  () => {
    const files = readdirSync(OFFICIAL, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.md'),
    );
    const lost = files.flatMap((file) => {
      const { before, after } = roundTrip(readFileSync(join(OFFICIAL, file), 'utf8'));
      return [...before.articles.values()]
        .filter((original) => {
          const copy = after.articles.get(original.number);
          return !copy || articleDigest(copy) !== articleDigest(original);
        })
        .map(({ number }) => `${file} ${number}`);
    });
    expect(files.length).toBeGreaterThan(100);
    expect(lost).toEqual([]);
  },
);
