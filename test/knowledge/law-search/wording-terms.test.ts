import { describe, expect, it } from 'vitest';
import { spellingsOf } from '../../../knowledge/law-search/wording-spellings.ts';
import { certainTerms, likelyTerms } from '../../../knowledge/law-search/wording-terms.ts';

describe('the spellings of a wording', () => {
  it.each([
    { wording: '지문', spellings: ['지문'] },
    { wording: '생체정보', spellings: ['생체정보', '생체\n정보'] },
    { wording: ' 얼굴인식  CCTV ', spellings: ['얼굴인식 cctv', '얼굴\n인식 cctv'] },
    {
      wording: '행정처분기준',
      spellings: ['행정처분기준', '행정\n처분기준', '행정처\n분기준', '행정처분\n기준'],
    },
    { wording: '', spellings: [''] },
  ])('$wording', ({ wording, spellings }) => {
    expect(spellingsOf(wording)).toEqual(spellings);
  });

  it('are one where it was copied rather than typed', () => {
    expect(spellingsOf('생체정보를 처리한다. '.repeat(5))).toHaveLength(1);
  });
});

describe('the terms that every article with a wording has', () => {
  it.each([
    { why: 'pairs of syllables', spelling: '얼굴인식', terms: ['얼굴', '굴인', '인식'] },
    {
      why: 'no pair that may be part of a particle (보다)',
      spelling: '생체정보',
      terms: ['생체', '체정'],
    },
    { why: 'no particle', spelling: '생체를', terms: ['생체'] },
    { why: 'a word that only looks as if it had one', spelling: '동의', terms: ['동의'] },
    { why: 'nothing of what may be an ending', spelling: '하여야 한다', terms: [] },
    { why: 'nothing of the middle of an ending', spelling: '여야 생체', terms: ['생체'] },
    { why: 'not a syllable that may be part of a word', spelling: '갑 생체', terms: ['생체'] },
    { why: 'a syllable between signs', spelling: '시ㆍ갑ㆍ군', terms: ['갑'] },
    {
      why: 'all of a word between signs',
      spelling: '「생체정보」',
      terms: ['생체정보_', '생체', '체정', '정보'],
    },
    { why: 'numbers', spelling: '제23조제1항', terms: ['23', '조제_', '조제', '1'] },
    { why: 'the stem of a Latin word', spelling: 'cameras', terms: ['camera'] },
    { why: 'Han letters', spelling: '個人', terms: ['個', '人', '個人'] },
    { why: 'nothing of letters that may go on', spelling: 'камера', terms: [] },
    {
      why: 'whole words where one is written as two',
      spelling: '생체\n정보',
      terms: ['생체_', '생체'],
    },
  ])('are $why', ({ spelling, terms }) => {
    expect(certainTerms(spelling)).toEqual(terms);
  });
});

describe('the terms that most articles with a wording have', () => {
  it.each([
    { spelling: '하여야 한다', terms: ['하여', '한다'] },
    { spelling: '정보', terms: ['정보'] },
    { spelling: '시ᆞ도', terms: ['시'] },
    { spelling: '갑', terms: ['갑'] },
    { spelling: '…', terms: [] },
  ])('$spelling: $terms', ({ spelling, terms }) => {
    expect(likelyTerms(spelling)).toEqual(terms);
  });
});
