import { soundOf } from './place-sound.ts';

/** A road and a number of it: 테헤란로 231, 231 Teheran-ro. */
export interface Address {
  /** As it sounds, without 로 or 길; a numbered lane keeps its number. */
  readonly road: string;
  readonly number: string;
  /** As it was written, for people. */
  readonly said: string;
}

const KOREAN =
  /(?<road>[가-힣]{2,}?(?:대로|로|길))(?:\s*(?<lane>[0-9]+번?길))?\s*(?<number>[0-9]+(?:-[0-9]+)?)(?!\s*(?:번\s*(?:출구|게이트|홈)|[층호차]|단지|번?길|[0-9]))/;
const KOREAN_BEHIND = /(?<number>[0-9]+(?:-[0-9]+)?)\s+(?<road>[가-힣]{2,}(?:대로|로))(?![가-힣])/;
const ENGLISH =
  /(?<number>[0-9]+(?:-[0-9]+)?),?\s+(?<road>(?:[a-z가-힣]+ )?[a-z]+-?(?:daero|ro|gil))(?![a-z])/;
const ENGLISH_BEHIND = /(?<road>[a-z]+-(?:daero|ro|gil))\s+(?<number>[0-9]+(?:-[0-9]+)?)/;

const PATTERNS = [KOREAN, KOREAN_BEHIND, ENGLISH, ENGLISH_BEHIND].map(
  ({ source }) => new RegExp(source, 'g'),
);

const roadOf = (road: string, lane: string): string =>
  soundOf(road.replace(/-?(?:대로|로|길|daero|ro|gil)$/, '')) + lane.replace(/[^0-9]/g, '');

/** Takes the addresses out of folded text, so that their numbers are taken for nothing else. */
export function takeAddresses(text: string): {
  readonly rest: string;
  readonly addresses: readonly Address[];
} {
  const addresses: Address[] = [];
  let rest = text;
  for (const pattern of PATTERNS) {
    for (const { groups = {}, 0: said } of rest.matchAll(pattern)) {
      const { road = '', lane = '', number = '' } = groups;
      addresses.push({ road: roadOf(road, lane), number, said: said.trim() });
    }
    rest = rest.replace(pattern, ' ');
  }
  return { rest, addresses };
}
