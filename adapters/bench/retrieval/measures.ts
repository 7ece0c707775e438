import type { JudgedQuery } from './collection.ts';

/** Depths at which recall is measured. */
export const RECALL_DEPTHS = [1, 3, 5, 10, 20, 100] as const;

/** How well a ranking answers one or many queries: 0 to 1, averaged over queries. */
export interface Measures {
  readonly ndcg10: number;
  readonly mrr10: number;
  readonly recall: readonly number[];
}

/** The measures of one query, as trec_eval and BEIR define them. */
export function measure(ranked: readonly string[], { relevant }: JudgedQuery): Measures {
  const gains = ranked.slice(0, 10).map((id) => relevant.get(id) ?? 0);
  const ideal = [...relevant.values()].sort((a, b) => b - a).slice(0, 10);
  const first = ranked.slice(0, 10).findIndex((id) => relevant.has(id));
  return {
    ndcg10: discounted(gains) / discounted(ideal),
    mrr10: first < 0 ? 0 : 1 / (first + 1),
    recall: RECALL_DEPTHS.map(
      (depth) => ranked.slice(0, depth).filter((id) => relevant.has(id)).length / relevant.size,
    ),
  };
}

const discounted = (gains: readonly number[]): number =>
  gains.reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0);

export function mean(all: readonly Measures[]): Measures {
  const average = (value: (one: Measures) => number) =>
    all.reduce((sum, one) => sum + value(one), 0) / Math.max(1, all.length);
  return {
    ndcg10: average(({ ndcg10 }) => ndcg10),
    mrr10: average(({ mrr10 }) => mrr10),
    recall: RECALL_DEPTHS.map((_, at) => average(({ recall }) => recall[at] ?? 0)),
  };
}
