import { articleDigest } from '../../knowledge/law/find-in-statute.ts';
import { readStatute, StatuteFormatError } from '../../knowledge/law/read-statute.ts';
import type { Statute } from '../../knowledge/law/statute.ts';
import { LawAnswerError, LawOutageError } from './errors.ts';
import type { Delivery, LawSource, WantedLaw } from './law-source.ts';
import type { LawStore } from './law-store.ts';
import { sameTitle } from './same-title.ts';

/** What became of one law. */
export type Outcome =
  /** `kept`: the text at hand is newer than what the source has, and stays. */
  | { readonly kind: 'new' | 'changed' | 'same' | 'kept'; readonly note?: string }
  /** `outage`: nothing is known about the law; it may well be there. */
  | { readonly kind: 'failed' | 'outage'; readonly why: string }
  /** The run ended before its turn. */
  | { readonly kind: 'not-tried' };

export interface LawReport {
  readonly law: WantedLaw;
  readonly outcome: Outcome;
}

export interface Fetching {
  readonly source: LawSource;
  readonly store: LawStore;
  /** ISO date. */
  readonly today: string;
  /** Asks for every law anew, whatever was fetched today or is the newest version already. */
  readonly again: boolean;
  /** An older text may replace a newer one. */
  readonly mayGoBack: boolean;
  /** A few old decrees consist of one sentence without articles; a law that we cite has some. */
  readonly mayHaveNoArticles: boolean;
  /** Called after each law, in order. */
  readonly onReport: (report: LawReport) => void;
}

/** After so many laws in a row without an answer the server is down: asking for the rest would take half an hour. */
const OUTAGES_IN_A_ROW = 3;

/**
 * Fetches laws one after the other.
 *
 * @throws {LawSetupError} when going on makes no sense (a refused key, a full disk); what was fetched stays.
 */
export async function fetchLaws(
  laws: readonly WantedLaw[],
  fetching: Fetching,
): Promise<readonly LawReport[]> {
  const reports: LawReport[] = [];
  let outages = 0;
  for (const law of laws) {
    const isDown = outages >= OUTAGES_IN_A_ROW;
    const outcome: Outcome = isDown ? { kind: 'not-tried' } : await fetchLaw(law, fetching);
    outages = outcome.kind === 'outage' || isDown ? outages + 1 : 0;
    const report = { law, outcome };
    reports.push(report);
    fetching.onReport(report);
  }
  return reports;
}

async function fetchLaw(law: WantedLaw, fetching: Fetching): Promise<Outcome> {
  const { source, store, today, again } = fetching;
  if (!again && source.isRemote && store.isFresh(law.file, source.way, today)) {
    return { kind: 'same', note: 'fetched earlier today' };
  }
  try {
    const outcome = await bring(law, fetching);
    const isCurrent = outcome.kind !== 'failed' && outcome.kind !== 'kept';
    if (source.isRemote && isCurrent) store.confirm(law.file, source.way, today);
    return outcome;
  } catch (error) {
    if (error instanceof LawOutageError) return { kind: 'outage', why: error.message };
    if (error instanceof LawAnswerError) return { kind: 'failed', why: error.message };
    throw error;
  }
}

async function bring(law: WantedLaw, fetching: Fetching): Promise<Outcome> {
  const { source, store, again } = fetching;
  const reading = store.read(law.file);
  const atHand = reading.kind === 'read' ? reading.statute : undefined;
  const isThisLaw = atHand !== undefined && sameTitle(atHand.title, law.title);
  const isGood = isThisLaw && !again && !store.isAltered(law.file);
  const delivery = await source.deliver(law, isGood ? atHand : undefined);
  return receive(delivery, law, atHand, fetching);
}

/** Nothing replaces a text before it is known to be this law, whole and not older. */
function receive(
  delivery: Delivery,
  law: WantedLaw,
  atHand: Statute | undefined,
  fetching: Fetching,
): Outcome {
  if (delivery.kind === 'none') return { kind: 'failed', why: delivery.why };
  const note = delivery.note === undefined ? {} : { note: delivery.note };
  if (delivery.kind === 'unchanged') return { kind: 'same', ...note };
  const { markdown } = delivery;
  const fetched = readSoundly(markdown, law, fetching);
  if ('why' in fetched) return { kind: 'failed', why: fetched.why };
  if (atHand && !fetching.mayGoBack && fetched.promulgated < atHand.promulgated) {
    return { kind: 'kept', note: whyKept(fetched, atHand) };
  }
  const isChanged = atHand !== undefined && contentOf(fetched) !== contentOf(atHand);
  fetching.store.put(law.file, markdown, { keepEarlier: isChanged });
  if (!atHand) return { kind: 'new', ...note };
  return { kind: isChanged ? 'changed' : 'same', ...note };
}

const whyKept = (fetched: Statute, atHand: Statute): string =>
  `the text at hand was promulgated ${atHand.promulgated}, the one on offer ${fetched.promulgated}; --older takes it all the same`;

function readSoundly(
  markdown: string,
  law: WantedLaw,
  { mayHaveNoArticles }: Fetching,
): Statute | { readonly why: string } {
  try {
    const statute = readStatute(markdown);
    if (!sameTitle(statute.title, law.title)) {
      return { why: `what came is another law: ${statute.title}` };
    }
    const isEmpty = statute.articles.size === 0 && !mayHaveNoArticles;
    return isEmpty ? { why: 'what came has no article' } : statute;
  } catch (error) {
    if (!(error instanceof StatuteFormatError)) throw error;
    return { why: `what came cannot be read: ${error.message}` };
  }
}

/** All that makes two texts of one law different for us; the way a file is laid out does not. */
const contentOf = ({
  title,
  articles,
  promulgationNumber,
  promulgated,
  inForce,
}: Statute): string =>
  [
    title,
    promulgationNumber,
    promulgated,
    inForce,
    ...[...articles.values()].map((article) => `${article.number} ${articleDigest(article)}`),
  ].join('\n');
