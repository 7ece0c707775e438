import type { Corpus } from '../corpus-model/corpus.ts';
import { LexicalIndex, type LexicalSettings } from './lexical-index.ts';
import { marks, type Readers } from './question.ts';
import type { Found } from './signals.ts';
import { contentWords, lexicalTerms } from './tokens.ts';

/** The two lexical indexes: one document a record, and one a wording. */
export interface LexicalIndexes {
  readonly records: LexicalIndex;
  readonly wordings: LexicalIndex;
}

/** One way people ask: text and whose it is. */
export interface Wording {
  readonly owner: string;
  readonly text: string;
}

/** Title, ways of asking, and what we say. */
const RECORD_SETTINGS: LexicalSettings = {
  fieldWeights: [2, 1.5, 1],
  lengthNormalisation: [0.5, 0.4, 0.5],
  saturation: 1.2,
};

/** Wordings are short and hardly repeat a word. */
const WORDING_SETTINGS: LexicalSettings = {
  fieldWeights: [1],
  lengthNormalisation: [0.3],
  saturation: 0.6,
};

/** All that can be found, in a stable order: the index of records is numbered by it. */
export function recordsOf(corpus: Pick<Corpus, 'entries' | 'intents'>): readonly Found[] {
  return [...corpus.entries.values(), ...corpus.intents.values()];
}

/** Every wording of the corpus, in a stable order: the indexes of wordings are numbered by it. */
export function wordingsOf(corpus: Pick<Corpus, 'entries' | 'intents'>): readonly Wording[] {
  return recordsOf(corpus).flatMap(({ id, asks, title }) =>
    [...asks.ko, ...asks.en, title.ko, title.en].map((text) => ({ owner: id, text })),
  );
}

export function buildLexicalIndexes(corpus: Corpus, readers: Readers): LexicalIndexes {
  const terms = (text: string) => [
    ...lexicalTerms(contentWords(text)),
    ...marks(readers.concepts.read(text), readers.slots.read(text)),
  ];
  return {
    records: LexicalIndex.of(
      recordsOf(corpus).map((record) => fieldsOf(record).map(terms)),
      RECORD_SETTINGS,
    ),
    wordings: LexicalIndex.of(
      wordingsOf(corpus).map(({ text }) => [terms(text)]),
      WORDING_SETTINGS,
    ),
  };
}

function fieldsOf(record: Found): readonly string[] {
  const title = `${record.title.ko} ${record.title.en}`;
  const asks = [...record.asks.ko, ...record.asks.en].join(' ');
  if (!('answer' in record)) return [title, asks, ''];
  const said = [record.answer, ...record.reasons, ...record.changes, ...record.steps];
  return [title, asks, said.map(({ ko, en }) => `${ko} ${en}`).join(' ')];
}
