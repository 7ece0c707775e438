import { SUBITEM_LETTERS } from '../pinpoint.ts';
import { HAN_DIGITS, HANGUL_DIGITS, ROMAN_SIGNS } from './numerals.ts';

/**
 * The shapes that Korean references are written in, as sources of regular expressions over folded text. Every repetition has an
 * upper bound, so that no text takes more than linear time.
 */

/** "3조원", "3조 원이에요", "3조 5천억", "3조 달러" are amounts of money. "3조 원칙" is not. */
const WON =
  '원(?:이?(?![가-힣])|이[에야었라]|인[가데지]|입니다|[을은의도]|으로|에서?(?![가-힣])|까지|정도|대|짜리|규모|이[상하]|미만|씩|당)';
const MONEY = `\\s?(?:${WON}|[\\d,천백십]{1,9}\\s?억|달러|유로|위안)`;
/** "1조 2반", "3조 5명": groups of people. */
const TEAM = '\\s?\\d{1,3}\\s?(?:반|명|팀|모둠|교대)(?![가-힣]{3})';
/** Words that begin with a unit and are none: 2조각, 3조건, 제1조정부; 3항목, 1항차; 5호선, 2호점. */
const NO_ARTICLE = `(?:${MONEY}|${TEAM}|각(?!\\s?[호목항])|건(?![강물설축])|직(?![접무원위])|합(?![의산병리])|립|율|치(?!가)|사(?:단|국|관|팀|반|위|실|부|원|과)|정(?:위|부|실|관|팀|안|신|식|원)|종(?:사|실|석))`;
const NO_PARAGRAPH =
  '(?:목|차|공(?![제표고시개])|로|구(?![비성분체])|소(?!정)|해(?!당)|쟁|암|체(?![결납류])|생(?!략)|원(?!칙))';
const NO_ITEM =
  '(?!.목)(?:선(?![정임택])|점(?!검)|실(?![시제])|기(?![준재간관타본])|차(?![량별단])|봉|텔|관(?![련할리계하])|포(?![함기])|골|형|작|태풍|헬기)';
const UNIT_LETTER = `(?:[조條](?!${NO_ARTICLE})|[항項](?!${NO_PARAGRAPH})|[호號号](?!${NO_ITEM}))`;

/** Inside a larger number: 12|3조, 2.|5조, 1,|234조. Not 제8호의2,|16호. */
const IN_NUMBER = '(?:\\d|\\d\\.|(?<![의之]\\s?\\d{0,2})\\d,(?=\\d{3}(?!\\d)))';
const NUMERAL = `(?:\\d{1,4}|[${HAN_DIGITS}]{1,8}|[${ROMAN_SIGNS}]{1,6}|(?<=[제第]\\s?)[ivx]{1,7})`;
const BRANCHED = `${NUMERAL}(?:\\s?[의之]\\s?\\d{1,2}(?!\\d))?`;
/** A comma with three digits behind it is that of a large number. */
const JOIN = `\\s{0,2}(?:,(?!\\d{3}(?!\\d))|[·~\\-–/&]|내지|에서|및|와|과|또는)\\s{0,2}`;

/** 제23조, 15·17조, 제2 내지 5조: one number or several before one unit. "20, 제4호" are two things. */
const UNIT =
  `(?:[제第]\\s{0,2}(?<!${IN_NUMBER})${BRANCHED}(?:${JOIN}(?:[제第]\\s?)?${BRANCHED}){0,19}` +
  `|(?:(?<!${IN_NUMBER})(?=\\d)|(?<![${HAN_DIGITS}])(?!\\d))${BRANCHED}(?:${JOIN}${BRANCHED}){0,19})\\s{0,2}${UNIT_LETTER}`;
/** What may follow a unit in Korean letters: 제일항은, not 제일항공. */
const AFTER_HANGUL =
  '(?=[^가-힣]|$|[은는이가을를의에와과로으도만부까제각본단전후및란요라입인상중내또])';
/** 제이십삼조제일항. Without 제 only 이십삼조 is more than a word (구조, 사항, 이호 are words). */
const HANGUL_UNIT =
  `(?:(?<![가-힣])|(?<=[법률령칙조항호])|(?=제\\s?[${HANGUL_DIGITS}]{0,4}[십백]))제\\s?[${HANGUL_DIGITS}]{1,8}\\s?(?![조](?:명|선))${UNIT_LETTER}` +
  `|(?<![가-힣])(?=[${HANGUL_DIGITS}]?[십백])[${HANGUL_DIGITS}]{2,8}\\s?조(?!${NO_ARTICLE})${AFTER_HANGUL}` +
  `|(?<![가-힣]|(?=사항|구호))[${HANGUL_DIGITS}]{1,4}[항호]${AFTER_HANGUL}|(?<=[조항])[${HANGUL_DIGITS}]{1,4}[항호]${AFTER_HANGUL}`;

const LETTER = `[${SUBITEM_LETTERS}]`;
/** 가목, 가·나목; the letters are spelt out, for 과목 and 제목 are words. */
const SUBITEM = `(?<![가-힣](?<![호조항목및와과나·]))(?!(?<!호\\s?)[토수주두초조고모부오]목)["'(]?${LETTER}(?:\\s?[,·~]\\s?${LETTER}){0,9}["')]?\\s?목(?!적|록|소리|사|표|욕|요)`;

const AFTER_WORD = '(?=[^가-힣]|$|[은는이가을를의에와과로도만제각본단전후및부까])';
/** 같은 조, 동항, 이 호. */
const RELATIVE = `(?<![가-힣])(?:(?:같은|동|위|해당|이|본)\\s?[조항호]|(?:같은|이)\\s목)${AFTER_WORD}(?!\\s?[이가]\\s)`;
/** 전조, 전항, 전2조, 전 각 호. */
const PREVIOUS = `(?<![가-힣])전\\s?(?:\\d{1,2}\\s?|각\\s?)?[조항호]${AFTER_WORD}(?!가\\s)`;

const LAW_KIND = '(?:법률|법|영|시행령|시행규칙|규칙|규정)';
const AFTER_LAW = '(?=[^가-힣]|$|[은는이을를의에과와상제및도만]|시행|중\\s)';
const RANK = '시행령|시행규칙';
/** 같은 법, 동법 시행령. 동영 and 위법 are words of their own. */
const SAME_LAW = `(?<![가-힣])(?:(?:같은|해당|당해|그)\\s?${LAW_KIND}|동\\s?(?:법률|법|시행령|시행규칙|규칙|규정)|[동위]\\s${LAW_KIND})${AFTER_LAW}(?:\\s?(?:${RANK}))?`;
const OWN_LAW = `(?<![가-힣])[이본]\\s?(?:${LAW_KIND}|령|헌법|조례)${AFTER_LAW}(?:\\s?(?:${RANK}))?`;
/** 법, 영, 규칙 right before a number. */
const BARE_LAW = `(?<![가-힣a-z0-9])(?:(?:현행|국내|한국|우리|관련|관계)\\s?)?(?:법률|법령|법|영|규칙)(?=[상의]?[\\s"']{0,3}(?:별표|[제第]?\\s?(?:\\d|[${HAN_DIGITS}${HANGUL_DIGITS}])))`;

const OFFICE =
  '(?:법률|법령|대통령령|총리령|[가-힣]{1,12}부령|규칙|훈령|예규|고시|공고|조례|조약|지침)';
/** 법률 제4796호, 고시 제2020-7호. */
const ISSUE = `${OFFICE}\\s?제\\s?\\d{1,6}(?:\\s?-\\s?\\d{1,6})?\\s?호|제?\\d{4}\\s?-\\s?\\d{1,6}\\s?호`;
/** ① behind an article, a bracket or another circled number, (1) behind an article; elsewhere they number lines. */
const CIRCLED_SIGN = '[①-⑳㉑-㉟㊱-㊿]';
const CIRCLED =
  `(?<=(?:[조條\\d)\\]]|${CIRCLED_SIGN}항?\\s?(?:[,·~\\-–/]|[와과]|및|또는|이나|내지|부터|에서))\\s{0,3})${CIRCLED_SIGN}` +
  '|(?<=[조條]\\s?)\\(\\d{1,2}\\)';
const ANNEX =
  '(?:별표|같은 표)(?:\\s?제?\\s?\\d{1,3}(?:\\s?의\\s?\\d{1,2})?(?!\\s?[,\\d조항호명일]))?|별지\\s?(?:제?\\s?\\d{1,3}호(?:의\\s?\\d{1,2})?)?\\s?서식|별지|제?\\d{1,3}호(?:의\\d{1,2})?\\s?서식';
const ADDENDUM = '부칙(?:\\s?[<(][^<>()\\n]{1,60}[>)])?';

/** 놀이 헌장제칠조: right behind a name 제칠조 cannot be the end of another word. */
export const GLUED_HANGUL = new RegExp(`제\\s?[${HANGUL_DIGITS}]{1,8}\\s?${UNIT_LETTER}`, 'y');

/** Every mark of a reference: its group, and its shape. */
const SHAPES = {
  quoted: '[「『][^「」『』\\n]{1,150}[」』]',
  annex: ANNEX,
  addendum: ADDENDUM,
  issue: ISSUE,
  same: SAME_LAW,
  own: OWN_LAW,
  bare: BARE_LAW,
  rank: RANK,
  relative: RELATIVE,
  previous: PREVIOUS,
  unit: UNIT,
  hangul: HANGUL_UNIT,
  subitem: SUBITEM,
  circled: CIRCLED,
  tail: '각\\s?[호목항](?:\\s?외의?\\s?부분)?|본문|단서|전단|후단|전문|(?<=목)\\d{1,2}\\)',
  until: '까지',
  below:
    '(?<![a-z])(?:(?:sub-?)?(?:paragraphs?|paras?\\.?|items?)|sub-?sections?|points?)\\s?\\(?(?:\\d{1,2}|[a-z])(?![a-z0-9])',
  english:
    "(?<![a-z0-9'])(?:articles?|arts?\\.?|sections?|secs?\\.?|ss?\\.)\\s{0,3}(?=[\\divxⅰ-ⅿ])|§{1,2}\\s{0,3}",
  actWord:
    '(?<![a-z])(?:(?:the\\s)?(?:same|said|that)|this|the)\\s(?:act|law|decree|enforcement\\s(?:decree|rules?))(?![a-z])(?!\\s(?:on|concerning|regarding|relating)\\b)',
  decree: '(?<![a-z])(?:enforcement\\s(?:decree|rules?)|decree)(?![a-z])',
  open: '[(\\[]',
  close: '[)\\]]',
  line: '\\n',
};

/** Matches a mark. It captures one group, the one of {@link MARK_GROUPS} at that place. */
export const MARKS = new RegExp(
  Object.values(SHAPES)
    .map((shape) => `(${shape})`)
    .join('|'),
  'g',
);
/** The names of the groups of {@link MARKS}. */
export const MARK_GROUPS: readonly string[] = Object.keys(SHAPES);

/** What a place in a text looks like, however it was meant; the letters after it decide whether it is a word of another kind. */
export const LOOKS_LIKE_REFERENCE = new RegExp(
  `(?:[제第]\\s{0,2})?(?<!${IN_NUMBER})(?:\\d{1,20}|[${HAN_DIGITS}${ROMAN_SIGNS}])\\s{0,2}${UNIT_LETTER}|§|(?<![a-z])(?:articles?|arts?\\.?|sections?|ss?\\.)\\s{0,3}\\d|[」』]\\s?\\d{1,4}(?![\\d.]|\\s?[가-힣])`,
  'g',
);
