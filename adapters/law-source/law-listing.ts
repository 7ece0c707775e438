import { z } from 'zod';
import { compactDate, looseList, looseText, unpadded } from './loose-fields.ts';
import { sameTitle } from './same-title.ts';

const Listed = z
  .object({
    법령일련번호: looseText,
    현행연혁코드: looseText,
    법령명한글: looseText,
    법령ID: looseText,
    공포일자: compactDate,
    공포번호: unpadded,
    시행일자: compactDate,
  })
  .transform((row) => ({
    /** 법령일련번호: names one version of one law. */
    mst: row.법령일련번호.trim(),
    title: row.법령명한글.trim(),
    lawId: row.법령ID.trim(),
    /** 현행, 시행예정 or 연혁; empty where the database does not say. */
    state: row.현행연혁코드.trim(),
    promulgationNumber: row.공포번호,
    /** ISO dates. */
    promulgated: row.공포일자,
    inForce: row.시행일자,
  }));

/** One version of a law, as a search lists it. */
export type ListedVersion = Readonly<z.output<typeof Listed>>;

/** One page of search results. */
export const Listing = z
  .object({
    LawSearch: z.object({
      resultCode: looseText,
      resultMsg: looseText,
      키워드: looseText,
      totalCnt: looseText,
      law: looseList(Listed),
    }),
  })
  .transform(({ LawSearch }) => ({
    /** Empty or `00` when all went well. */
    resultCode: LawSearch.resultCode.trim(),
    message: LawSearch.resultMsg.trim(),
    /** What the database understood us to ask for; empty where it does not say. */
    keyword: LawSearch.키워드.trim(),
    /** Undefined where the database does not say: that is not none. */
    total: /^\s*\d+\s*$/.test(LawSearch.totalCnt) ? Number(LawSearch.totalCnt) : undefined,
    versions: LawSearch.law,
  }));

export type Listing = z.output<typeof Listing>;

/** What a search for one title came to. An outage is none of these. */
export type Found =
  | {
      readonly kind: 'found';
      readonly version: ListedVersion;
      /** Promulgated, and not yet in force. */
      readonly upcoming?: ListedVersion;
    }
  /** Only versions of the past are listed: the law was repealed, or has another name now. */
  | { readonly kind: 'past-only'; readonly version: ListedVersion }
  | { readonly kind: 'unknown' };

/** Chooses the version in force; the earliest upcoming one where a law is not in force yet. */
export function chooseVersion(versions: readonly ListedVersion[], title: string): Found {
  const ofTitle = versions
    .filter((version) => sameTitle(version.title, title))
    .toSorted(
      (a, b) => b.promulgated.localeCompare(a.promulgated) || Number(b.mst) - Number(a.mst),
    );
  const current = ofTitle.find(({ state }) => state === '현행' || state === '');
  const upcoming = ofTitle
    .filter(({ state }) => state === '시행예정')
    .toSorted((a, b) => a.inForce.localeCompare(b.inForce))
    .at(0);
  if (current && upcoming) return { kind: 'found', version: current, upcoming };
  const version = current ?? upcoming;
  if (version) return { kind: 'found', version };
  const past = ofTitle.at(0);
  return past ? { kind: 'past-only', version: past } : { kind: 'unknown' };
}
