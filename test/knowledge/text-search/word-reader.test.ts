import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../knowledge/text-search/term-table.ts';
import {
  type IndexedWord,
  KOREAN_TOKENISER,
  type Tokeniser,
  WordReader,
} from '../../../knowledge/text-search/word-reader.ts';

const read = (text: string): readonly IndexedWord[] =>
  new WordReader(KOREAN_TOKENISER, (word) => word).read(text);
const termsOf = (text: string): readonly string[] => read(text).flatMap(({ terms }) => terms);

describe('the words of a text', () => {
  it.each([
    { what: 'Korean words at spaces', text: '얼굴 인식', words: ['얼굴', '인식'] },
    { what: 'words between dots', text: '시ㆍ도ㆍ군', words: ['시', '도', '군'] },
    { what: 'every sort of dot', text: '가ㆍ나·다‧라•마・바', words: [...'가나다라마바'] },
    { what: 'articles', text: '제25조의2제1항', words: ['제', '25', '조의', '2', '제', '1', '항'] },
    {
      what: 'Latin, digits and Hangul apart',
      text: 'CCTV카메라3대',
      words: ['cctv', '카메라', '3', '대'],
    },
    { what: 'letters of full width', text: 'ＣＣＴＶ　２대', words: ['cctv', '2', '대'] },
    { what: 'circled numbers', text: '①항', words: ['1', '항'] },
    { what: 'Hangul in parts', text: '얼굴'.normalize('NFD'), words: ['얼굴'] },
    { what: 'an apostrophe within a word', text: "the owner's", words: ['the', "owner's"] },
    { what: 'Han beside Hangul', text: '個人정보', words: ['個人', '정보'] },
    { what: 'kana and Han together', text: '顔写真のデータ', words: ['顔写真のデータ'] },
    { what: 'quotation marks and brackets away', text: '「민법」(법률)', words: ['민법', '법률'] },
    { what: 'nothing in a text of marks', text: '… ㆍ — 「」', words: [] },
    { what: 'nothing in an empty text', text: '', words: [] },
  ])('reads $what', ({ text, words }) => {
    expect([...KOREAN_TOKENISER.words(text)]).toEqual(words);
  });
});

describe('the terms of a word', () => {
  it.each([
    {
      what: 'a stem and its pairs',
      text: '생체정보',
      terms: ['생체정보_', '생체', '체정', '정보'],
    },
    { what: 'no particle', text: '얼굴을', terms: ['얼굴_', '얼굴'] },
    { what: 'no ending', text: '촬영하여야', terms: ['촬영_', '촬영'] },
    { what: 'a word that only looks as if it had one', text: '동의', terms: ['동의_', '동의'] },
    { what: 'one syllable as it is', text: '갑', terms: ['갑'] },
    { what: 'the stem of an English word', text: 'Cameras', terms: ['camera'] },
    { what: 'a number', text: '25', terms: ['25'] },
    {
      what: 'Han letter by letter and in pairs',
      text: '個人情報',
      terms: [...'個人情報', '個人', '人情', '情報'],
    },
    { what: 'one Han letter', text: '法', terms: ['法'] },
    { what: 'Cyrillic', text: 'Камера', terms: ['камера'] },
  ])('are $what', ({ text, terms }) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it('of a compound hold those of its parts', () => {
    for (const part of ['영상', '정보', '처리', '기기']) {
      expect(termsOf('영상정보처리기기')).toContain(part);
    }
  });

  it('stand for the stem where two words side by side are told', () => {
    expect(read('얼굴은').map(({ hash }) => hash)).toEqual([hashOf('얼굴')]);
    expect(read('cameras').map(({ hash }) => hash)).toEqual([hashOf('camera')]);
  });
});

describe('a stop word', () => {
  it.each(['어떻게', '되나요', '있나요', '갑', '을', '누가', '얼마나', 'what', 'the'])(
    'is %s',
    (word) => {
      expect(read(word).map(({ isStop }) => isStop)).toEqual([true]);
    },
  );

  it('is also a word whose stem is one', () => {
    expect(read('갑에게').map(({ isStop }) => isStop)).toEqual([true]);
    expect(read('경우에는').map(({ isStop }) => isStop)).toEqual([true]);
  });

  it.each(['얼굴', '동의', '정보를', '25', 'camera', '法'])('is not %s', (word) => {
    expect(read(word).map(({ isStop }) => isStop)).toEqual([false]);
  });
});

describe('a word reader', () => {
  /** A tokeniser at spaces that remembers what it was asked. */
  function remembering(): { readonly tokeniser: Tokeniser; readonly asked: string[] } {
    const asked: string[] = [];
    return {
      asked,
      tokeniser: {
        words: (text) => text.split(' '),
        indexed(word) {
          asked.push(word);
          return { terms: [word], hash: 0, isStop: false };
        },
      },
    };
  }

  it('makes what it is to make of each word once', () => {
    const { tokeniser, asked } = remembering();
    const reader = new WordReader(tokeniser, ({ terms }) => terms.join());
    expect(reader.read('a b a')).toEqual(['a', 'b', 'a']);
    expect(reader.read('b c')).toEqual(['b', 'c']);
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it('knows nothing any more once it was cleared', () => {
    const { tokeniser, asked } = remembering();
    const reader = new WordReader(tokeniser, ({ terms }) => terms.join());
    reader.read('a');
    reader.clear();
    reader.read('a');
    expect(asked).toEqual(['a', 'a']);
  });
});
