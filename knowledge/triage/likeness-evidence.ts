import { daysBetween, isDay } from '../calendar/day.ts';
import type { Bilingual } from '../language.ts';
import { compareNames, type NameMatch } from './compare-names.ts';
import { AGAINST, FAR_METRES, MARKS, NEAR_DAYS, NEAR_METRES, WEIGHTS } from './likeness-weights.ts';
import { metresBetween } from './metres-between.ts';
import type { Address } from './place-address.ts';
import type { Mark } from './place-marks.ts';
import { HEAD_LETTERS } from './place-names.ts';
import { FEWEST_ACCOUNT_WORDS, type ReadTraits, SAME_ACCOUNT } from './place-reading.ts';
import { soundsLike } from './place-sound.ts';

/** One thing that two reports have in common (points above 0, with a reason) or that sets them apart. */
export interface Evidence {
  readonly points: number;
  readonly reason?: () => Bilingual;
}

/** Everything that speaks for and against one camera or place, in the order in which people read it. */
export function evidenceOf(a: ReadTraits, b: ReadTraits): readonly Evidence[] {
  const match = compareNames(a, b);
  // Exit 4 of another station is nothing in common.
  const isPlaceShared =
    match.shared.length > 0 || a.addresses.some((one) => isIn(one, b.addresses));
  const parts = [...ofMarks(a, b), ...ofSpots(a, b)];
  return [
    ...ofNames(a, b, match),
    ...ofAddresses(a, b),
    ...parts.filter(({ points }) => isPlaceShared || points < 0),
    ...ofDistance(a, b),
    ...ofRespondents(a, b),
    ...ofAccounts(a, b),
    ...ofChoices(a, b),
    ...ofDays(a, b),
  ];
}

function ofNames(a: ReadTraits, b: ReadTraits, match: NameMatch): readonly Evidence[] {
  const against = match.differing.map((kind) => ({ points: -AGAINST[kind] }));
  if (match.shared.length === 0) return against;
  const { names, namesAtLeast, fromAccount } = WEIGHTS;
  const share = namesAtLeast + (1 - namesAtLeast) * match.coverage;
  const sure = a.isFromAccount || b.isFromAccount ? fromAccount : 1;
  return [
    { points: names * match.mass * share * sure, reason: () => namesReason(a, b, match) },
    ...against,
  ];
}

function namesReason(a: ReadTraits, b: ReadTraits, { shared }: NameMatch): Bilingual {
  const [first] = shared;
  const station = shared.find(({ kind }) => kind === '역');
  if (!station) {
    const said = shared.slice(0, 3).map(shown).join(', ');
    return { ko: `같은 이름을 적었어요 (${said})`, en: `Both name the same (${said})` };
  }
  const exit = sharedMarks(a.marks, b.marks).find(({ unit }) => unit === 'exit');
  const name = shown(station);
  if (exit) {
    const said = `${name} ${exit.said}`;
    return {
      ko: `같은 역 출구를 적었어요 (${said})`,
      en: `Both name the same station exit (${said})`,
    };
  }
  const more = first && first !== station ? `, ${shown(first)}` : '';
  return {
    ko: `같은 역을 적었어요 (${name}${more})`,
    en: `Both name the same station (${name}${more})`,
  };
}

const shown = ({ name, kind = '' }: { readonly name: string; readonly kind?: string }): string =>
  `${name}${/[a-z]$/.test(name) && kind ? ' ' : ''}${kind}`;

function ofAddresses(a: ReadTraits, b: ReadTraits): readonly Evidence[] {
  if (a.addresses.length === 0 || b.addresses.length === 0) return [];
  const shared = a.addresses.flatMap((one) => {
    const other = b.addresses.find((its) => isSameAddress(one, its));
    return other ? [shorter(one.said, other.said)] : [];
  });
  const [said] = shared.toSorted();
  if (said === undefined) return [{ points: -AGAINST.addresses }];
  const reason = () => ({ ko: `주소가 같아요 (${said})`, en: `The address is the same (${said})` });
  return [{ points: WEIGHTS.address, reason }];
}

const isIn = (address: Address, others: readonly Address[]): boolean =>
  others.some((other) => isSameAddress(address, other));

const isSameAddress = (a: Address, b: Address): boolean =>
  a.number === b.number && soundsLike(a.road, b.road);

function ofMarks(a: ReadTraits, b: ReadTraits): readonly Evidence[] {
  const shared = sharedMarks(a.marks, b.marks);
  const differing = new Set(
    a.marks
      .map(({ unit }) => unit)
      .filter((unit) => b.marks.some((mark) => mark.unit === unit))
      .filter((unit) => !shared.some((mark) => mark.unit === unit)),
  );
  return [
    ...shared.map(({ unit, said }) => ({ points: MARKS[unit].same, ...markReason(unit, said) })),
    ...[...differing].map((unit) => ({ points: -MARKS[unit].other })),
  ];
}

/** The exit is told with its station. */
const markReason = (unit: Mark['unit'], said: string): Pick<Evidence, 'reason'> =>
  unit === 'exit'
    ? {}
    : { reason: () => ({ ko: `번호가 같아요 (${said})`, en: `The number is the same (${said})` }) };

/** One mark of each unit that both have, as the shorter of the two wrote it. */
function sharedMarks(a: readonly Mark[], b: readonly Mark[]): readonly Mark[] {
  const byUnit = new Map<string, Mark>();
  for (const mark of a) {
    for (const other of b) {
      if (other.unit !== mark.unit || other.value !== mark.value) continue;
      const said = shorter(mark.said, other.said);
      const known = byUnit.get(mark.unit);
      byUnit.set(mark.unit, { ...mark, said: known ? shorter(known.said, said) : said });
    }
  }
  return [...byUnit.values()].toSorted((one, other) => (one.unit < other.unit ? -1 : 1));
}

const shorter = (a: string, b: string): string =>
  a.length < b.length || (a.length === b.length && a < b) ? a : b;

function ofSpots(a: ReadTraits, b: ReadTraits): readonly Evidence[] {
  if (a.spots.length === 0 || b.spots.length === 0) return [];
  const isShared = a.spots.some((spot) => b.spots.includes(spot));
  return [{ points: isShared ? WEIGHTS.spotOfPlace : -AGAINST.spotOfPlace }];
}

function ofDistance({ traits: a }: ReadTraits, { traits: b }: ReadTraits): readonly Evidence[] {
  if (!a.spot || !b.spot) return [];
  const metres = metresBetween(a.spot, b.spot);
  if (metres > FAR_METRES) return [{ points: -AGAINST.far }];
  if (metres > NEAR_METRES) return [];
  const about = Math.max(10, Math.round(metres / 10) * 10);
  const reason = () => ({
    ko: `사진을 찍은 곳이 ${about}m 안이에요`,
    en: `The photos were taken within ${about} m`,
  });
  return [{ points: WEIGHTS.near * (1 - metres / (2 * NEAR_METRES)), reason }];
}

function ofRespondents(
  { respondent: a }: ReadTraits,
  { respondent: b }: ReadTraits,
): readonly Evidence[] {
  if (a.sounds.length === 0 || b.sounds.length === 0) return [];
  const isSame = a.sounds.some((one) => b.sounds.some((other) => isSameBody(one, other)));
  if (!isSame) {
    // A foreign name may be written in two ways.
    if (a.isLatin !== b.isLatin) return [];
    const isWide = a.isWide || b.isWide;
    return [{ points: -(isWide ? AGAINST.wideRespondents : AGAINST.respondents) }];
  }
  const said = shorter(a.said, b.said);
  const reason = () => ({
    ko: `상대방이 같아요 (${said})`,
    en: `The other side is the same (${said})`,
  });
  return [{ points: WEIGHTS.respondent, reason }];
}

/** 누리소프트 and 누리소프트코리아. */
const isSameBody = (a: string, b: string): boolean =>
  soundsLike(a, b) ||
  (Math.min(a.length, b.length) >= HEAD_LETTERS && (a.startsWith(b) || b.startsWith(a)));

const MOST_WORDS_SHOWN = 3;
/** Below this share the words in common are chance. */
const WORTH_SAYING = 0.12;

function ofAccounts(a: ReadTraits, b: ReadTraits): readonly Evidence[] {
  const shared = [...a.words.keys()].filter((word) => b.words.has(word));
  if (shared.length === 0) return [];
  const fewest = Math.min(a.words.size, b.words.size);
  const ofAll = shared.length / (a.words.size + b.words.size - shared.length);
  if (ofAll >= SAME_ACCOUNT && fewest >= FEWEST_ACCOUNT_WORDS) {
    return [{ points: WEIGHTS.sameAccount, reason: () => SAME_ACCOUNT_REASON }];
  }
  const weight = shared.reduce((all, word) => all + (a.words.get(word) ?? 0), 0);
  const share = weight / (a.wordsWeight + b.wordsWeight - weight);
  const points = WEIGHTS.words * share;
  return [share < WORTH_SAYING ? { points } : { points, reason: () => wordsReason(shared) }];
}

const SAME_ACCOUNT_REASON: Bilingual = {
  ko: '겪은 일을 거의 똑같이 적었어요',
  en: 'The accounts are almost the same',
};

function wordsReason(shared: readonly string[]): Bilingual {
  const said = shared
    .toSorted((one, other) => other.length - one.length || (one < other ? -1 : 1))
    .slice(0, MOST_WORDS_SHOWN)
    .join(', ');
  return { ko: `같은 낱말로 적었어요 (${said})`, en: `The accounts share words (${said})` };
}

function ofChoices({ traits: a }: ReadTraits, { traits: b }: ReadTraits): readonly Evidence[] {
  return (['place', 'operator'] as const).flatMap((slot) => {
    const [one, other] = [a[slot], b[slot]];
    if (!isKnown(one) || !isKnown(other)) return [];
    return [
      one === other
        ? { points: WEIGHTS[slot], reason: () => CHOSEN[slot] }
        : { points: -AGAINST[slot] },
    ];
  });
}

const isKnown = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && value !== 'unknown';

const CHOSEN = {
  place: { ko: '같은 종류의 장소를 골랐어요', en: 'The same kind of place was chosen' },
  operator: { ko: '운영하는 쪽을 같게 골랐어요', en: 'The same kind of operator was chosen' },
} as const satisfies Readonly<Record<string, Bilingual>>;

function ofDays({ traits: a }: ReadTraits, { traits: b }: ReadTraits): readonly Evidence[] {
  const [one = '', other = ''] = [a.happenedOn, b.happenedOn];
  if (!isDay(one) || !isDay(other)) return [];
  const days = Math.abs(daysBetween(one, other));
  if (days > NEAR_DAYS) return [];
  const reason =
    days === 0
      ? { ko: '같은 날 있었던 일이에요', en: 'It happened on the same day' }
      : {
          ko: `${days}일 사이에 있었던 일이에요`,
          en: `It happened within ${days === 1 ? 'a day' : `${days} days`}`,
        };
  return [{ points: WEIGHTS.days, reason: () => reason }];
}
