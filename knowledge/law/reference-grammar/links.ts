import { MARK } from '../named-laws.ts';

/** What may stand between the parts of a reference. All of it is short: a longer gap is never looked at. */
const LONGEST_GAP = 60;

const PARTICLE =
  "[\\s\"'」』)\\]〉》>]{0,3}(?:의|상|에서|은|는|중|에(?:\\s*(?:따르면|따라|따른|의하면|의한|있는|나오는|나온))?|'s)?";
/** 제2편제24장, which stands between the Criminal Act and its article. */
const DIVISIONS =
  '(?:제\\d{1,3}(?:편|장|절|관)(?:의\\d{1,2})?\\s?[·,]?\\s?(?:및\\s|또는\\s)?){0,4}';

/** "제2편제24장 살인의 죄 중", through which lists of crimes go on. */
const CRIMES = '(?:제\\d{1,3}편)?제\\d{1,3}장(?:의\\d{1,2})?[^제「」\\n]{0,40}중\\s?';
/** Between a law and its number: "개보법의 제23조", "PIPA's Article 23", "Act, Article 3". */
export const BESIDE = new RegExp(
  `^(?:${PARTICLE}(?:${MARK}|[:;|/\\-–]){0,6}${DIVISIONS}\\s?(?:\\s(?:in|under|at)\\s)?제?|\\s?${CRIMES})$`,
);
/** The same at the end of a text, to look at what stands before it. */
export const NAME_TAIL = new RegExp(
  `${PARTICLE}(?:${MARK}|[:;]){0,6}(?:(?:시행령|시행규칙|(?:enforcement )?(?:decree|rules?))${PARTICLE}${MARK}{0,6})?$`,
);
/** Between a law and its decree: "개보법의 「시행령」". */
export const BESIDE_RANK = new RegExp(`^${PARTICLE}${MARK}{0,6}$`);
/** Between "the Enforcement Decree" and its law. */
export const OF_LAW = /^\s{0,2}(?:of|to|for)\s{1,2}(?:the\s{1,2})?$/;

/** Between a unit and the unit below it: 제23조 제1항, "23조의 1항". */
export const CHAIN = /^\s{0,3}(?:의\s?|중\s?|상\s?|에\s?(?:있는|나오는)\s?)?$/;
const JOINER =
  '(?:,|·|/|&|;|및|또는|와|과|이나|나|이랑|랑|하고|또|그리고|혹은|and|or|(?:과|와)\\s?함께)';
/** Between the members of a list: "제3조, 제5조 및 제7조", "까지와", "의 규정 또는". */
export const LIST = new RegExp(
  `^(?:(?:의\\s?죄(?:\\s(?:또는|및)\\s그\\s미수죄)?)?(?:의\\s?)?(?:규정)?\\s{0,3}(?:${JOINER}\\s{0,3}){0,3}|(?:의\\s?죄)?\\s?(?:[,·]|및|또는)?\\s?${CRIMES})$`,
);
/** Between an annex and its number. */
export const REMARKS = /^\s?(?:의\s?)?비고\s?$/;
/** Between the ends of a range. */
export const RANGE = /^\s{0,3}(?:부터|내지|~|-|–|to|through|until)\s{0,3}$/;
/** "제2조에서 제5조까지" is a range; "제2조에서 제5조를" is not. */
export const RANGE_IF_UNTIL = /^에서\s{0,3}$/;
/** Tells that the end of the range comes soon. */
export const UNTIL_AHEAD = /^[^,.\n]{0,20}까지/;

/** "Article 9 | of the | Civil Act". */
export const AFTER_JOINED =
  /^[\s,:(]{0,4}(?:of|in|under)\s{1,2}(?:the\s{1,2})?(?:(?:korean?|south|korea's|republic|of|the|current|revised|amended|new|our)\s{1,2}){0,5}$/;
/** "제23조 | 개보법", "Art. 23 | PIPA". */
export const AFTER_BARE = /^[\s,:]{0,3}$/;
/** Between a number and a name that nobody gave us: "Article 9 | of the | European Convention". */
export const UP_TO_NAME = /^[\s(),:]{0,4}(of|in|under)?\s{0,2}(?:the\s{1,2})?/;

/** The text between two marks; undefined when it is too long to mean anything. */
export const gapOf = (text: string, from: number, to: number): string | undefined =>
  to >= from && to - from <= LONGEST_GAP ? text.slice(from, to) : undefined;
