import { folded } from '../search/plain-text.ts';
import { contentWords } from '../search/tokens.ts';
import type { Address } from './place-address.ts';
import type { Mark } from './place-marks.ts';
import { HEAD_LETTERS, isArea, isLandmark } from './place-names.ts';
import { bonesOf, FEWEST_BONES, soundOf } from './place-sound.ts';
import { type NamedThing, NOTHING_READ, type PlaceReading, readPlace } from './place-text.ts';
import { COMMON_IN_ACCOUNTS, COMPANY_FORMS, WIDE_KINDS } from './place-words.ts';
import type { PlaceTraits } from './same-place.ts';

/** A report read once, ready to be compared with many. */
export interface ReadTraits {
  readonly traits: PlaceTraits;
  /** Names of the place, from the exact place and the other side; where both say nothing, from the account. */
  readonly things: readonly NamedThing[];
  readonly addresses: readonly Address[];
  readonly marks: readonly Mark[];
  readonly spots: readonly string[];
  readonly isFromAccount: boolean;
  readonly respondent: Respondent;
  /** Words of the account that not every account has, with their weights (whole numbers), and the sum of these. */
  readonly words: ReadonlyMap<string, number>;
  readonly wordsWeight: number;
  /** Under these it is found. Two reports without a common one are never alike. */
  readonly keys: ReadonlySet<string>;
  /** What is looked up: the keys, and the cells around the spot. */
  readonly looks: ReadonlySet<string>;
}

export interface Respondent {
  readonly said: string;
  readonly sounds: readonly string[];
  readonly isLatin: boolean;
  /** Runs many places. */
  readonly isWide: boolean;
}

export function readTraits(traits: PlaceTraits): ReadTraits {
  const respondent = readPlace(nameOf(traits.respondent));
  const exact = readPlace(traits.exactPlace);
  const own = joined(exact, respondent);
  const isFromAccount = own.things.length === 0 && own.addresses.length === 0;
  const place = isFromAccount ? placeInAccount(traits.account) : own;
  const words = wordsOfAccount(traits.account);
  const keys = new Set([...placeKeys(place), ...accountKeys(words)]);
  const loans = loanKeys(place);
  const cells = cellsOf(traits.spot);
  return {
    ...place,
    traits,
    isFromAccount,
    respondent: respondentOf(traits.respondent, respondent),
    words,
    wordsWeight: [...words.values()].reduce((all, weight) => all + weight, 0),
    keys: new Set([...keys, ...loans.own, ...cells.own]),
    looks: new Set([...keys, ...loans.other, ...cells.around]),
  };
}

const nameOf = (respondent: string): string => folded(respondent).replace(COMPANY_FORMS, ' ');

function respondentOf(said: string, { things }: PlaceReading): Respondent {
  return {
    said: said.trim(),
    sounds: things.filter(({ kind }) => kind !== '점').flatMap(soundsOf),
    isLatin: !/[가-힣]/.test(said),
    isWide: things.length > 0 && things.every(isWide),
  };
}

const soundsOf = ({ name, kind = '', sound, forms }: NamedThing): readonly string[] => [
  sound,
  soundOf(name + kind),
  ...forms,
];

/** 법무부, 병무청. */
const MINISTRY = /..(?:부|청|처)$/;
const isWide = ({ name, kind }: NamedThing): boolean =>
  kind === undefined ? MINISTRY.test(name) : WIDE_KINDS.has(kind);

/** The other side names the place too, unless it is one that runs many. */
function joined(exact: PlaceReading, respondent: PlaceReading): PlaceReading {
  const known = new Set(exact.things.map(nameAndKind));
  const more = respondent.things.filter(
    (thing) => !isWide(thing) && !known.has(nameAndKind(thing)),
  );
  const marks = new Set(exact.marks.map(({ unit }) => unit));
  return {
    things: [...exact.things, ...more],
    addresses: exact.addresses,
    marks: [...exact.marks, ...respondent.marks.filter(({ unit }) => !marks.has(unit))],
    spots: exact.spots,
  };
}

const nameAndKind = ({ sound, kind = '' }: NamedThing): string => `${sound} ${kind}`;

/** In a story only what has its kind beside it is taken for a place. */
function placeInAccount(account: string): PlaceReading {
  const read = readPlace(account);
  const things = read.things.filter(
    ({ kind, isAbbreviated }) => kind !== undefined && !isArea(kind) && !isAbbreviated,
  );
  return things.length + read.addresses.length > 0 ? { ...read, things } : NOTHING_READ;
}

const placeKeys = ({ things, addresses }: PlaceReading): readonly string[] => [
  ...things.flatMap(nameKeys),
  ...addresses.map(({ road, number }) => `road ${road} ${number}`),
];

function nameKeys({ kind, isOffice, sound, forms, cuts }: NamedThing): readonly string[] {
  if (isArea(kind) && !isOffice) return [];
  const keys = [sound, ...forms, ...cuts].map((one) => `name ${one}`);
  const hasHead = isLandmark(kind) && sound.length >= HEAD_LETTERS;
  return hasHead ? [...keys, `head ${sound.slice(0, HEAD_LETTERS)}`] : keys;
}

/** A name in the letters of one language is looked for among those in the letters of the other. */
function loanKeys({ things }: PlaceReading) {
  const loans = things.filter(({ kind }) => kind !== '역' && !isArea(kind));
  const keyed = loans.flatMap(({ sound, isLatin }) => {
    const bones = bonesOf(sound);
    return bones.length < FEWEST_BONES ? [] : [{ bones, isLatin }];
  });
  const key = (bones: string, isLatin: boolean): string => `loan ${isLatin ? 'en' : 'ko'} ${bones}`;
  return {
    own: keyed.map(({ bones, isLatin }) => key(bones, isLatin)),
    other: keyed.map(({ bones, isLatin }) => key(bones, !isLatin)),
  };
}

/** A long word is rarer, up to here. */
const LONGEST_COUNTED = 6;

/** Words of an account beyond this are not looked at. */
const MOST_ACCOUNT_WORDS = 120;

function wordsOfAccount(account: string): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const { raw, stem } of contentWords(account).slice(0, MOST_ACCOUNT_WORDS)) {
    if (stem.length < 2 || COMMON_IN_ACCOUNTS.has(raw) || COMMON_IN_ACCOUNTS.has(stem)) continue;
    words.set(stem, Math.min(LONGEST_COUNTED, stem.length));
  }
  return words;
}

/** Accounts that share this part of all their words are taken for the same one. */
export const SAME_ACCOUNT = 0.75;
export const FEWEST_ACCOUNT_WORDS = 5;

/**
 * Accounts that share so much have a word in common among the first of each, in any fixed order (prefix filtering). Long words
 * come first: they are rare.
 */
function accountKeys(words: ReadonlyMap<string, number>): readonly string[] {
  if (words.size < FEWEST_ACCOUNT_WORDS) return [];
  const ordered = [...words.keys()].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const first = Math.floor(words.size * (1 - SAME_ACCOUNT)) + 1;
  return ordered.slice(0, first).map((word) => `word ${word}`);
}

/** About 220 metres by 180 in Korea: a spot within 150 metres lies in the same cell or a neighbour. */
const CELLS_PER_DEGREE = 500;

function cellsOf(spot: PlaceTraits['spot']) {
  if (!spot) return { own: [], around: [] };
  const row = Math.floor(spot.latitude * CELLS_PER_DEGREE);
  const column = Math.floor(spot.longitude * CELLS_PER_DEGREE);
  const steps = [-1, 0, 1];
  return {
    own: [cell(row, column)],
    around: steps.flatMap((down) => steps.map((over) => cell(row + down, column + over))),
  };
}

const cell = (row: number, column: number): string => `cell ${row} ${column}`;

/** Whether one would find the other in the index. */
export function meet(a: ReadTraits, b: ReadTraits): boolean {
  for (const look of a.looks) if (b.keys.has(look)) return true;
  return false;
}
