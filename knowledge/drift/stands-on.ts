import { citedPlaces, provisionPlaces } from '../corpus-model/cited-places.ts';
import type { Corpus } from '../corpus-model/corpus.ts';
import { articleKey } from '../corpus-model/stamps.ts';
import type { Pinpoint } from '../law/pinpoint.ts';

/** What of ours rests on one article. */
export interface Dependants {
  /** Ids of the entries that cite it; each has a page at `/a/<id>`. */
  readonly entries: readonly string[];
  /** Ids of the intents whose reply cites it. */
  readonly intents: readonly string[];
  /** True where we say what the article means; the page is `/p/<law>/<article>`. */
  readonly hasDigest: boolean;
  /** The places in it that are cited or digested, each once. */
  readonly places: readonly Pinpoint[];
}

const NOTHING: Dependants = { entries: [], intents: [], hasDigest: false, places: [] };

/** Finds what rests on an article, by the key of its stamp (`pipa 제23조`). */
export function dependantsOf(corpus: Corpus): (key: string) => Dependants {
  const byArticle = new Map<string, Dependants>();
  const add = (key: string, change: (known: Dependants) => Dependants): void => {
    byArticle.set(key, change(byArticle.get(key) ?? NOTHING));
  };
  for (const { about, law, at } of citedPlaces(corpus)) {
    const kind = corpus.entries.has(about) ? 'entries' : 'intents';
    add(articleKey(law.id, at.article), (known) => ({
      ...known,
      [kind]: withOne(known[kind], about),
      places: withPlace(known.places, at),
    }));
  }
  for (const { law, at } of provisionPlaces(corpus)) {
    add(articleKey(law.id, at.article), (known) => ({
      ...known,
      hasDigest: true,
      places: withPlace(known.places, at),
    }));
  }
  return (key) => byArticle.get(key) ?? NOTHING;
}

const withOne = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids : [...ids, id];

const withPlace = (places: readonly Pinpoint[], at: Pinpoint): readonly Pinpoint[] =>
  places.some((place) => isSamePlace(place, at)) ? places : [...places, at];

const isSamePlace = (a: Pinpoint, b: Pinpoint): boolean =>
  a.article === b.article &&
  a.paragraph === b.paragraph &&
  a.item === b.item &&
  a.subitem === b.subitem;
