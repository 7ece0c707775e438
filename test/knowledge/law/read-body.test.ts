import { describe, expect, it } from 'vitest';
import { articleDigest, findInStatute } from '../../../knowledge/law/find-in-statute.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import { lawText } from '../../factories.ts';

const statute = (body: string, front: Readonly<Record<string, string>> = {}) =>
  readStatute(lawText(body, front));

/** What was not understood, as `line of the body: reason`. */
const unread = (body: string): readonly string[] => {
  const text = lawText(body);
  const above = text.slice(0, text.indexOf(body)).split('\n').length - 1;
  return readStatute(text).unread.map(({ line, why }) => `${line - above}: ${why}`);
};

const article = (body: string) => statute(`##### 제1조 (공)\n\n${body}`).articles.get('1');

describe('divisions', () => {
  it('have a level, a number and a title, and know the article that follows', () => {
    const { divisions } = statute(`# 제1편 총칙 <개정 2020.2.2>

## 제1장 놀이

### 제2절의2 삭제 <2020.2.2>

##### 제1조

공.

#### 제3관 인형

**제1항 봉제 인형 <개정 2012.2.10>**

##### 제2조의2

인형.

## 제4장의3 벌칙`);
    expect(divisions).toEqual([
      { level: 1, kind: '편', number: '1', title: '총칙 <개정 2020.2.2>', firstArticle: '1' },
      { level: 2, kind: '장', number: '1', title: '놀이', firstArticle: '1' },
      { level: 3, kind: '절', number: '2-2', title: '삭제 <2020.2.2>', firstArticle: '1' },
      { level: 4, kind: '관', number: '3', title: '인형', firstArticle: '2-2' },
      {
        level: 5,
        kind: '항',
        number: '1',
        title: '봉제 인형 <개정 2012.2.10>',
        firstArticle: '2-2',
      },
      { level: 2, kind: '장', number: '4-3', title: '벌칙' },
    ]);
  });

  it('are no part of the article before them', () => {
    const { articles, unread } = statute(
      '##### 제1조\n\n공.\n\n**제2속 인형**\n\n##### 제2조\n\n인형.',
    );
    expect(articles.get('1')?.text).toBe('공.');
    expect(unread).toEqual([]);
  });

  it.each([
    { body: '**제1항의 공은 둥글다.**', text: '제1항의 공은 둥글다.' },
    { body: '제1장 및 제2장에서 정한 공은 둥글다.', text: '제1장 및 제2장에서 정한 공은 둥글다.' },
    { body: '#1 공은 둥글다.', text: '#1 공은 둥글다.' },
  ])('are not seen in "$body"', ({ body, text }) => {
    expect(article(body)?.text).toBe(text);
  });
});

describe('text without an article', () => {
  it('before the first article is the preamble', () => {
    const { preamble, articles, unread } = statute(
      '유구한 놀이의 역사\n\n2020년\n\n## 제1장\n\n##### 제1조\n\n공.',
    );
    expect(preamble).toBe('유구한 놀이의 역사\n2020년');
    expect(articles.size).toBe(1);
    expect(unread).toEqual([]);
  });

  it('is all that a law without articles has', () => {
    const { preamble, articles } = statute('공용 공은 둥근 공으로 한다. <개정 2014.1.7>');
    expect([preamble, articles.size]).toEqual(['공용 공은 둥근 공으로 한다. <개정 2014.1.7>', 0]);
  });

  it('may be called article 0, and is found as such', () => {
    const law = statute('##### 제0조\n\n공은 둥글다.');
    expect(findInStatute(law, { article: '0' })).toMatchObject({ text: '공은 둥글다.' });
  });
});

describe('a law that is no more', () => {
  it.each([
    { what: 'its state', body: '##### 제1조\n\n공.', front: { 상태: '폐지' }, isRepealed: true },
    {
      what: 'another state',
      body: '##### 제1조\n\n공.',
      front: { 상태: '시행' },
      isRepealed: false,
    },
    {
      what: 'a remaking',
      body: '##### 제1조\n\n공.',
      front: { 상태: '폐지제정' },
      isRepealed: false,
    },
    {
      what: 'its only sentence',
      body: '장난감 보호법은 이를 폐지한다.',
      front: {},
      isRepealed: true,
    },
    { what: 'article 0', body: '##### 제0조\n\n장난감법을 폐지한다.', front: {}, isRepealed: true },
    {
      what: 'a sentence among others',
      body: '장난감법은 폐지한다. 공은 둥글다.',
      front: {},
      isRepealed: false,
    },
    {
      what: 'an article that repeals another law',
      body: '##### 제1조\n\n공놀이법은 폐지한다.',
      front: {},
      isRepealed: false,
    },
    { what: 'a sentence of another end', body: '공은 둥글다.', front: {}, isRepealed: false },
  ])('is known by $what: $isRepealed', ({ body, front, isRepealed }) => {
    expect(statute(body, front).isRepealed).toBe(isRepealed);
  });
});

describe('addenda', () => {
  it('are told apart by promulgation', () => {
    const { addenda, articles } = statute(`##### 제1조

공.

## 부칙

부칙 <제42호,2020.2.2>

제1조 (시행일) 이 법은 공포한 날부터 시행한다.

부칙(인형법) <제43호, 2025. 1. 2.>

제2조 부칙 제1조 중 "오늘"을 "내일"로 한다.
부칙 제8조를 삭제한다.`);
    expect(addenda).toEqual([
      {
        heading: '부칙 <제42호,2020.2.2>',
        promulgated: '2020-02-02',
        text: '제1조 (시행일) 이 법은 공포한 날부터 시행한다.',
      },
      {
        heading: '부칙(인형법) <제43호, 2025. 1. 2.>',
        promulgated: '2025-01-02',
        text: '제2조 부칙 제1조 중 "오늘"을 "내일"로 한다.\n부칙 제8조를 삭제한다.',
      },
    ]);
    expect([...articles.keys()]).toEqual(['1']);
  });

  it('may have no heading of their own', () => {
    expect(statute('##### 제1조\n\n공.\n\n## 부칙\n\n내일부터.').addenda).toEqual([
      { heading: '', text: '내일부터.' },
    ]);
  });

  it('older than the law are told: the end of the file may be missing', () => {
    const body = '##### 제1조\n\n공.\n\n## 부칙\n\n부칙 <제42호,2020.2.2>\n\n내일부터.';
    expect(statute(body).unread).toMatchObject([
      { text: '부칙 <제42호,2020.2.2>', why: 'addenda-end-early' },
    ]);
    expect(statute(body, { 공포일자: '2020-02-02' }).unread).toEqual([]);
    expect(statute(body, { 공포일자: '2020-02-20' }).unread).toHaveLength(1);
  });
});

describe('dates of single articles', () => {
  it('are those of the front matter; the others have none', () => {
    const { articles } = statute('##### 제1조\n\n공.\n\n##### 제1조의2\n\n인형.', {
      조문시행일자: "{'1-2': '2027-01-01'}",
    });
    expect(articles.get('1')).not.toHaveProperty('inForce');
    expect(articles.get('1-2')?.inForce).toBe('2027-01-01');
  });
});

describe('marks', () => {
  it('of paragraphs are known up to fifty, also where a letter stands for the first', () => {
    const marks = [...'ⓛ②③㉚㉛㉟㊱㊿'];
    const found = article(marks.map((mark) => `**${mark}** 공.`).join('\n\n'));
    const numbers = ['1', '2', '3', '30', '31', '35', '36', '50'];
    expect(found?.paragraphs.map(({ number }) => number)).toEqual(numbers);
  });

  it('that the collection has doubled are set once', () => {
    const found = article('**㉑** ㉑ 공은 둥글다.\n\n**㉒** ㉑ 공.');
    expect(found?.text).toBe('㉑ 공은 둥글다.\n㉒ ㉑ 공.');
  });

  it('below a sub-item belong to it', () => {
    const found = article('  1\\. 공\n    가\\. 둥근 공\n 1) 큰 공\n 가) 더 큰 공\n  2\\. 인형');
    expect(found?.paragraphs[0]?.items).toEqual([
      {
        number: '1',
        text: '1. 공',
        subitems: [{ letter: '가', text: '가. 둥근 공\n1) 큰 공\n가) 더 큰 공' }],
      },
      { number: '2', text: '2. 인형', subitems: [] },
    ]);
    expect(found?.text.split('\n')).toHaveLength(5);
  });

  it('of items may begin a text with a number', () => {
    const items = article('  1\\. 10년이 지난 공\n  2\\. 5개의 공\n  2의2\\. 3개')?.paragraphs[0]
      ?.items;
    expect(items?.map(({ number }) => number)).toEqual(['1', '2', '2-2']);
  });
});

describe('what is not understood', () => {
  it.each([
    {
      what: 'nothing of a sound law',
      body: '##### 제1조\n① 공\n1. 공\n가. 공\n② 공\n1. 공',
      told: [],
    },
    {
      what: 'a heading of no kind',
      body: '## 별표 1\n\n공의 표',
      told: ['1: odd-heading', '3: under-odd-heading'],
    },
    {
      what: 'an article number of its own kind',
      body: '##### 제1조의2의3\n공',
      told: ['1: odd-heading', '2: under-odd-heading'],
    },
    {
      what: 'a heading with text after its brackets',
      body: '##### 제1조 (공) 공은',
      told: ['1: odd-heading'],
    },
    { what: 'an endless number', body: `##### 제${'9'.repeat(400)}조`, told: ['1: odd-heading'] },
    { what: 'text under a chapter', body: '## 제1장\n\n공은 둥글다.', told: ['3: under-division'] },
    {
      what: 'a second article of one number',
      body: '##### 제1조\n공\n##### 제1조\n① 인형\n집',
      told: ['3: repeated-article', '4: repeated-article', '5: repeated-article'],
    },
    {
      what: 'a second paragraph of one number',
      body: '##### 제1조\n① 공\n② 공\n② 공',
      told: ['4: repeated-number'],
    },
    {
      what: 'second items of one number',
      body: '##### 제1조\n① 공\n1. 공\n2. 공\n1. 인형\n② 공\n1. 공',
      told: ['5: repeated-number'],
    },
    {
      what: 'a second sub-item of one letter',
      body: '##### 제1조\n1. 공\n가. 공\n가. 공',
      told: ['4: repeated-number'],
    },
    {
      what: 'a sub-item without an item',
      body: '##### 제1조\n① 공\n가. 공',
      told: ['3: mark-out-of-place'],
    },
    {
      what: 'a branch of a sub-item',
      body: '##### 제1조\n1. 공\n가. 공\n가의2. 공',
      told: ['4: mark-out-of-place'],
    },
    {
      what: 'a branch of a branch',
      body: '##### 제1조\n1. 공\n1의2의3. 공',
      told: ['3: mark-out-of-place'],
    },
    {
      what: 'an item without its dot',
      body: '##### 제1조\n1. 공\n2 공\n5 공',
      told: ['3: mark-out-of-place'],
    },
    {
      what: 'a broken decimal number',
      body: '##### 제1조\n1. 공\n0. 5미터\n7. 5미터',
      told: ['3: broken-number', '4: broken-number'],
    },
    { what: 'no decimal number', body: '##### 제1조\n1. 공\n1.5미터', told: [] },
    {
      what: 'an empty picture',
      body: '##### 제1조\n공\n<img src="x" >\n</img>',
      told: ['3: picture'],
    },
    {
      what: 'a picture that says null',
      body: '##### 제1조\n"<img src="x" >null</img>"표',
      told: ['2: picture'],
    },
    {
      what: 'an empty picture before a full one',
      body: '<img >\n</img>\n\n<img >a</img>',
      told: ['1: picture'],
    },
    {
      what: 'no drawn formula',
      body: '##### 제1조\n<img src="x" >\n a\n───\n b\n</img>',
      told: [],
    },
    { what: 'an item that is none', body: '##### 제1조\n0. 공', told: ['2: broken-number'] },
    {
      what: 'an empty picture after a full one',
      body: '##### 제1조\n<img >a</img>\n공\n<img >\n</img>',
      told: ['4: picture'],
    },
    {
      what: 'several things, in the order of the lines',
      body: '<img >\n</img>\n##### 제1조\n0. 5\n<img ></img>\n## 별표',
      told: ['1: picture', '4: broken-number', '5: picture', '6: odd-heading'],
    },
  ])('is told line by line: $what', ({ body, told }) => {
    expect(unread(body)).toEqual(told);
  });

  it('does not replace what was read before it', () => {
    const { articles } = statute('##### 제1조 (공)\n공\n##### 제1조 (인형)\n인형\n##### 제2조\n집');
    expect([...articles.values()].map(({ text }) => text)).toEqual(['공', '집']);
  });

  it('keeps its text where it stood, though a look-up does not find it', () => {
    const body = '##### 제1조\n① 공\n가. 공\n1. 인형\n0. 5미터\n1. 집';
    const found = statute(body).articles.get('1');
    expect(found?.text).toBe('① 공\n가. 공\n1. 인형\n0. 5미터\n1. 집');
    const { paragraphs = [] } = found ?? {};
    expect(paragraphs[0]?.text).toBe('① 공\n가. 공');
    expect(paragraphs[0]?.items.map(({ text }) => text)).toEqual(['1. 인형\n0. 5미터', '1. 집']);
  });

  it('is counted by lines of the file, with Windows line ends too', () => {
    const text = lawText('##### 제1조\n\n공\n\n## 별표\n\n## 부칙\n\n오늘\n내일');
    const [told] = readStatute(text).unread;
    expect(text.split('\n')[(told?.line ?? 0) - 1]).toBe('## 별표');
    const windows = readStatute(text.replaceAll('\n', '\r\n'));
    expect(windows).toEqual(readStatute(text));
    expect(windows.unread).toEqual([told]);
  });
});

it('spaces in headings and escapes in titles change nothing', () => {
  const { articles } = statute('#####  제 1 조의 2  (공\\(球\\))\n\n공.');
  expect(articles.get('1-2')).toMatchObject({ number: '1-2', title: '공(球)', text: '공.' });
});

it('the digest of an article is that of its words, however the collection marks them', () => {
  const doubled = article('**㉑** ㉑ 공은 둥글다.');
  const plain = article('㉑ 공은 둥글다.');
  expect(doubled && articleDigest(doubled)).toBe(plain && articleDigest(plain));
});
