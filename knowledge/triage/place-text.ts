import { ENGLISH_STOP_WORDS } from '../search/korean-endings.ts';
import { folded } from '../search/plain-text.ts';
import { isHangul, koreanStem, wordsOf } from '../search/tokens.ts';
import { type Address, takeAddresses } from './place-address.ts';
import { type Mark, takeMarks } from './place-marks.ts';
import { soundOf } from './place-sound.ts';
import {
  AREA_OF_OFFICE,
  AREAS,
  CITIES,
  DISTRICTS,
  FILLER_TAILS,
  KEEPERS,
  KINDS,
  NO_NAMES,
  PLACE_FILLERS,
  SHORT_KINDS,
  SPOT_OF,
} from './place-words.ts';
import { withOneName } from './same-names.ts';

/** A name in a text and of what: 강남 + 역, 별빛 + 초등학교, 바디온. */
export interface NamedThing {
  readonly name: string;
  /** A Korean word of `KINDS`; absent where only the name was written. */
  readonly kind?: string;
  /** It was the office of an area that was named. */
  readonly isOffice: boolean;
  /** As it sounds. */
  readonly sound: string;
  /** As it sounds with an ending that may be part of it, or with the word beside it: 해오름 마을. */
  readonly forms: readonly string[];
  /** Parts of a name that was written in one with another: 골목냉면을지로. */
  readonly cuts: readonly string[];
  readonly isLatin: boolean;
  /** 별빛초: the end of many verbs looks like that. */
  readonly isAbbreviated: boolean;
}

/** What a text says of a place. */
export interface PlaceReading {
  readonly things: readonly NamedThing[];
  readonly addresses: readonly Address[];
  readonly marks: readonly Mark[];
  readonly spots: readonly string[];
}

export const NOTHING_READ: PlaceReading = {
  things: [],
  addresses: [],
  marks: [],
  spots: [],
};

/** Longer texts are cut: a place is named in few words. */
const LONGEST_PLACE = 400;

/** Reads an exact place or the name of the other side. */
export function readPlace(text: string): PlaceReading {
  const said = withOneName(folded(text.slice(0, LONGEST_PLACE)).replace(/[’`]/g, "'"));
  const { rest: unaddressed, addresses } = takeAddresses(said);
  const { rest, marks } = takeMarks(unaddressed);
  const pieces = rest
    .split(/[^\p{L}\p{M}' ]+/u)
    .map((part) => wordsOf(part).flatMap(({ raw, hangul }) => piecesOf(raw, hangul)));
  return {
    things: pieces.flatMap(thingsOf),
    addresses,
    marks,
    spots: spotsIn(said, marks),
  };
}

/** Words that name a part of a place, also at the end of a longer one. */
function spotsIn(said: string, marks: readonly Mark[]): readonly string[] {
  const spots = wordsOf(said).flatMap(({ raw, stem }) => spotOf(raw) ?? spotOf(stem) ?? []);
  const numbered = marks.some(({ unit }) => unit === 'platform') ? ['platform'] : [];
  return [...new Set([...spots, ...numbered])];
}

/** Which of the words another one ends in, the longest; sought among those of the same last letter. */
function endFinder(ends: readonly string[]): (word: string) => string | undefined {
  const byLast = new Map<string, string[]>();
  for (const end of ends.toSorted((a, b) => b.length - a.length)) {
    const last = end.slice(-1);
    byLast.set(last, [...(byLast.get(last) ?? []), end]);
  }
  return (word) => byLast.get(word.slice(-1))?.find((end) => word.endsWith(end));
}

const kindEnding = endFinder(KINDS);
const fillerEnding = endFinder(FILLER_TAILS);
const spotEnding = endFinder(
  [...SPOT_OF.keys()].filter((word) => word.length >= 3 && isHangul(word)),
);

const spotOf = (word: string): string | undefined =>
  SPOT_OF.get(word) ?? SPOT_OF.get(spotEnding(word) ?? '');

interface Piece {
  readonly name: string;
  readonly kind?: string;
  readonly isAbbreviated?: boolean;
  /** The word before its ending was cut off, which may have been part of the name. */
  readonly whole?: string;
  /** The name may hold another name before it: 골목냉면을지로점. */
  readonly isGlued?: boolean;
}

/** A word as names and kinds; a bare kind has an empty name and belongs to the word before. */
function piecesOf(raw: string, hangul: boolean): readonly Piece[] {
  if (isFiller(raw)) return [];
  if (!hangul) return isEnglishFiller(raw) ? [] : [{ name: raw.replace(/'.*$/, '') }];
  const whole = raw.replace(LEADS, '');
  const stem = koreanStem(whole);
  const ended = endedBy(whole) ?? endedBy(stem);
  if (ended) return ended;
  const bare = stem.replace(TAILS, '');
  if (isFiller(bare)) return [];
  return (
    endedBy(bare) ?? split(bare).map((piece) => ({ ...piece, ...(bare !== whole && { whole }) }))
  );
}

const LEADS = /^(?:지하철|국립|시립|구립|도립|호선)(?=..)/;
const TAILS = /(?<=..)(?:앞|옆|쪽|안|근처|입구|내부|방향|장|원장)$/;

const isFiller = (word: string): boolean =>
  PLACE_FILLERS.has(word) || NO_NAMES.has(word) || fillerEnding(word) !== undefined;

const isEnglishFiller = (word: string): boolean =>
  ENGLISH_STOP_WORDS.has(word) || SPOT_OF.has(word);

/** What a word is when it ends in a kind. */
function endedBy(word: string): readonly Piece[] | undefined {
  const kind = kindEnding(word);
  const name = kind === undefined ? word : word.slice(0, -kind.length);
  if (kind !== undefined && name === '') return [{ name: '', kind: kindOf(kind) }];
  if (isFiller(word)) return [];
  if (kind !== undefined && PLACE_FILLERS.has(name)) return [];
  if (kind !== undefined && name.length >= 2) return named(name, kindOf(kind));
  const short = SHORT_KINDS[word.slice(-1)];
  return short !== undefined && word.length >= 3 && word.length <= 5
    ? [{ name: word.slice(0, -1), kind: short, isAbbreviated: true }]
    : undefined;
}

const kindOf = (kind: string): string => (kind === '본점' ? '점' : kind);

/** 푸른들마트용산 + 점 is the mart and its branch, 서울역 + 광장 the station. */
function named(name: string, kind: string): readonly Piece[] {
  const [first, second] = split(name);
  if (first && second) return [first, { name: second.name, kind }];
  if (first?.kind !== undefined && first.kind !== '역' && KEEPERS.has(kind)) return [first];
  if (kind !== '점' && /..역$/.test(name)) return [{ name: name.slice(0, -1), kind: '역' }];
  return [{ name, kind, isGlued: kind === '점' && name.length > 4 }];
}

/** A word with a kind in its middle is two names, or one and a filler. Short kinds are seen only before a city: 가온몰고양. */
function split(word: string): readonly Piece[] {
  for (const kind of KINDS) {
    const at = word.indexOf(kind, 2);
    if (at < 0) continue;
    const rest = word.slice(at + kind.length);
    const first = { name: word.slice(0, at), kind };
    if (kind.length === 1 && !(kind === '몰' && isCityName(rest))) continue;
    return rest.length < 2 || isFiller(rest) ? [first] : [first, { name: rest }];
  }
  return [{ name: word }];
}

const isCityName = (word: string): boolean => CITIES.has(word) || DISTRICTS.has(word);

/** Bare kinds join the word before them; every name knows how it sounds together with its neighbours. */
function thingsOf(pieces: readonly Piece[]): readonly NamedThing[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    if (piece.name !== '') joined.push(piece);
    else if (before && piece.kind !== undefined)
      joined[joined.length - 1] = withKind(before, piece.kind);
  }
  return joined.flatMap((piece, at) => thingAt(joined, piece, at));
}

/** 동대구 was read as an area; before 터미널 it is a name. A kind that is there stays. */
function withKind(piece: Piece, kind: string): Piece {
  if (piece.kind === undefined) return { ...piece, kind };
  return AREAS.has(piece.kind) ? { name: piece.name + piece.kind, kind } : piece;
}

function thingAt(all: readonly Piece[], piece: Piece, at: number): readonly NamedThing[] {
  const sound = soundOf(piece.name);
  if (sound.length < 2 || piece.name.length < 2) return [];
  const before = all[at - 1];
  const after = all[at + 1];
  const forms = [
    piece.whole === undefined ? '' : soundOf(piece.whole),
    before && before.kind === undefined ? soundOf(before.name + piece.name) : '',
    after && piece.kind === undefined ? soundOf(piece.name + after.name) : '',
  ].filter((form) => form !== '' && form !== sound);
  const area = AREA_OF_OFFICE[piece.kind ?? ''];
  const kind = area ?? piece.kind;
  return [
    {
      name: piece.name,
      ...(kind && { kind }),
      isOffice: area !== undefined,
      sound,
      forms,
      cuts: piece.isGlued ? gluedCuts(piece.name) : [],
      isLatin: /^[a-z]/.test(piece.name),
      isAbbreviated: piece.isAbbreviated ?? false,
    },
  ];
}

/** A long branch name may be cut after any syllable but the first and the last. */
const gluedCuts = (name: string): readonly string[] =>
  Array.from({ length: name.length - 3 }, (_, at) => at + 2).flatMap((at) => [
    soundOf(name.slice(0, at)),
    soundOf(name.slice(at)),
  ]);
