import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded } from '../../../knowledge/search/plain-text.ts';
import {
  contentWords,
  englishStem,
  koreanStem,
  lexicalTerms,
  wordsOf,
} from '../../../knowledge/search/tokens.ts';

describe('koreanStem', () => {
  it.each([
    { word: '학교에서', stem: '학교' },
    { word: '얼굴은', stem: '얼굴' },
    { word: '경찰이', stem: '경찰' },
    { word: '카메라로', stem: '카메라' },
    { word: '촬영하면', stem: '촬영' },
    { word: '설치했는데', stem: '설치' },
    { word: '애한테', stem: '애' },
    { word: '얼굴', stem: '얼굴' },
    { word: '애', stem: '애' },
  ])('cuts $word to $stem', ({ word, stem }) => {
    expect(koreanStem(word)).toBe(stem);
  });

  it.each(['허가', '신고', '제도', '동의', '어린이', '역할', '본인'])(
    'leaves %s whole, which only looks inflected',
    (word) => {
      expect(koreanStem(word)).toBe(word);
    },
  );

  it('always leaves the beginning of the word', () => {
    const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((c) => String.fromCharCode(c));
    const word = fc.string({
      unit: fc.oneof(syllable, fc.constantFrom(...'은는이가에서하고')),
      minLength: 1,
    });
    fc.assert(
      fc.property(word, (text) => {
        const stem = koreanStem(text);
        expect(stem.length).toBeGreaterThan(0);
        expect(text.startsWith(stem)).toBe(true);
      }),
    );
  });
});

describe('englishStem', () => {
  it.each([
    ['camera', 'cameras'],
    ['camera', "camera's"],
    ['face', 'faces'],
    ['city', 'cities'],
    ['store', 'stores'],
    ['watch', 'watches'],
    ['size', 'sizes'],
    ['app', 'apps'],
    ['scan', 'scanning'],
    ['scan', 'scanned'],
    ['record', 'recorded'],
    ['bus', 'buses'],
    ['pass', 'passes'],
    ['glass', 'glasses'],
    ['business', 'businesses'],
    ['address', 'addresses'],
    ['case', 'cases'],
    ['house', 'houses'],
    ['purpose', 'purposes'],
    ['database', 'databases'],
  ])('gives %s and %s one stem', (one, other) => {
    expect(englishStem(other)).toBe(englishStem(one));
  });

  it.each([
    ['police', 'policy'],
    ['face', 'fact'],
    ['king', 'kid'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(englishStem(other)).not.toBe(englishStem(one));
  });
});

describe('wordsOf', () => {
  it('cuts a mixed text into words with their places', () => {
    expect(wordsOf('CCTV를 School에서 25조')).toEqual([
      { raw: 'cctv', stem: 'cctv', at: 0, hangul: false },
      { raw: '를', stem: '를', at: 4, hangul: true },
      { raw: 'school', stem: 'school', at: 6, hangul: false },
      { raw: '에서', stem: '에서', at: 12, hangul: true },
      { raw: '25', stem: '25', at: 15, hangul: false },
      { raw: '조', stem: '조', at: 17, hangul: true },
    ]);
  });

  it('keeps words of other scripts', () => {
    expect(wordsOf('人脸识别 камера').map(({ raw }) => raw)).toEqual(['人脸识别', 'камера']);
  });

  it('says where each word stands in the folded text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { raw, at } of wordsOf(text))
          expect(folded(text).startsWith(raw, at)).toBe(true);
      }),
    );
  });
});

describe('contentWords', () => {
  it.each([
    { text: '학교에서 얼굴인식 해도 되나요?', stems: ['학교', '얼굴인식'] },
    { text: 'Can the school use cameras?', stems: ['school', 'use', 'camera'] },
    { text: '어떻게 해야 하나요?', stems: [] },
  ])('keeps the subject of "$text"', ({ text, stems }) => {
    expect(contentWords(text).map(({ stem }) => stem)).toEqual(stems);
  });
});

describe('lexicalTerms', () => {
  it('gives a Korean stem and its pairs, other words as they are', () => {
    expect(lexicalTerms(wordsOf('얼굴인식 cctv 애'))).toEqual([
      '얼굴인식_',
      '얼굴',
      '굴인',
      '인식',
      'cctv',
      '애',
    ]);
  });
});
