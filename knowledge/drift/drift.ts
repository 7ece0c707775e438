import { articlesOf } from '../corpus-model/cited-places.ts';
import type { Corpus, Law } from '../corpus-model/corpus.ts';
import { findInStatute } from '../law/find-in-statute.ts';
import { type LawFolder, statuteIn } from '../law/law-folder.ts';
import type { Pinpoint } from '../law/pinpoint.ts';
import { type ArticleChange, articleComparer, type WhyUncompared } from './compare-article.ts';
import { type Dependants, dependantsOf } from './stands-on.ts';

/** A changed article, and what of ours stands on it. */
export interface ChangedArticle extends ArticleChange, Dependants {
  /** Of its stamp: `pipa 제23조`. */
  readonly key: string;
  readonly law: Law;
  /** `23`, `25-2`. */
  readonly article: string;
  readonly isUpcoming: boolean;
  /** Parts of an amended article that we cite or digest, and that it no longer has. */
  readonly lostPlaces: readonly Pinpoint[];
}

/** Articles of one law about which the same is to be said. */
interface ArticlesOfLaw {
  readonly law: Law;
  readonly keys: readonly string[];
}

export interface UncomparedArticles extends ArticlesOfLaw {
  readonly why: WhyUncompared;
  /** What the reader of the file said, where it could not be used. */
  readonly detail?: string;
}

/** What became of the law since our digests were compared with it. */
export interface Drift {
  readonly unchanged: number;
  readonly changed: readonly ChangedArticle[];
  /** As we compared them, and promulgated to take effect later. */
  readonly upcoming: readonly (ArticlesOfLaw & { readonly inForce: string })[];
  readonly uncompared: readonly UncomparedArticles[];
}

export interface DriftParts {
  readonly corpus: Corpus;
  readonly folder: LawFolder;
  /** Texts that were replaced since, in the same layout. */
  readonly earlier?: LawFolder;
  /** The day in Korea, YYYY-MM-DD. */
  readonly today: string;
}

/** Compares every article that the corpus cites or digests with the text in the folder. */
export function findDrift({ corpus, folder, earlier, today }: DriftParts): Drift {
  const compare = articleComparer(corpus, folder, earlier, today);
  const dependants = dependantsOf(corpus);
  const rows = [...articlesOf(corpus)].map(
    ([
      key,
      {
        law,
        at: { article },
      },
    ]) => {
      return { key, law, article, state: compare(law, article) };
    },
  );
  const changed = rows.flatMap(({ key, law, article, state }): ChangedArticle[] => {
    if (state.kind !== 'changed') return [];
    const standing = dependants(key);
    const lostPlaces = state.change === 'amended' ? lost(folder, law, standing.places) : [];
    const isUpcoming = state.inForce > today;
    return [{ ...state, ...standing, key, law, article, isUpcoming, lostPlaces }];
  });
  const unchanged = rows.flatMap(({ key, law, state }) =>
    state.kind === 'unchanged' ? [{ key, law, inForce: state.inForce }] : [],
  );
  const uncompared = rows.flatMap(({ key, law, state }) =>
    state.kind === 'uncompared' ? [{ key, law, ...state }] : [],
  );
  return {
    unchanged: unchanged.length,
    changed,
    upcoming: gathered(
      unchanged.filter(({ inForce }) => inForce > today),
      ({ law, inForce }) => `${law.id} ${inForce}`,
    ),
    uncompared: gathered(uncompared, ({ law, why }) => `${law.id} ${why}`),
  };
}

function lost(folder: LawFolder, law: Law, places: readonly Pinpoint[]): readonly Pinpoint[] {
  const statute = statuteIn(folder, law.file);
  return statute ? places.filter((at) => findInStatute(statute, at).kind !== 'found') : [];
}

/** One row for all articles of which the same is to be said. */
function gathered<Row extends { readonly key: string }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): readonly (Omit<Row, 'key'> & { readonly keys: readonly string[] })[] {
  const groups = new Map<string, { first: Row; keys: string[] }>();
  for (const row of rows) {
    const name = nameOf(row);
    const group = groups.get(name) ?? { first: row, keys: [] };
    group.keys.push(row.key);
    groups.set(name, group);
  }
  return [...groups.values()].map(({ first: { key: _, ...rest }, keys }) => ({ ...rest, keys }));
}
