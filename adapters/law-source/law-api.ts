import type { z } from 'zod';
import { DatabaseLaw, isOutOfOrder } from './database-law.ts';
import { LawAnswerError, LawKeyError, LawOutageError } from './errors.ts';
import { httpBody } from './http-body.ts';
import { chooseVersion, type Found, type ListedVersion, Listing } from './law-listing.ts';
import { problemsOf } from './loose-fields.ts';
import { type Attempt, persist } from './persist.ts';
import { readAnswer } from './read-answer.ts';
import { sameTitle } from './same-title.ts';

/** Where the national law database (국가법령정보 공동활용) answers. */
const OFFICIAL_LAW_API = 'https://www.law.go.kr/DRF';

/** A long law of 2 MB took a few seconds on a slow line; a server that hangs is given up after this. */
const TIME_LIMIT_MS = 30_000;

/** Rows a page; the database allows no more. */
const PAGE_SIZE = 100;

/** Titles that hold the one we look for ("민법" is in "난민법") fill a few pages at most. */
const MAX_PAGES = 10;

export interface LawApiOptions {
  /** The OC of the database's documents. Never part of a message. */
  readonly key: string;
  readonly baseUrl?: string;
  readonly fetch: typeof fetch;
  readonly wait: (ms: number) => Promise<void>;
  readonly now: () => Date;
  readonly timeLimitMs?: number;
  /** Between two requests: the database is a public good. */
  readonly pauseMs?: number;
}

export interface LawApi {
  /**
   * Looks a law up by its exact title; spaces and dots do not matter.
   *
   * @throws {LawOutageError} when no answer came: that is never `unknown`.
   * @throws {LawKeyError} when the key was refused.
   */
  find(title: string): Promise<Found>;
  /**
   * The text of one version of a law.
   *
   * @param mst - 법령일련번호, from {@link find}.
   * @throws {LawOutageError} when no answer came.
   * @throws {LawAnswerError} when the database denies what it listed, or answers in an unknown form.
   * @throws {LawKeyError} when the key was refused.
   */
  statute(mst: string): Promise<DatabaseLaw>;
}

type Query = Readonly<Record<string, string>>;

/** A client of the national law database: JSON, or XML where the server prefers that; patient and polite. */
export function lawApi(options: LawApiOptions): LawApi {
  const ask = asker(options);
  return {
    async find(title) {
      for (const query of spellingsOf(title)) {
        const found = chooseVersion(await versionsLike(query, title, ask, options.key), title);
        if (found.kind !== 'unknown') return found;
      }
      return { kind: 'unknown' };
    },

    async statute(mst) {
      const query = { target: 'law', MST: mst };
      const law = await ask('lawService.do', { ...query, type: 'JSON' }, DatabaseLaw);
      if (!law) throw new LawAnswerError(`${WHO} lists version ${mst}, but has no text of it.`);
      if (!isOutOfOrder(law)) return law;
      const ordered = await ask('lawService.do', { ...query, type: 'XML' }, DatabaseLaw);
      if (ordered && !isOutOfOrder(ordered)) return ordered;
      throw new LawAnswerError(
        `${WHO} does not say which items some of the parts of this law belong to.`,
      );
    },
  };
}

const WHO = 'The national law database';

type Ask = <T>(page: string, query: Query, shape: z.ZodType<T>) => Promise<T | undefined>;

/** Undefined: the database says that there is nothing under this query. */
function asker(options: LawApiOptions): Ask {
  const { key, wait, pauseMs = 0 } = options;
  let isFirst = true;
  return async (page, query, shape) => {
    if (!isFirst && pauseMs > 0) await wait(pauseMs);
    isFirst = false;
    const url = addressOf(options, page, query);
    const outcome = await persist(() => attempt(url, options), wait);
    if (outcome.kind === 'again') throw unanswered(outcome.why, key);
    if (outcome.value.kind === 'bad-key') {
      throw new LawKeyError(withoutKey(outcome.value.said, key));
    }
    if (outcome.value.kind === 'nothing') return undefined;
    const parsed = shape.safeParse(outcome.value.value);
    if (parsed.success) return parsed.data;
    throw new LawAnswerError(
      `${WHO} answered in a form that we do not know: ${withoutKey(problemsOf(parsed.error), key)}.`,
    );
  };
}

type Usable = Exclude<ReturnType<typeof readAnswer>, { readonly kind: 'unusable' }>;

/** An error page or a cut body may pass like any outage, so it is tried again. */
async function attempt(url: string, options: LawApiOptions): Promise<Attempt<Usable>> {
  const body = await httpBody(url, {
    fetch: options.fetch,
    now: options.now,
    timeLimitMs: options.timeLimitMs ?? TIME_LIMIT_MS,
    headers: HEADERS,
  });
  if (body.kind === 'again') return body;
  const answer = readAnswer(body.value);
  return answer.kind === 'unusable'
    ? { kind: 'again', why: answer.why }
    : { kind: 'answer', value: answer };
}

/** Without a Referer the database refuses even a good key, with the words it has for a bad one. */
const HEADERS = {
  Referer: 'https://www.law.go.kr/',
  'User-Agent': 'FaceRights law:fetch',
  Accept: 'application/json, application/xml;q=0.9',
} as const;

function addressOf({ baseUrl, key }: LawApiOptions, page: string, query: Query): string {
  const parameters = Object.entries({ OC: key, ...query })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return `${(baseUrl ?? OFFICIAL_LAW_API).replace(/\/+$/, '')}/${page}?${parameters}`;
}

/** An error page may quote the address we called, key and all. */
const withoutKey = (text: string, key: string): string =>
  text.replaceAll(key, '***').replaceAll(encodeURIComponent(key), '***');

const unanswered = (why: string, key: string): LawOutageError =>
  new LawOutageError(
    `${WHO} could not be asked: ${withoutKey(why, key)}. Run the command again later; it goes on where it stopped.`,
  );

/** The search compares letter by letter, and not every title is stored with the same dot. */
const spellingsOf = (title: string): readonly string[] => [
  ...new Set([title, title.replaceAll('ㆍ', '·'), title.replaceAll('·', 'ㆍ')]),
];

async function versionsLike(
  query: string,
  title: string,
  ask: Ask,
  key: string,
): Promise<readonly ListedVersion[]> {
  const versions: ListedVersion[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const listing = await ask(
      'lawSearch.do',
      { target: 'law', type: 'JSON', query, display: `${PAGE_SIZE}`, page: `${page}` },
      Listing,
    );
    if (!listing) return versions;
    failIfMisunderstood(listing, query, key);
    versions.push(...listing.versions);
    const last = listing.versions.at(-1);
    if (!last || versions.length >= (listing.total ?? 0)) return versions;
    // Results are sorted by title: ours all came once another one follows.
    const isFound = versions.some((version) => sameTitle(version.title, title));
    if (isFound && !sameTitle(last.title, title)) return versions;
  }
  return versions;
}

/** Without this an overloaded database, which reads our Korean as something else, would seem not to know the law. */
function failIfMisunderstood(listing: Listing, query: string, key: string): void {
  const { resultCode, message, keyword, total } = listing;
  if (resultCode && !/^0+$/.test(resultCode)) {
    const said = withoutKey(`${resultCode} ("${message}")`, key);
    throw new LawOutageError(`${WHO} answered with code ${said}.`);
  }
  if (total === undefined) throw new LawAnswerError(`${WHO} did not say how many laws it found.`);
  if (total === 0 && keyword && !sameTitle(keyword, query)) {
    throw new LawOutageError(`${WHO} did not understand the title that we asked for.`);
  }
}
