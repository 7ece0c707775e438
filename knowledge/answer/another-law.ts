/**
 * Tells that the words beside an article number are the name of a law, whichever law that is. Our own are looked up first
 * (law-names.ts); what is left belongs to a law we do not have, and must not be answered from one that we have.
 */

const ENGLISH_LAW =
  '(?:act|code|regulation|directive|convention|covenant|constitution|charter|treaty|ordinance)';
/** Foreign laws that go by their letters alone. */
const ACRONYM = '\\b(?:GDPR|ECHR|ICCPR|UDHR|BIPA|CCPA|CPRA|HIPAA|APPI|PIPL)\\b';

const KOREAN_AT_END =
  /(?:관한\s*법률|[가-힣a-z0-9·]*(?:법률?|법령|규칙|규정|조약|협약|조례|지침|(?:대통령|총리|부|훈|칙)령))$/iu;
/** "법 23조", "이 법 제3조", "신고 방법 3조": no law in particular. */
const KOREAN_GENERIC =
  /^(?:(?:이|그|동|같은|본|해당|관련|관계|현행|국내|한국|우리)?(?:법률?|법령)|불법|위법|합법|적법|편법|사용법|이용법|.*방법)$/;

const ENGLISH_AT_END = [
  // Any word makes it a name, except those of "the Act", "under this code".
  `(?<!\\b(?:the|this|that|same|an?|of|under|in|by|said|such)\\s+)(?<=\\w\\s+)${ENGLISH_LAW}`,
  ACRONYM,
  '\\b(?:regulation|directive)\\s*(?:\\(\\w+\\)\\s*)?(?:no\\.?\\s*)?\\d+/\\d+',
  `\\b${ENGLISH_LAW}\\s+(?:on|concerning|regarding|relating to)\\s+[^.?!;]{3,80}`,
].map((source) => new RegExp(`(?:${source})$`, 'i'));

const ELSEWHERE_AT_END =
  /(?:\b(?:EU|UK|U\.?S\.?A?|american|british|chinese|european|french|german|japanese|california|illinois)(?:['’]s)?|유럽(?:연합)?|미국|영국|독일|프랑스|일본|중국|북한)의?\s*(?:일반|연방)?\s*$/i;

/** True where what follows is another country's: 미국 | 헌법, the UK | Data Protection Act. */
export const isElsewhere = (before: string): boolean => ELSEWHERE_AT_END.test(before);

/** True when a text ends in the name of some law: "난민법", "… 에 관한 법률", "EU AI Act", "GDPR". */
export function endsInLaw(text: string): boolean {
  const [korean] = KOREAN_AT_END.exec(text) ?? [];
  if (!korean) return ENGLISH_AT_END.some((pattern) => pattern.test(text));
  const before = text.slice(0, -korean.length);
  return (
    !KOREAN_GENERIC.test(korean) || isElsewhere(before) || /(?:\bAI|인공지능)\s*$/i.test(before)
  );
}

const phraseOf = (words: number): RegExp =>
  new RegExp(`^(?:${ACRONYM}|(?:[\\w'’&.-]+\\s+){0,${words}}?${ENGLISH_LAW}\\b)`, 'i');
/** "Article 9 of the European Convention": several words; "Art. 9 UK GDPR": at most one. */
const PHRASES = { joined: phraseOf(5), bare: phraseOf(1) } as const;

/**
 * The English name of a law that a text begins with; undefined when it begins with none, or only with "this Act".
 *
 * @param join - `joined` when "of", "in" or "under" links it to the number.
 */
export function lawAtStart(text: string, join: keyof typeof PHRASES): string | undefined {
  const [phrase] = PHRASES[join].exec(text) ?? [];
  if (!phrase) return undefined;
  const isGeneric = new RegExp(`^(?:(?:this|that|same|said)\\s+)?${ENGLISH_LAW}$`, 'i').test(
    phrase,
  );
  const rest = text.slice(phrase.length);
  return isGeneric && !/^\s+(?:on|concerning|regarding|relating)\b/i.test(rest)
    ? undefined
    : phrase;
}

/** True when a text speaks of a law that is certainly not ours, wherever in it. */
export const mentionsForeignLaw = (text: string): boolean =>
  new RegExp(ACRONYM, 'i').test(text) || /\bEU\b.*\bact\b|유럽.*법/i.test(text);
