import { describe, expect, it } from 'vitest';
import { namedLaws } from '../../../knowledge/law/named-laws.ts';
import type { Pinpoint } from '../../../knowledge/law/pinpoint.ts';
import type { ReferenceContext, ReferredLaw } from '../../../knowledge/law/reference-model.ts';
import { namesGivenIn, readReferences } from '../../../knowledge/law/references.ts';

const LAWS = namedLaws([
  { law: 'toy', title: '장난감 보호법', names: ['장보법', 'Toy Protection Act', 'TPA'] },
  { law: 'toy-ed', title: '장난감 보호법 시행령' },
  { law: 'toy-rule', title: '장난감 보호법 시행규칙' },
  { law: 'game', title: '놀이법', names: ['Play Act'] },
]);

const place = ({ article, paragraph, item, subitem }: Pinpoint): string =>
  [
    article,
    paragraph ? `(${paragraph})` : '',
    item ? `#${item}` : '',
    subitem ? `.${subitem}` : '',
  ].join('');

const owner = (law: ReferredLaw<string>): string =>
  law.kind === 'named' ? law.law : law.kind === 'unstated' ? (law.rank ?? '-') : `?${law.name}`;

/** References as "toy 25-2(1)#3.가", ranges as "toy 2 to 5". */
const read = (text: string, context?: ReferenceContext): string[] =>
  readReferences<string>(text, LAWS, context).references.map(
    ({ law, from, to }) => `${owner(law)} ${place(from)}${to ? ` to ${place(to)}` : ''}`,
  );

const refused = (text: string, context?: ReferenceContext): string[] =>
  readReferences<string>(text, LAWS, context).notUnderstood.map(
    ({ why, text: part }) => `${why}: ${part}`,
  );

describe('a single reference', () => {
  it.each([
    { text: '「장난감 보호법」 제23조제1항제2호가목', as: 'toy 23(1)#2.가' },
    { text: '장보법 23조', as: 'toy 23' },
    { text: '장보법23조1항', as: 'toy 23(1)' },
    { text: '장난감보호법 §23', as: 'toy 23' },
    { text: '장보법 § 23 ① 2.', as: 'toy 23(1)#2' },
    { text: '장보법 §23조의2', as: 'toy 23-2' },
    { text: '장보법 제25조의2', as: 'toy 25-2' },
    { text: '장보법 25조의 2', as: 'toy 25-2' },
    { text: '장보법 25의2조', as: 'toy 25-2' },
    { text: '장보법 25-2조', as: 'toy 25-2' },
    { text: '장보법 25조-2', as: 'toy 25-2' },
    { text: '장보법 25조의 2항', as: 'toy 25(2)' },
    { text: '장보법 25조의 3가지 요건', as: 'toy 25' },
    { text: '장보법 제2조제7호의2', as: 'toy 2#7-2' },
    { text: '장보법 제2조제7의2호', as: 'toy 2#7-2' },
    { text: '장보법 제 23 조 제 1 항', as: 'toy 23(1)' },
    { text: '장보법　제２３조（목적）제１항', as: 'toy 23(1)' },
    { text: '장보법 제15조(놀이의 수집ㆍ이용) 제1항 제2호', as: 'toy 15(1)#2' },
    { text: '장보법 제3조①', as: 'toy 3(1)' },
    { text: '장보법 제3조 ①1.', as: 'toy 3(1)#1' },
    { text: '장보법 제3조 (1)항 2호', as: 'toy 3(1)#2' },
    { text: '장보법 第二十三條第一項第二號', as: 'toy 23(1)#2' },
    { text: '장보법 제二三조', as: 'toy 23' },
    { text: '장보법 제이십삼조제일항', as: 'toy 23(1)' },
    { text: '장보법 이십삼조 일항', as: 'toy 23(1)' },
    { text: '장보법 제Ⅲ조', as: 'toy 3' },
    { text: '장보법 제2조 제3호 (나)목', as: 'toy 2#3.나' },
    { text: '장보법 23', as: 'toy 23' },
    { text: '장보법 23-2(1)', as: 'toy 23-2(1)' },
    { text: 'TPA Art. 23(1)', as: 'toy 23(1)' },
    { text: 'TPA art 23 para 1 item 2', as: 'toy 23(1)#2' },
    { text: 'Article 23(1)2 of the TPA', as: 'toy 23(1)#2' },
    { text: 'TPA Article 23 (1) 2 (a)', as: 'toy 23(1)#2.가' },
    { text: 'TPA Article 25-2(1), item 3(b)', as: 'toy 25-2(1)#3.나' },
    { text: 'TPA Article 15, paragraph (1), subparagraph 2', as: 'toy 15(1)#2' },
    { text: 'item 2 of paragraph 1 of Article 23 of the TPA', as: 'toy 23(1)#2' },
    { text: 'Article 39 (Special Provisions) (1) of the TPA', as: 'toy 39(1)' },
    { text: 'TPA Art. 25-2', as: 'toy 25-2' },
    { text: 'TPA Article IV', as: 'toy 4' },
    { text: 'Section 23 of TPA', as: 'toy 23' },
    { text: 'TPA s. 23', as: 'toy 23' },
    { text: 'TPA Article 23(1) 2 years ago', as: 'toy 23(1)' },
    { text: 'Article 9 of the Enforcement Decree of the TPA', as: 'toy-ed 9' },
    { text: '장보법 시행령 제9조', as: 'toy-ed 9' },
    { text: '「장보법 시행령」 제9조', as: 'toy-ed 9' },
  ])('is read in "$text"', ({ text, as }) => {
    expect(read(text)).toEqual([as]);
    expect(refused(text)).toEqual([]);
  });

  it.each([
    { text: '장보법 제3조제1항 단서가', span: '장보법 제3조제1항 단서' },
    {
      text: '장보법 제3조제1항 각 호 외의 부분 본문은',
      span: '장보법 제3조제1항 각 호 외의 부분 본문',
    },
    { text: '제2조제1호가목1) 참고', span: '제2조제1호가목1)' },
    { text: '제2조부터 제5조까지의 규정', span: '제2조부터 제5조까지' },
    { text: '아 「장난감 보호법」 제3조요', span: '「장난감 보호법」 제3조' },
    { text: '(“장난감 보호법” 제3조)', span: '“장난감 보호법” 제3조' },
    { text: 'see Article 3 of the TPA.', span: 'Article 3 of the TPA' },
    { text: `그 ${'장보법 제3조'.normalize('NFD')}가`, span: '장보법 제3조'.normalize('NFD') },
    { text: 'ﷺ 장\u200b보법 제\u00ad３조는', span: '장\u200b보법 제\u00ad３조' },
  ])('takes up "$span" of "$text"', ({ text, span }) => {
    const [first] = readReferences(text, LAWS).references;
    expect(first?.text).toBe(span);
    expect(text.slice(first?.start, first?.end)).toBe(span);
  });
});

describe('several references', () => {
  it.each([
    { text: '장보법 제3조, 제5조 및 제7조제2항', as: ['toy 3', 'toy 5', 'toy 7(2)'] },
    { text: '장보법 제3조제1항ㆍ제2항', as: ['toy 3(1)', 'toy 3(2)'] },
    { text: '장보법 제3조제1항제1호 또는 제3호', as: ['toy 3(1)#1', 'toy 3(1)#3'] },
    { text: '장보법 제3조제2호가목·나목', as: ['toy 3#2.가', 'toy 3#2.나'] },
    { text: '장보법 15·17조', as: ['toy 15', 'toy 17'] },
    { text: '장보법 15조 17조', as: ['toy 15', 'toy 17'] },
    { text: '장보법 제3조①·②', as: ['toy 3(1)', 'toy 3(2)'] },
    { text: '장보법 제15조(제2항을 제외한다) 및 제17조', as: ['toy 15', 'toy 15(2)', 'toy 17'] },
    { text: '장보법 3조, 놀이법 5조', as: ['toy 3', 'game 5'] },
    { text: '장보법 3조와 5조 그리고 6조는', as: ['toy 3', 'toy 5', 'toy 6'] },
    { text: '장보법 25조 2항 말고 3항은?', as: ['toy 25(2)', 'toy 25(3)'] },
    { text: 'Articles 15, 17 and 18 of the TPA', as: ['toy 15', 'toy 17', 'toy 18'] },
    { text: 'TPA §§ 23, 24', as: ['toy 23', 'toy 24'] },
    { text: 'TPA Article 23(1) and (2)', as: ['toy 23(1)', 'toy 23(2)'] },
    { text: 'paragraphs 1 and 2 of Article 23 TPA', as: ['toy 23(1)', 'toy 23(2)'] },
    { text: 'Article 3 of TPA and Article 5 of the Play Act', as: ['toy 3', 'game 5'] },
    { text: 'Article 15 TPA and Art. 6 GDPR', as: ['toy 15', '?GDPR 6'] },
    { text: 'TPA Article 15 and 3 cameras', as: ['toy 15'] },
  ])('are read in "$text"', ({ text, as }) => {
    expect(read(text)).toEqual(as);
  });

  it.each([
    { text: '장보법 제2조부터 제5조까지', as: 'toy 2 to 5' },
    { text: '장보법 제2조 내지 제5조', as: 'toy 2 to 5' },
    { text: '장보법 제2조~제5조', as: 'toy 2 to 5' },
    { text: '장보법 2∼5조', as: 'toy 2 to 5' },
    { text: '장보법 2조에서 5조까지', as: 'toy 2 to 5' },
    { text: '장보법 2-5조', as: 'toy 2 to 5' },
    { text: '장보법 제3조제1항부터 제3항까지', as: 'toy 3(1) to 3(3)' },
    { text: '장보법 제25조의2부터 제25조의5까지', as: 'toy 25-2 to 25-5' },
    { text: '장보법 제2조제1호가목부터 다목까지', as: 'toy 2#1.가 to 2#1.다' },
    { text: 'TPA Articles 2 to 5', as: 'toy 2 to 5' },
    { text: 'TPA Arts. 2-5', as: 'toy 2 to 5' },
    { text: 'TPA Art. 2–5', as: 'toy 2 to 5' },
    { text: 'from Article 2 to Article 5 of TPA', as: 'toy 2 to 5' },
    { text: 'TPA Articles 7-8 to 7-10', as: 'toy 7-8 to 7-10' },
  ])('make one range in "$text"', ({ text, as }) => {
    expect(read(text)).toEqual([as]);
  });

  it('make no range where the first is only where the second is found', () => {
    expect(read('장보법 제2조에서 제5조를 인용')).toEqual(['toy 2', '- 5']);
  });
});

describe('words that point back', () => {
  it.each([
    { text: '장보법 15조와 같은 법 17조', as: ['toy 15', 'toy 17'] },
    { text: '장보법 15조와 동법 시행령 17조', as: ['toy 15', 'toy-ed 17'] },
    { text: '「장난감 보호법」에 따른 놀이는 같은 법 시행규칙 제3조', as: ['toy-rule 3'] },
    { text: '장보법 시행령 3조, 같은 법 5조', as: ['toy-ed 3', 'toy 5'] },
    { text: '장보법 제3조제1항 및 같은 조 제2항', as: ['toy 3(1)', 'toy 3(2)'] },
    { text: '장보법 제3조제1항제2호, 같은 항 제3호', as: ['toy 3(1)#2', 'toy 3(1)#3'] },
    { text: '장보법 제3조제1항제2호가목과 동호 나목', as: ['toy 3(1)#2.가', 'toy 3(1)#2.나'] },
    { text: '장보법 제3조에 따른 놀이, 동조 제2항', as: ['toy 3', 'toy 3(2)'] },
    {
      text: '장보법 제3조(「놀이법」 제5조를 포함한다)와 같은 조 제2항',
      as: ['toy 3', 'game 5', 'toy 3(2)'],
    },
    { text: 'TPA Article 15 and Article 3 of the same Act', as: ['toy 15', 'toy 3'] },
    {
      text: 'TPA Article 15(1) and paragraph 2 of the same Article',
      as: ['toy 15(1)', 'toy 15(2)'],
    },
  ])('are understood in "$text"', ({ text, as }) => {
    expect(read(text)).toEqual(as);
  });
});

describe('official text', () => {
  const decree = (paragraph?: string): ReferenceContext => ({
    law: '장난감 보호법 시행령',
    at: { article: '9', ...(paragraph && { paragraph }) },
  });

  it.each([
    { text: '법 제23조', as: ['toy 23'] },
    { text: '이 영 제23조', as: ['- 23'] },
    { text: '이 법 제23조', as: ['toy 23'] },
    { text: '이 조 및 제10조에서', as: ['- 9', '- 10'] },
    { text: '제2항에 따라', as: ['- 9(2)'] },
    { text: '① 놀이\n② 전항의 놀이', as: ['- 9(1)'] },
    { text: '① 놀이\n② 놀이\n③ 전2항의 놀이', as: ['- 9(1) to 9(2)'] },
    { text: '② 다음\n1. 공\n2. 제1호의 공', as: ['- 9(2)#1'] },
    { text: '② 다음\n3. 놀이\n가. 공\n나. 가목의 공', as: ['- 9(2)#3.가'] },
    { text: '전조의 놀이', as: ['- 8'] },
    { text: '제3조제1항\n② 놀이', as: ['- 3(1)'] },
    {
      text: '장난감(이하 이 조에서 같다)은 법 제3조제1항 및 같은 조 제2항',
      as: ['- 9', 'toy 3(1)', 'toy 3(2)'],
    },
    { text: '법 제3조제1항은 이 조와 다르며 같은 조 제2항', as: ['toy 3(1)', '- 9', 'toy 3(2)'] },
    { text: '같은 법 제3조', as: ['?같은 법 3'] },
    { text: '법 제3조\n제2항의 놀이', as: ['toy 3', '- 9(2)'] },
    { text: '「놀이법」(이하 "놀법"이라 한다) 제3조와 놀법 제4조', as: ['game 3', 'game 4'] },
    { text: '「놀이법」 제2편제3장 놀이의 죄 중 제30조', as: ['game 30'] },
  ])('says of itself in "$text"', ({ text, as }) => {
    expect(read(text, decree())).toEqual(as);
  });

  it('stands where its context says it does', () => {
    expect(read('전항의 놀이', decree('3'))).toEqual(['- 9(2)']);
    const articles = ['8', '8-2', '8-3', '9'];
    expect(read('전조의 놀이', { ...decree(), articles })).toEqual(['- 8-3']);
  });

  it('means the decree by 영 in rules', () => {
    expect(read('영 제3조', { law: '장난감 보호법 시행규칙', at: { article: '1' } })).toEqual([
      'toy-ed 3',
    ]);
  });

  it('calls laws as it said it would, in all its articles', () => {
    const text = '「놀이법」(이하 "법"이라 한다)과 「장난감 보호법」(이하 "장난법"이라 한다)';
    const called = namesGivenIn(text, LAWS);
    expect(called).toEqual(
      new Map([
        ['법', '놀이법'],
        ['장난법', '장난감 보호법'],
      ]),
    );
    const context = { law: '놀이 규정', at: { article: '5' }, called };
    expect(read('법 제3조 및 장난법 제4조', context)).toEqual(['game 3', 'toy 4']);
  });
});

describe('what is no reference to an article', () => {
  it('is not taken up again by words that point back', () => {
    const text = '장보법 제3조제1항제2호, 별표 1 제5호가목의 놀이, 같은 호 나목';
    expect(read(text)).toEqual(['toy 3(1)#2']);
    expect(refused(text)).toEqual(['annex: 별표 1 제5호가목', 'no-antecedent: 같은 호 나목']);
  });

  it.each([
    { text: '별표 1 제2호가목', why: ['annex: 별표 1 제2호가목'] },
    { text: '장보법 별지 제3호서식', why: ['annex: 별지 제3호서식'] },
    {
      text: '별표 1 제2호가목 및 같은 표 제3호',
      why: ['annex: 별표 1 제2호가목', 'annex: 같은 표 제3호'],
    },
    { text: '부칙 제2조제1항 및 제3조', why: ['addendum: 부칙 제2조제1항 및 제3조'] },
    { text: '법률 제4796호로 폐지', why: ['issue-number: 법률 제4796호'] },
    { text: '제2항은?', why: ['no-article: 제2항'] },
    { text: '같은 조에 따라', why: ['no-antecedent: 같은 조'] },
    { text: '장보법 제5조부터 제2조까지', why: ['backwards: 장보법 제5조부터 제2조까지'] },
    { text: '제0조', why: ['number: 제0조'] },
    { text: '제0조제1항 및 제2항', why: ['number: 제0조제1항 및 제2항'] },
    { text: '제2항제3호', why: ['no-article: 제2항제3호'] },
    { text: '제12345조', why: ['number: 제12345조'] },
    { text: '제25조의2의2', why: ['number: 제25조의2'] },
    { text: 'TPA § ?', why: ['unclear: §'] },
    { text: '아파트 202호', why: ['no-article: 202호'] },
  ])('is told of "$text"', ({ text, why }) => {
    expect(read(text)).toEqual([]);
    expect(refused(text)).toEqual(why);
  });

  it.each([
    '3조원',
    '3조 5천억',
    '약 12조 달러',
    '15조원으로 한다',
    '1.5조',
    '조건이 있어요',
    '3조건',
    '5호선',
    '2호점에서',
    '1조 2반',
    '3항차',
    '제1항공여단',
    '제3조사단',
    '3항목',
    '구조와 사항',
    '경제구조는',
    '사회의 이목',
    'this article is good',
    'the article I read',
    'Galaxy S23',
    'cctv 3대',
  ])('is nothing at all in "%s"', (text) => {
    expect([...read(text), ...refused(text)]).toEqual([]);
  });
});
