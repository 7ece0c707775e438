import type { Corpus } from '../../knowledge/corpus-model/corpus.ts';
import { builtinEmbeddings, trainOnCorpus } from '../../knowledge/search/build-search.ts';
import { wordingsOf } from '../../knowledge/search/lexical-indexes.ts';
import type { Readers } from '../../knowledge/search/question.ts';
import { sampleOf, spreadOf, type VectorSpread } from '../../knowledge/search/vector-spread.ts';

/**
 * What other embeddings are measured against: the cosines of the built-in embedding as it is used, and how often it
 * agrees on wordings that it did not learn from, for others learnt from none.
 */
export function learntWith(corpus: Corpus, readers: Readers): VectorSpread {
  const wordings = wordingsOf(corpus);
  const spread = (leftOut: readonly number[]): VectorSpread => {
    const table = trainOnCorpus(corpus, readers, new Set(leftOut));
    const embeddings = builtinEmbeddings(table, readers);
    return spreadOf(
      wordings.map(({ text }) => embeddings.embedNow(text)),
      wordings,
    );
  };
  const { near, edge } = spread([]);
  const { agreement } = spread(sampleOf(wordings.length));
  return { near: rounded(near), edge: rounded(edge), agreement: rounded(agreement) };
}

const rounded = (value: number): number => Math.round(1000 * value) / 1000;
