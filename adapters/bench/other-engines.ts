import { create, insertMultiple, search, type Tokenizer } from '@orama/orama';
import MiniSearch from 'minisearch';
import {
  asOurTokens,
  BEST,
  DOCUMENT_FIELDS,
  type Engine,
  onSpaces,
  type SearchDocument,
} from './engine.ts';
import { timed, timedLater } from './statistics.ts';

/** MiniSearch and Orama as they come, then with our tokens split at spaces. */
export async function otherEngines(
  documents: readonly SearchDocument[],
): Promise<readonly Engine[]> {
  return [
    miniSearch('MiniSearch', documents, {}),
    miniSearch('MiniSearch, our tokens', documents, {
      tokenize: (text) => onSpaces(asOurTokens(text)),
    }),
    await orama('Orama', documents),
    await orama('Orama, our tokens', documents, OUR_TOKENS),
  ];
}

function miniSearch(
  name: string,
  documents: readonly SearchDocument[],
  options: { readonly tokenize?: (text: string) => string[] },
): Engine {
  const { value: index, ms } = timed(() => {
    const made = new MiniSearch<SearchDocument>({ fields: [...DOCUMENT_FIELDS], ...options });
    made.addAll(documents);
    return made;
  });
  return {
    name,
    buildMs: ms,
    search: async ({ joined }) =>
      index
        .search(joined)
        .slice(0, BEST)
        .map(({ id }) => String(id)),
  };
}

const OUR_TOKENS: Tokenizer = {
  language: 'english',
  normalizationCache: new Map(),
  tokenize: (text) => [...new Set(onSpaces(asOurTokens(text)))],
};

async function orama(
  name: string,
  documents: readonly SearchDocument[],
  tokenizer?: Tokenizer,
): Promise<Engine> {
  const { value: index, ms } = await timedLater(async () => {
    const made = create({
      schema: { title: 'string', asks: 'string', said: 'string' },
      ...(tokenizer && { components: { tokenizer } }),
    });
    await insertMultiple(made, [...documents], documents.length);
    return made;
  });
  return {
    name,
    buildMs: ms,
    search: async ({ joined }) => {
      const { hits } = await search(index, { term: joined, limit: BEST });
      return hits.map(({ id }) => id);
    },
  };
}
