import type { z } from 'zod';
import type { ArticleSearchState } from '../../knowledge/law-search/article-search.ts';
import type { HealthBody } from './api-schema.ts';
import type { WebContext } from './context.ts';
import { isEmpty } from './law-shelf.ts';

type Building = Extract<ArticleSearchState, { kind: 'building' }>;

/** Whole per cent of the index that is built; never 100 before it is there. */
export const percentOf = ({ done, total }: Building): number =>
  total > 0 ? Math.min(99, Math.floor((100 * done) / total)) : 0;

/** What an operator wants to know of the official text at hand. */
export function lawHealth({ laws }: WebContext): z.infer<typeof HealthBody>['law'] {
  if (!laws || isEmpty(laws)) return { search: 'no-folder', laws: 0 };
  const state = laws.search();
  const report = { search: state.kind, laws: laws.laws.length };
  switch (state.kind) {
    case 'ready':
      return { ...report, articles: state.search.articleCount };
    case 'building':
      return { ...report, percent: percentOf(state) };
    case 'failed':
    case 'no-folder':
      return report;
  }
}
