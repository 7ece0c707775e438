/**
 * Tells that words beside an article number are the name of a law, whichever law that is. Known names are looked up first
 * (named-laws.ts); what is left belongs to a law that we cannot name, and must not be taken for one that we have.
 * All texts are folded (reference-text.ts).
 */

const ENGLISH_LAW =
  '(?:act|code|regulation|directive|convention|covenant|constitution|charter|treaty|ordinance)';
/** Foreign laws that go by their letters alone. */
const ACRONYM =
  '\\b(?:gdpr|echr|iccpr|udhr|bipa|ccpa|cpra|hipaa|ferpa|coppa|fisa|appi|pipl|lgpd|pdpa|crpd|cedaw)\\b';
const COUNTRY =
  "(?:\\b(?:eu|uk|u\\.?s\\.?a?|american|british|chinese|european|french|german|japanese|california|illinois)(?:'s)?|유럽(?:연합)?|미국|영국|독일|프랑스|일본|중국|북한)의?\\s*(?:일반|연방)?\\s*";

const KOREAN_AT_END =
  /(?:(?:[가-힣a-z0-9·]+\s){0,8}관한\s*(?:법률|특례법|특별법)|[가-힣a-z0-9·]*(?:법률?|법령|법규|규칙|규정|내규|세칙|규약|조약|협약|협정|선언|조례|지침|준칙|강령|고시|훈령|예규|약관|정관|계약서?|(?:대통령|총리|부|훈|칙)령)|[\u4e00-\u9fff]{0,20}法)$/;
/** "법 23조", "이 법 제3조", "신고 방법 3조": no law in particular. */
const KOREAN_GENERIC =
  /^(?:(?:이|그|동|같은|본|해당|관련|관계|현행|국내|한국|우리)?(?:법률?|법령)|불법|위법|합법|적법|편법|사용법|이용법|.*방법)$/;

const ENGLISH_AT_END = [
  // Any word makes it a name, except those of "the Act", "under this code".
  `(?<!\\b(?:the|this|that|same|an?|of|under|in|by|said|such)\\s+)(?<=\\w\\s+)${ENGLISH_LAW}`,
  ACRONYM,
  '\\b(?:regulation|directive)\\s*(?:\\(\\w+\\)\\s*)?(?:no\\.?\\s*)?\\d+/\\d+',
  `\\b${ENGLISH_LAW}\\s+(?:on|concerning|regarding|relating to)\\s+[^.?!;]{3,80}`,
].map((source) => new RegExp(`(?:${source})$`));
/** Words that may belong to the name before "act": up to four, and none of the sentence around it. */
const WORDS_OF_NAME =
  /(?:(?!(?:the|under|of|in|by|does|do|is|what|say|and|or|see|to)\b)[\w.'&-]+\s+){1,4}$/;

const ELSEWHERE_AT_END = new RegExp(`${COUNTRY}$`);

/** The country before a name that makes it another's law: 미국 | 헌법, the UK | Data Protection Act. Empty when there is none. */
export const countryBefore = (before: string): string => ELSEWHERE_AT_END.exec(before)?.[0] ?? '';

/**
 * The name of a law in which a text ends, whichever law: "난민법", "… 에 관한 법률", "EU AI Act", "GDPR".
 * Undefined when it ends in none, or in "this Act".
 */
export function lawAtEnd(text: string): string | undefined {
  const [korean] = KOREAN_AT_END.exec(text) ?? [];
  if (!korean) return englishLawAtEnd(text);
  const before = text.slice(0, -korean.length);
  const owner = countryBefore(before) || (/(?:\bai|인공지능)\s*$/.exec(before)?.[0] ?? '');
  return KOREAN_GENERIC.test(korean) && !owner ? undefined : owner + korean;
}

function englishLawAtEnd(text: string): string | undefined {
  for (const pattern of ENGLISH_AT_END) {
    const [name] = pattern.exec(text) ?? [];
    if (name) return (WORDS_OF_NAME.exec(text.slice(0, -name.length))?.[0] ?? '') + name;
  }
  return undefined;
}

const phraseOf = (words: number): RegExp =>
  new RegExp(`^(?:${ACRONYM}|(?:[\\w'&.-]+\\s+){0,${words}}?${ENGLISH_LAW}\\b)`);
/** "Article 9 of the European Convention": several words; "Art. 9 UK GDPR": at most one. */
const PHRASES = { joined: phraseOf(5), bare: phraseOf(1) } as const;
const GENERIC_PHRASE = new RegExp(`^(?:(?:this|that|same|said)\\s+)?${ENGLISH_LAW}$`);

/**
 * The English name of a law that a text begins with; undefined when it begins with none, or only with "this Act".
 *
 * @param join - `joined` when "of", "in" or "under" links it to the number.
 */
export function lawAtStart(text: string, join: keyof typeof PHRASES): string | undefined {
  const [phrase] = PHRASES[join].exec(text) ?? [];
  if (!phrase) return undefined;
  const rest = text.slice(phrase.length);
  return GENERIC_PHRASE.test(phrase) && !/^\s+(?:on|concerning|regarding|relating)\b/.test(rest)
    ? undefined
    : phrase;
}

/** True when a text speaks of a law that is certainly not ours, wherever in it. */
export function mentionsForeignLaw(text: string): boolean {
  if (new RegExp(ACRONYM).test(text)) return true;
  const isNamed = (owner: RegExp, law: RegExp): boolean => {
    const at = text.search(owner);
    return at >= 0 && law.test(text.slice(at));
  };
  return isNamed(/\beu\b/, /\bact\b/) || isNamed(/유럽/, /법/);
}
