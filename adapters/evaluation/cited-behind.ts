import type { ExchangeRow } from '../../bot/exchange-row.ts';
import type { Answer } from '../../knowledge/answer/answer.ts';
import {
  allCitations,
  type CitationGround,
  isSound,
  standingReasons,
} from '../../knowledge/answer/citations.ts';
import { type GoldRow, isSamePlace } from './gold.ts';

/** Places that are cited, measured by those that a row names. Every one that it names would be right by itself. */
export interface PlaceCount {
  readonly cited: number;
  /** Of those cited: named by the row. */
  readonly right: number;
  readonly named: number;
  /** Of those named: cited. */
  readonly met: number;
}

type Place = Pick<ExchangeRow['citations'][number], 'source' | 'article'>;

/** Undefined where the row names none. */
export function countPlaces({ gold }: GoldRow, places: readonly Place[]): PlaceCount | undefined {
  const named = gold.cite_any;
  if (!named) return undefined;
  const each = new Map(places.map((place) => [`${place.source} ${place.article}`, place]));
  const cited = [...each.values()];
  return {
    cited: cited.length,
    right: cited.filter((place) => named.some((one) => isSamePlace(one, place))).length,
    named: named.length,
    met: named.filter((one) => cited.some((place) => isSamePlace(one, place))).length,
  };
}

/** Where the reasons stand on which the sentences of a worded answer rest. */
export function placesBehind(answer: Answer, ground: CitationGround): readonly Place[] {
  const { subject, worded = [], language } = answer;
  if (subject?.type !== 'entry') return [];
  const rests = new Set(worded.flatMap((sentence) => sentence.rests));
  // As the passages number them.
  const reasons = standingReasons(subject.entry.reasons, ground).filter((_, at) =>
    rests.has(`R${at + 1}`),
  );
  return allCitations(reasons, ground, language)
    .filter(isSound)
    .map(({ name, article }) => ({ source: name, article }));
}
