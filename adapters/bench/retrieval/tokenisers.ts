import { folded } from '../../../knowledge/search/plain-text.ts';
import { RUN } from '../../../knowledge/search/tokens.ts';
import { hashOf } from '../../../knowledge/text-search/term-table.ts';
import { KOREAN_TOKENISER, type Tokeniser } from '../../../knowledge/text-search/word-reader.ts';

const plain = (terms: readonly string[], word: string) => ({
  terms,
  hash: hashOf(word),
  isStop: false,
});

const segmenter = new Intl.Segmenter('ko', { granularity: 'word' });

/** The ways of cutting Korean text that are compared; the ranking around them is the same. */
export const TOKENISERS: Readonly<Record<string, Tokeniser>> = {
  ours: KOREAN_TOKENISER,
  bigrams: {
    words: KOREAN_TOKENISER.words,
    indexed(word) {
      const isKorean = word >= '가' && word <= '힣' && word.length > 1;
      const pairs = [...word].slice(1).map((letter, at) => `${word.charAt(at)}${letter}`);
      return plain(isKorean ? pairs : [word], word);
    },
  },
  'Intl.Segmenter': {
    *words(text) {
      for (const { segment, isWordLike } of segmenter.segment(folded(text))) {
        if (isWordLike) yield segment;
      }
    },
    indexed: (word) => plain([word], word),
  },
  'white space': {
    words: (text) =>
      folded(text)
        .split(/\s+/)
        .filter((word) => word.search(RUN) >= 0),
    indexed: (word) => plain([word], word),
  },
};
