import type { Corpus, Entry } from '../../knowledge/corpus-model/corpus.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import { readFollowUp } from '../../knowledge/search/question.ts';
import { contentWords, lexicalTerms } from '../../knowledge/search/tokens.ts';
import { type BuiltIndex, buildMs } from './built-index.ts';

/** The part of a question that every engine gets: plain, and joined with what it leans on. */
export interface Query {
  readonly own: string;
  readonly joined: string;
}

/** Something that ranks entries. */
export interface Engine {
  readonly name: string;
  readonly buildMs: number;
  /** Ids of entries (ours: of intents too), best first, at least {@link BEST} where so many match. */
  readonly search: (query: Query) => Promise<readonly string[]>;
}

/** Results that are looked at. */
export const BEST = 5;

/** Nearest wordings looked at for the vectors alone, as many as in `EntrySearch`. */
const NEAREST_WORDINGS = 120;

/** Ours in three forms, from one build. The first is what the product uses. */
export function ourEngines(built: BuiltIndex): readonly [Engine, ...Engine[]] {
  const { readers, search, wordSearch, vectors, took } = built;
  const read = ({ own, joined }: Query) => readFollowUp(plainText(own), plainText(joined), readers);
  const ids = (found: readonly { readonly id: string }[]) =>
    found.slice(0, BEST).map(({ id }) => id);
  return [
    {
      name: 'ours',
      buildMs: buildMs(built),
      search: async (query) => ids(await search.search(read(query))),
    },
    {
      name: 'ours, EMBEDDINGS=none',
      buildMs: took.lexical,
      search: async (query) => ids(await wordSearch.search(read(query))),
    },
    {
      name: 'ours, vectors only',
      buildMs: took.train + took.embed + took.graph,
      search: async ({ joined }) => {
        const query = Float32Array.from(await vectors.embeddings.embedQuery(joined));
        const nearest = vectors.nearest(query, NEAREST_WORDINGS);
        const owners = nearest.map(([document]) => String(document.metadata['owner']));
        return [...new Set(owners)].slice(0, BEST);
      },
    },
  ];
}

/** An entry as the other engines get it. */
export interface SearchDocument {
  readonly id: string;
  readonly title: string;
  readonly asks: string;
  readonly said: string;
}

export const DOCUMENT_FIELDS = ['title', 'asks', 'said'] as const;

export const searchDocuments = (corpus: Corpus): readonly SearchDocument[] =>
  [...corpus.entries.values()].map(searchDocument);

function searchDocument({ id, title, asks, answer, reasons }: Entry): SearchDocument {
  return {
    id,
    title: `${title.ko} ${title.en}`,
    asks: [...asks.ko, ...asks.en].join(' '),
    said: [answer, ...reasons].map(({ ko, en }) => `${ko} ${en}`).join(' '),
  };
}

/** A text as our own terms with spaces between: the other engines then match what ours match. */
export const asOurTokens = (text: string): string => lexicalTerms(contentWords(text)).join(' ');

export const onSpaces = (text: string): string[] => text.split(' ').filter(Boolean);
