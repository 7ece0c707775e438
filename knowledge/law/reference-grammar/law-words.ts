import type { NamedLaws } from '../named-laws.ts';
import type { LawWord, Rank, ReferredLaw } from '../reference-model.ts';

/** The rank of a text by its name: 시행령, 시행규칙; undefined for a law. */
export const rankOf = (title: string): Rank | undefined =>
  /시행\s*규칙$/.test(title) ? '시행규칙' : /시행령$/.test(title) ? '시행령' : undefined;

/** The title without 시행령 or 시행규칙: that of the law. */
export const withoutRank = (title: string): string => title.replace(/\s*시행(?:령|\s*규칙)$/, '');

/** The law of a name; an unknown one is kept as written. */
export function lawOfName<T>(name: string, laws: NamedLaws<T>): ReferredLaw<T> {
  const law = laws.exact(name) ?? rankedLaw(name, laws);
  return law === undefined ? { kind: 'unknown-name', name } : { kind: 'named', law };
}

/** 「개보법 시행령」: a nickname with a rank behind it. */
function rankedLaw<T>(name: string, laws: NamedLaws<T>): T | undefined {
  const rank = rankOf(name);
  const law = rank && laws.exact(withoutRank(name));
  const title = law === undefined ? undefined : laws.titleOf(law);
  return title === undefined ? undefined : laws.exact(`${withoutRank(title)} ${rank}`);
}

/** The decree or the rules of a law: 「개인정보 보호법」 and 시행령. */
export function subordinateOf<T>(
  law: ReferredLaw<T>,
  rank: Rank,
  laws: NamedLaws<T>,
): ReferredLaw<T> {
  switch (law.kind) {
    case 'named':
      return lawOfName(`${withoutRank(laws.titleOf(law.law) ?? '')} ${rank}`, laws);
    case 'unknown-name':
      return lawOfName(`${withoutRank(law.name)} ${rank}`, laws);
    case 'unstated':
      return { kind: 'unstated', rank };
  }
}

/** What 같은 법, 동법 시행령, 같은 영 ask for. */
export function sameWord<T>(whole: string): LawWord<T> {
  const rank = rankOf(whole);
  if (rank) return { kind: 'same', sort: 'law', rank };
  return { kind: 'same', sort: /법률?$/.test(whole) ? 'law' : 'any' };
}

/** What 이 법, 이 영, 이 법 시행령 ask for. */
export function ownWord<T>(whole: string): LawWord<T> {
  const rank = rankOf(whole);
  if (rank && /법/.test(whole)) return { kind: 'own', rank };
  if (/법률?$/.test(whole)) return { kind: 'own', of: '법' };
  return whole.endsWith('영') ? { kind: 'own', of: '영' } : { kind: 'own' };
}

/** What 법, 영, 규칙, 시행령 ask for. */
export function bareWord<T>(whole: string): LawWord<T> {
  const rank = rankOf(whole);
  if (rank) return { kind: 'bare', word: rank };
  if (whole.endsWith('영')) return { kind: 'bare', word: '영' };
  return { kind: 'bare', word: whole.endsWith('규칙') ? '규칙' : '법' };
}

/** "the same Act", "this Decree", "the Act", "enforcement rules". */
export function englishWord<T>(whole: string): LawWord<T> {
  const rank = /rules?$/.test(whole) ? '시행규칙' : /decree$/.test(whole) ? '시행령' : undefined;
  if (/\b(?:same|said|that)\b/.test(whole)) {
    return rank ? { kind: 'same', sort: 'law', rank } : { kind: 'same', sort: 'law' };
  }
  if (/^this\b/.test(whole)) return { kind: 'own' };
  return { kind: 'bare', word: rank ?? '법' };
}
