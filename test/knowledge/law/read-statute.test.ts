import { describe, expect, it } from 'vitest';
import { readStatute, StatuteFormatError } from '../../../knowledge/law/read-statute.ts';
import { lawText, TOY_LAW } from '../../factories.ts';

const article = (body: string, number = '1') => readStatute(lawText(body)).articles.get(number);

describe('readStatute', () => {
  it('reads the front matter', () => {
    expect(readStatute(TOY_LAW)).toMatchObject({
      title: '장난감 보호법',
      lawId: '000001',
      kind: '법률',
      promulgationNumber: '42',
      promulgated: '2025-01-02',
      inForce: '2025-07-03',
      url: 'https://example.org/toy-law',
    });
  });

  it('reads articles in order, also those between two numbers', () => {
    const { articles } = readStatute(
      lawText(`## 제1장 총칙

##### 제1조 (목적)

이 법은 장난감을 지킨다.

## 제2장 인형

##### 제1조의2 (인형 (봉제 인형을 포함한다))

인형을 던지지 아니한다.

##### 제2조

공은 둥글다.`),
    );
    expect([...articles.values()].map(({ number, title, text }) => [number, title, text])).toEqual([
      ['1', '목적', '이 법은 장난감을 지킨다.'],
      ['1-2', '인형 (봉제 인형을 포함한다)', '인형을 던지지 아니한다.'],
      ['2', '', '공은 둥글다.'],
    ]);
  });

  it('reads paragraphs, items and sub-items without Markdown marks', () => {
    const found = article(`##### 제1조 (장난감)

**①** 장난감은 다음 각 호와 같다.

  1\\. 공
  1의2\\. 찌그러진 공
  2\\. 인형. 다만, 다음 각 목의 것은 제외한다.
    가\\. 눈 없는 인형
    나\\. 코 없는 인형

**②** 누구든지 장난감을 \\[함께\\] 쓴다.`);
    expect(found?.paragraphs).toEqual([
      {
        number: '1',
        text: '① 장난감은 다음 각 호와 같다.',
        items: [
          { number: '1', text: '1. 공', subitems: [] },
          { number: '1-2', text: '1의2. 찌그러진 공', subitems: [] },
          {
            number: '2',
            text: '2. 인형. 다만, 다음 각 목의 것은 제외한다.',
            subitems: [
              { letter: '가', text: '가. 눈 없는 인형' },
              { letter: '나', text: '나. 코 없는 인형' },
            ],
          },
        ],
      },
      { number: '2', text: '② 누구든지 장난감을 [함께] 쓴다.', items: [] },
    ]);
    expect(found?.text.split('\n')).toHaveLength(7);
  });

  it('gives an article without numbered paragraphs one paragraph', () => {
    const found = article('##### 제1조 (뜻)\n\n뜻은 다음과 같다.\n\n  1\\. 공: 둥근 것');
    expect(found?.paragraphs).toEqual([
      {
        number: '',
        text: '뜻은 다음과 같다.',
        items: [{ number: '1', text: '1. 공: 둥근 것', subitems: [] }],
      },
    ]);
  });

  it('counts paragraphs beyond twenty', () => {
    const marks = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒';
    const body = [...marks].map((mark) => `**${mark}** 공은 둥글다.`).join('\n\n');
    const numbers = article(`##### 제1조 (공)\n\n${body}`)?.paragraphs.map(({ number }) => number);
    expect(numbers).toEqual([...marks].map((_, index) => `${index + 1}`));
  });

  it.each([
    { body: '삭제 <2020.2.2>', isDeleted: true },
    { body: '삭제', isDeleted: true },
    { body: '공은 둥글다.', isDeleted: false },
    { body: '**①** 삭제 <2020.2.2>\n\n**②** 공은 둥글다.', isDeleted: false },
    { body: '삭제를 요구받은 가게는 지체 없이 따른다.', isDeleted: false },
  ])('takes "$body" for deleted: $isDeleted', ({ body, isDeleted }) => {
    expect(article(`##### 제1조 (공)\n\n${body}`)?.isDeleted).toBe(isDeleted);
  });

  it('leaves the addenda out', () => {
    const { articles } = readStatute(
      lawText('##### 제1조 (목적)\n\n지킨다.\n\n## 부칙\n\n##### 제9조 (시행일)\n\n내일.'),
    );
    expect([...articles.keys()]).toEqual(['1']);
    expect(articles.get('1')?.text).toBe('지킨다.');
  });

  it('reads Windows line ends and decomposed Hangul as the same law', () => {
    expect(readStatute(TOY_LAW.replaceAll('\n', '\r\n'))).toEqual(readStatute(TOY_LAW));
    const [, head = '', body = ''] = TOY_LAW.split('---\n');
    expect(readStatute(`---\n${head}---\n${body.normalize('NFD')}`)).toEqual(readStatute(TOY_LAW));
  });

  it.each([
    { file: 'a file without front matter', text: '##### 제1조 (목적)\n\n지킨다.', says: '---' },
    { file: 'an empty file', text: '', says: '---' },
    {
      file: 'front matter without a title and a number',
      text: TOY_LAW.replace(/^제목: .*\n/m, '').replace(/^공포번호: .*\n/m, ''),
      says: '제목, 공포번호',
    },
    {
      file: 'front matter that is no YAML',
      text: TOY_LAW.replace(/^제목: .*$/m, '제목: "장난감'),
      says: 'front matter',
    },
  ])('refuses $file', ({ text, says }) => {
    const read = () => readStatute(text);
    expect(read).toThrow(StatuteFormatError);
    expect(read).toThrow(says);
  });
});
