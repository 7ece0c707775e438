import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { addDays } from '../../../knowledge/calendar/day.ts';
import type { PlaceTraits } from '../../../knowledge/triage/same-place.ts';

/** Reports written by hand, as people would send them: answers left out, spaces and letters wrong, photos taken nearby. */
export interface MadeReport {
  readonly traits: PlaceTraits;
  /** Reports of one group are about the same camera or place. */
  readonly group: string;
}

const Groups = z.array(
  z.strictObject({
    id: z.string(),
    slots: z.tuple([z.string(), z.string()]),
    on: z.string(),
    spot: z.tuple([z.number(), z.number()]).optional(),
    reports: z.array(z.string()).min(1),
    near: z.array(z.string()).default([]),
  }),
);
type Group = z.infer<typeof Groups>[number];

export function madeReports(part: 'tuning' | 'held-out'): readonly MadeReport[] {
  const text = readFileSync(new URL(`${part}.yaml`, import.meta.url), 'utf8');
  const random = randomFrom(part === 'tuning' ? 20261120 : 20261121);
  return Groups.parse(parse(text)).flatMap((group) => [
    ...group.reports.map((line, at) => ({
      group: group.id,
      traits: made(`${group.id}-${at}`, line, group, random),
    })),
    // Each is a place of its own, with the day and the kind of the one it looks like.
    ...group.near.map((line, at) => ({
      group: `${group.id}-near-${at}`,
      traits: made(`${group.id}-near-${at}`, line, { ...group, spot: undefined }, random),
    })),
  ]);
}

type Random = () => number;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function made(id: string, line: string, { slots, on, spot }: Group, random: Random): PlaceTraits {
  const [exactPlace = '', respondent = '', account = ''] = line.split('|').map((one) => one.trim());
  const often = (share: number): boolean => random() < share;
  return {
    id,
    ...(often(0.85) && { place: slots[0] }),
    ...(often(0.75) && { operator: slots[1] }),
    exactPlace: often(0.35) ? mistyped(exactPlace, random) : exactPlace,
    respondent: often(0.25) ? '' : respondent,
    account: often(0.5) ? mistyped(account, random) : account,
    ...(often(0.9) && { happenedOn: addDays(on, Math.floor(random() * 40)) }),
    ...(spot && often(0.5) && { spot: nearby(spot, random) }),
  };
}

/** Within about 60 metres. */
const nearby = ([latitude, longitude]: readonly [number, number], random: Random) => ({
  latitude: latitude + (random() - 0.5) * 0.0008,
  longitude: longitude + (random() - 0.5) * 0.0008,
});

/** One of the ways in which people type: no spaces, two of them, another vowel, a letter twice or forgotten, capitals. */
function mistyped(text: string, random: Random): string {
  const ways = /[가-힣]/.test(text) ? KOREAN_WAYS : ENGLISH_WAYS;
  const way = ways[Math.floor(random() * ways.length)];
  return way ? way(text, random) : text;
}

type Way = (text: string, random: Random) => string;

const someLetter = (text: string, random: Random, isOne: (letter: string) => boolean): number => {
  const places = [...text].flatMap((letter, at) => (isOne(letter) ? [at] : []));
  return places[Math.floor(random() * places.length)] ?? -1;
};

const isHangul = (letter: string): boolean => letter >= '가' && letter <= '힣';
const isLatin = (letter: string): boolean => /[a-z]/i.test(letter);

/** ㅐ for ㅔ and the other way round, where the text has one. */
const otherVowel: Way = (text, random) => {
  const vowelOf = (letter: string) => Math.floor((letter.charCodeAt(0) - 0xac00) / 28) % 21;
  const at = someLetter(text, random, (one) => isHangul(one) && [1, 5].includes(vowelOf(one)));
  if (at < 0) return text;
  const code = text.charCodeAt(at);
  const moved = code + (vowelOf(text.charAt(at)) === 1 ? 4 : -4) * 28;
  return text.slice(0, at) + String.fromCharCode(moved) + text.slice(at + 1);
};

const KOREAN_WAYS: readonly Way[] = [
  (text) => text.replaceAll(' ', ''),
  (text) => text.replaceAll(' ', '  '),
  (text) => text.replace(/(\d)번 /g, '$1번'),
  otherVowel,
  otherVowel,
  (text, random) => {
    const at = someLetter(text, random, isHangul);
    return at < 0 ? text : text.slice(0, at) + text.slice(at + 1);
  },
  (text) => `${text}에서`,
];

const ENGLISH_WAYS: readonly Way[] = [
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text, random) => {
    const at = someLetter(text, random, isLatin);
    return at < 0 ? text : text.slice(0, at) + text.slice(at + 1);
  },
  (text, random) => {
    const at = someLetter(text, random, isLatin);
    return at < 0 ? text : text.slice(0, at) + text.charAt(at) + text.slice(at);
  },
  (text) => text.replace(/,/g, ''),
];
