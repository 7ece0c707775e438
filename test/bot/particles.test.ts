import { describe, expect, it } from 'vitest';
import { isParticle, PARTICLES, type Particle, particleAfter } from '../../bot/particles.ts';
import { fill } from '../../bot/words.ts';

/** After a vowel, after a final consonant, and after a final ㄹ. */
const FORMS: Readonly<Record<Particle, readonly [string, string, string]>> = {
  '이/가': ['가', '이', '이'],
  '을/를': ['를', '을', '을'],
  '은/는': ['는', '은', '은'],
  '으로/로': ['로', '으로', '로'],
  '와/과': ['와', '과', '과'],
  '이나/나': ['나', '이나', '이나'],
  '이라/라': ['라', '이라', '이라'],
  '이라는/라는': ['라는', '이라는', '이라는'],
  '이랑/랑': ['랑', '이랑', '이랑'],
  '이에요/예요': ['예요', '이에요', '이에요'],
};

const WORDS = [
  { word: '학교', end: 0 },
  { word: '경찰', end: 2 },
  { word: '구청', end: 1 },
  { word: '의', end: 0 },
  { word: '공사·공단', end: 1 },
  { word: '제1호', end: 0 },
  { word: '역 0', end: 1 },
  { word: '1', end: 2 },
  { word: '2', end: 0 },
  { word: '3', end: 1 },
  { word: '4', end: 0 },
  { word: '5', end: 0 },
  { word: '6', end: 1 },
  { word: '7', end: 2 },
  { word: '8', end: 2 },
  { word: '9', end: 0 },
  { word: '10', end: 1 },
  { word: '１', end: 2 },
  { word: '３', end: 1 },
  { word: 'CCTV', end: 0 },
  { word: 'KTX', end: 0 },
  { word: 'URL', end: 2 },
  { word: 'xl', end: 2 },
  { word: 'FM', end: 1 },
  { word: 'CNN', end: 1 },
  { word: 'QR', end: 2 },
  { word: '"구청"', end: 1 },
  { word: '‘학교’', end: 0 },
  { word: '개인정보 보호법(법률)', end: 2 },
  { word: '「도로교통법」', end: 1 },
  { word: '그곳…', end: 1 },
  { word: '경찰서 (서울)', end: 2 },
  { word: '구청'.normalize('NFD'), end: 1 },
  { word: '学校', end: 0 },
  { word: '', end: 0 },
  { word: '???', end: 0 },
] as const;

describe('particleAfter', () => {
  it.each(WORDS)('fits every pair to "$word"', ({ word, end }) => {
    const fitted = PARTICLES.map((particle) => [particle, particleAfter(word, particle)]);
    expect(fitted).toEqual(PARTICLES.map((particle) => [particle, FORMS[particle][end]]));
  });

  it('knows its pairs from other words', () => {
    expect(PARTICLES.every(isParticle)).toBe(true);
    expect(['', '이', '가/이', '은/는 '].filter(isParticle)).toEqual([]);
  });
});

describe('fill with particles', () => {
  it.each([
    { line: '{who|은/는} 왔다', values: { who: '경찰' }, filled: '경찰은 왔다' },
    { line: '{who|은/는} 왔다', values: { who: '회사' }, filled: '회사는 왔다' },
    { line: '{where|으로/로} 가요', values: { where: '병원' }, filled: '병원으로 가요' },
    { line: '{n|이에요/예요}', values: { n: 3 }, filled: '3이에요' },
    { line: '{n|이에요/예요}', values: { n: 2 }, filled: '2예요' },
    { line: '{a|와/과} {b|을/를}', values: { a: '눈', b: '코' }, filled: '눈과 코를' },
    { line: '{who|아무거나}', values: { who: '회사' }, filled: '회사' },
    { line: '{who|은/는}', values: {}, filled: '{who|은/는}' },
    { line: '{who|은/는}', values: { who: '' }, filled: '는' },
  ])('makes "$filled" of "$line"', ({ line, values, filled }) => {
    expect(fill(line, values)).toBe(filled);
  });
});
