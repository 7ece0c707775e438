import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spellingsOf, wordingTest } from '../../../knowledge/law-search/wording-spellings.ts';
import { folded } from '../../../knowledge/search/plain-text.ts';
import { naiveTest } from './naive-mentions.ts';

const stands = (wording: string, text: string): boolean => wordingTest(spellingsOf(wording))(text);

describe('a wording stands in a text', () => {
  it.each([
    { how: 'as it is', wording: '생체정보', text: '생체정보를 처리한다.' },
    { how: 'within a word', wording: '정보', text: '생체정보처리자' },
    { how: 'without its space', wording: '생체 정보', text: '생체정보를' },
    {
      how: 'over the end of a line where it has a space',
      wording: '목적 이 법',
      text: '목적\n이 법은',
    },
    { how: 'with a word written as two', wording: '생체정보', text: '그 생체 정보를' },
    {
      how: 'with a longer word written as two',
      wording: '고정형영상정보처리기기',
      text: '고정형 영상정보처리기기',
    },
    { how: 'in other case', wording: 'cctv', text: 'CCTV를' },
    { how: 'in full width', wording: 'CCTV', text: 'ＣＣＴＶ' },
    { how: 'in parts of syllables', wording: '생체'.normalize('NFD'), text: '생체' },
    { how: 'with another dot', wording: '시·도', text: '시ㆍ도지사' },
    {
      how: 'with the signs it has',
      wording: '「민법」(제3조)',
      text: '「민법」 (제3조)'.replace(' ', ''),
    },
    {
      how: 'with signs that mean something elsewhere',
      wording: 'a.b*(c)?[d]^{e}|\\$/+',
      text: '가a.b*(c)?[d]^{e}|\\$/+나',
    },
    { how: 'with a number', wording: '제23조', text: '「민법」제23조제1항' },
  ])('$how', ({ wording, text }) => {
    expect(stands(wording, text)).toBe(true);
  });

  it.each([
    { why: 'there are other letters between', wording: '생체정보', text: '생체적 정보' },
    { why: 'it begins in the middle of another word', wording: '지문', text: '까지 문화' },
    {
      why: 'it would begin in the middle of a word that ends',
      wording: '보증금액',
      text: '공매보증 금액',
    },
    { why: 'a word would be written as a single syllable', wording: '보증금', text: '보증 금' },
    { why: 'a word would be written as three', wording: '영상정보처리', text: '영상 정보 처리' },
    { why: 'a word would go on in another line', wording: '생체정보', text: '생체\n정보' },
    { why: 'the number goes on', wording: '제2', text: '제23조' },
    { why: 'the number began before', wording: '3조', text: '제23조' },
    { why: 'the Latin word goes on', wording: 'cc', text: 'CCTV' },
    { why: 'numbers would run together', wording: '2 3', text: '23' },
    { why: 'there is no dot', wording: '시ㆍ도', text: '시도' },
    { why: 'there is no such sign', wording: '「민법」', text: '민법' },
    { why: 'a point is no dot of a list', wording: 'a.b', text: 'axb' },
    { why: 'it is empty', wording: '', text: '' },
    { why: 'it is nothing but spaces', wording: ' \n', text: '가 나' },
  ])('not where $why', ({ wording, text }) => {
    expect(stands(wording, text)).toBe(false);
  });

  const unit = fc.constantFrom(...'가나다 가나다 가나다 \nㆍ·12aA①「');
  const text = fc.string({ unit, maxLength: 60 });
  const wording = fc.string({ unit, maxLength: 8 });

  it('wherever trying every place finds it', () => {
    const cut = fc.tuple(text, fc.nat(59), fc.nat(9)).map(([all, from, length]) => ({
      text: all,
      wording: all.slice(from, from + length),
    }));
    const other = fc.record({ text, wording });
    fc.assert(
      fc.property(fc.oneof(cut, other), ({ text, wording }) => {
        expect(stands(wording, text)).toBe(naiveTest(wording)(folded(text)));
      }),
      { numRuns: 2000 },
    );
  });

  it('that was pasted with thousands of letters, found out in no time', () => {
    const long = '개인정보처리자는 정보주체의 동의를 받아야 한다. '.repeat(150);
    expect(stands(long, `앞 ${long} 뒤`)).toBe(true);
    expect(stands(`${long}아니다`, `앞 ${long} 뒤`)).toBe(false);
  });
});
