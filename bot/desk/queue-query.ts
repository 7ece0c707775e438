import { LANGUAGES } from '../../knowledge/language.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import {
  type CaseHead,
  CLOCK_FILTERS,
  QUEUE_FILTERS,
  type QueueFilter,
  type QueueQuery,
  SORTS,
} from './queue.ts';

export const KINDS = ['open', 'waiting', 'closed'] as const satisfies readonly CaseHead['kind'][];

export const FIRST_PAGE = { filters: {}, sort: 'priority', page: 1 } as const satisfies QueueQuery;

/** Characters of a search; what is longer is cut. */
export const LONGEST_SEARCH = 200;
/** Values of one filter. */
const MOST_VALUES = 50;
const VALUE = /^[\w:.-]{1,64}$/;
const LAST_PAGE = 99_999;

/** Filters with values that do not depend on rules or accounts. */
const VALUES: Readonly<Partial<Record<QueueFilter, readonly string[]>>> = {
  clock: CLOCK_FILTERS,
  language: LANGUAGES,
};

/**
 * What an address or a saved view says. Whatever is not understood is left out, so that an old address always leads somewhere.
 *
 * @param address - Everything behind the question mark.
 */
export function readQueueQuery(address: string): QueueQuery {
  const given = new URLSearchParams(address);
  const text = searchText(given.get('q') ?? '');
  const kinds = KINDS.filter((kind) => given.getAll('kind').includes(kind));
  const filters = Object.fromEntries(
    QUEUE_FILTERS.flatMap((filter) => {
      const values = valuesOf(filter, given.getAll(filter));
      return values.length > 0 ? [[filter, values]] : [];
    }),
  );
  return {
    ...(text && { text }),
    filters,
    ...(kinds.length > 0 && { kinds }),
    ...(given.get('all') === '1' && { all: true }),
    sort: SORTS.find((sort) => sort === given.get('sort')) ?? FIRST_PAGE.sort,
    page: pageOf(given.get('page')),
  };
}

/** The address of a query, without the question mark: the same for the same query, and empty for the first page. */
export function writeQueueQuery({
  text,
  filters,
  kinds = [],
  all,
  sort,
  page,
}: QueueQuery): string {
  const written = new URLSearchParams();
  const search = searchText(text ?? '');
  if (search) written.set('q', search);
  for (const filter of QUEUE_FILTERS) {
    for (const value of valuesOf(filter, filters[filter] ?? [])) written.append(filter, value);
  }
  for (const kind of KINDS) if (kinds.includes(kind)) written.append('kind', kind);
  if (all) written.set('all', '1');
  if (sort !== FIRST_PAGE.sort) written.set('sort', sort);
  if (page > 1) written.set('page', String(page));
  return written.toString();
}

const searchText = (text: string): string =>
  plainText([...text].slice(0, LONGEST_SEARCH).join('')).trim();

function valuesOf(filter: QueueFilter, given: readonly string[]): readonly string[] {
  const known = VALUES[filter];
  const good = given.filter((value) => (known ? known.includes(value) : VALUE.test(value)));
  return [...new Set(good)].sort().slice(0, MOST_VALUES);
}

function pageOf(given: string | null): number {
  const page = /^\d{1,5}$/.test(given ?? '') ? Number(given) : 1;
  return Math.min(Math.max(page, 1), LAST_PAGE);
}
