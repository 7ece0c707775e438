import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOCK_FILTERS, QUEUE_FILTERS, type QueueQuery, SORTS } from '../../../bot/desk/queue.ts';
import { KINDS, readQueueQuery, writeQueueQuery } from '../../../bot/desk/queue-query.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';

const FIRST: QueueQuery = { filters: {}, sort: 'priority', page: 1 };

const chosen = (from: readonly string[]) =>
  fc.subarray([...from], { minLength: 1 }).map((values) => [...values].sort());

const VALUES: Readonly<Record<string, readonly string[]>> = {
  clock: CLOCK_FILTERS,
  language: LANGUAGES,
};

/** Any query as a form can send it. */
const anyQuery: fc.Arbitrary<QueueQuery> = fc
  .record({
    text: fc.option(fc.constantFrom('얼굴인식', 'gate & camera', '2026-AB12', '100% = "전부"?'), {
      nil: undefined,
    }),
    filters: fc.record(
      Object.fromEntries(
        QUEUE_FILTERS.map((filter) => [
          filter,
          chosen(VALUES[filter] ?? ['police', 'me', 'none', 'train-station', 'a1:b2']),
        ]),
      ),
      { requiredKeys: [] },
    ),
    kinds: fc.option(fc.subarray([...KINDS], { minLength: 1 }), { nil: undefined }),
    all: fc.constantFrom(true, undefined),
    sort: fc.constantFrom(...SORTS),
    page: fc.integer({ min: 1, max: 400 }),
  })
  .map(({ text, kinds, all, ...rest }) => ({
    ...rest,
    ...(text && { text }),
    ...(kinds && { kinds }),
    ...(all && { all }),
  }));

describe('the address of a query', () => {
  it('says everything that the query says', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(readQueueQuery(writeQueueQuery(query))).toEqual(query);
      }),
    );
  });

  it('is one and the same for one query, whatever address it was read from', () => {
    const address = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.tuple(
            fc.constantFrom('q', 'kind', 'all', 'sort', 'page', ...QUEUE_FILTERS, 'other'),
            fc.string({ unit: 'grapheme' }),
          ),
        )
        .map((pairs) => new URLSearchParams(pairs).toString()),
    );
    fc.assert(
      fc.property(address, (given) => {
        const written = writeQueueQuery(readQueueQuery(given));
        expect(writeQueueQuery(readQueueQuery(written))).toBe(written);
      }),
    );
  });

  it('is empty for the first page of everything open', () => {
    expect(writeQueueQuery(FIRST)).toBe('');
    expect(readQueueQuery('')).toEqual(FIRST);
  });

  it.each([
    { address: 'sort=name&page=0&kind=lost&all=yes', why: 'values nobody has' },
    { address: 'page=-3&page=2', why: 'a page before the first' },
    { address: 'page=1e9', why: 'a page that is no whole number' },
    { address: 'clock=tomorrow&language=fr', why: 'clocks and languages there are none of' },
    { address: 'operator=%3Cscript%3E&place=a%20b', why: 'what no id looks like' },
    { address: '%E0%A4%A&q=%20%20&=&&', why: 'what no browser writes' },
  ])('is understood as far as it goes: $why', ({ address }) => {
    expect(readQueueQuery(address)).toEqual(FIRST);
  });

  it('takes several values of one filter, each once', () => {
    const { filters } = readQueueQuery('operator=police&operator=school&operator=police');
    expect(filters).toEqual({ operator: ['police', 'school'] });
  });

  it('cuts a search that is longer than anybody types', () => {
    expect(readQueueQuery(`q=${'가'.repeat(5_000)}`).text).toHaveLength(200);
  });
});
