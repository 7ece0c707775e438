import { maskPersonalData } from '../answer/personal-data.ts';

/** What stands in the text that leaves, and what it stands for. */
export interface MaskedText {
  readonly text: string;
  /** `⟦1⟧` by what was there. */
  readonly hidden: ReadonlyMap<string, string>;
}

const SURNAME =
  '(?:남궁|황보|제갈|선우|독고|사공|서문|김|이|박|최|정|강|조|윤|장|임|한|오|서|신|권|황|안|송|전|홍|유|고|문|양|손|배|백|허|남|심|노|하|곽|성|차|주|우|구|나|민|류|진|지|엄|채|원|천|방|공|현|함|변|염|여|추|도|소|석|선|설|마|길|연|위|표|명|기|반|왕|금|옥|육|인|맹|제|모|탁|국|어|은|편|용)';

const TITLE =
  '(?:씨|님|과장|차장|부장|대리|주임|팀장|실장|계장|반장|소장|국장|사장|점장|원장|관장|대표|이사|회장|총무|선생님?|교사|교수|교장|강사|간호사|의사|변호사|기자|의원|순경|경장|경사|경위|경감|형사|순사|주무관|사무관|매니저|코치)';

const IS_TITLE = new RegExp(`${TITLE}$`);

/** Words that look like a name before a title, and name nobody. */
const NO_NAME =
  /^(?:고객|주인|주민|손님|이웃|조합|임대|임차|지도|담당|담임|전임|신임|현장|방송|안내|경비|관리|노인|장애|민원|지점|지역|지방|공장|학원|유치|유치원|어린|명예|부동|시설|보안|위생|구청|시청|도청|국회|변호|조리|미화|인사|총무|영업|기획|홍보|전산|서무|체육|원어민|방문|이모|고모|선배|후배|주치|전담|배달|강아지|여자|남자|한국|외국|임직|이용|정보|개인|공무|기간|전문|상담|노무|법무|세무|주방|도장|여러분)$/;

/** What names a person, beyond the numbers that are hidden anyway. In the order in which it is looked for. */
const PATTERNS: readonly (readonly [RegExp, (match: RegExpExecArray) => string | undefined])[] = [
  // "김철수 과장", "박영희씨".
  [
    new RegExp(`(?<![가-힣])(${SURNAME}[가-힣]{1,2})(?=\\s?${TITLE}(?![가-힣]*(?:실|학원)))`, 'g'),
    ([, name = '']) => (NO_NAME.test(name) || IS_TITLE.test(name) ? undefined : name),
  ],
  // "제 이름은 김철수", "저는 김철수라고", "성함은 ..."
  [
    new RegExp(
      `(?:이름은|이름이|성함은|성명은|성명:|이름:)\\s*(${SURNAME}[가-힣]{2})(?=이고|이에요|입니다|예요|이라고|라고|인데|,|\\s|\\.|$)`,
      'g',
    ),
    ([, name = '']) => (NO_NAME.test(name) ? undefined : name),
  ],
  [
    new RegExp(`(?:저는|나는)\\s*(${SURNAME}[가-힣]{2})(?=(?:이)?라고 (?:합|해|하))`, 'g'),
    ([, name]) => name,
  ],
  // "my name is John Smith", "Mr. Kim", "Dr Park Young-hee".
  [
    /\b(?:[Mm]y name is|[Nn]amed|[Cc]alled|I am|I'm)\s+((?:[A-Z][a-z]+[ -]?){2,3})/g,
    ([, name]) => name?.trim(),
  ],
  [
    /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Officer|Manager|Director)\.?\s+((?:[A-Z][a-z]+(?:[ -][A-Z]?[a-z]+)?))/g,
    ([, name]) => name,
  ],
  // Doors and house numbers.
  [/\d+\s?동\s?\d+\s?호/g, ([whole]) => whole],
  [
    /[가-힣]+(?:대로|로|길)\s?\d+(?:번?길\s?\d+)?(?:-\d+)?/g,
    ([whole]) => (/(?:으로|대로|따로|서로|바로|새로|스스로)\s?\d/.test(whole) ? undefined : whole),
  ],
  [
    /\b\d{1,5}\s+(?:[A-Z][a-z]+\s?){1,3}(?:Street|St|Road|Rd|Avenue|Ave|ro|gil|daero)\b/g,
    ([whole]) => whole,
  ],
  [/\b(?:Apt|Apartment|Unit|Room)\.?\s?#?\d+[A-Z]?\b/gi, ([whole]) => whole],
  // Accounts, addresses of devices and pages, birthdays.
  [/@[A-Za-z]\w{3,}/g, ([whole]) => whole],
  [/https?:\/\/\S+|www\.\S+/gi, ([whole]) => whole],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, ([whole]) => whole],
  [/\d{4}\s?년\s?\d{1,2}\s?월\s?\d{1,2}\s?일\s?생|(?<!\d)\d{6}\s?생/g, ([whole]) => whole],
  [
    /\b[Bb]orn (?:on )?(?:[A-Z][a-z]+ \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})/g,
    ([whole]) => whole,
  ],
  // Any long number: accounts, orders, employee numbers.
  [/\d[\d-]{7,}\d/g, ([whole]) => (/^\d{4}-\d{2}-\d{2}$/.test(whole) ? undefined : whole)],
];

/**
 * Hides what names a person or a door before a text leaves for a model. Each thing becomes a sign of its own, so that a text that
 * comes back can be filled in again.
 */
export function maskForModel(text: string): MaskedText {
  const hidden = new Map<string, string>();
  const signs = new Map<string, string>();
  const signFor = (what: string): string => {
    const known = signs.get(what);
    if (known) return known;
    const sign = `⟦${hidden.size + 1}⟧`;
    signs.set(what, sign);
    hidden.set(sign, what);
    return sign;
  };
  // Nobody can smuggle a sign of ours in.
  let shown = withSigns(text.replace(/[⟦⟧]/g, ''), signFor);
  for (const [pattern, nameIn] of PATTERNS) {
    shown = shown.replace(pattern, (...args) => {
      const whole = String(args[0]);
      const name = nameIn(args.slice(0, -2) as unknown as RegExpExecArray);
      return name ? whole.replace(name, signFor(name)) : whole;
    });
  }
  return { text: shown, hidden };
}

/** What the masking for everybody hides, found by comparing: there it leaves bullets, here it must be found again. */
function withSigns(text: string, signFor: (what: string) => string): string {
  const masked = maskPersonalData(text);
  if (masked.kinds.length === 0) return text;
  return alignBullets(text, masked.text, signFor);
}

function alignBullets(text: string, masked: string, signFor: (what: string) => string): string {
  let out = '';
  let at = 0;
  for (const piece of masked.split(/(•+)/)) {
    if (!piece.startsWith('•')) {
      out += piece;
      at += piece.length;
      continue;
    }
    // Spaces within what is hidden left no bullet.
    let end = at;
    for (let left = piece.length; left > 0 && end < text.length; end += 1) {
      if (!/\s/.test(text[end] ?? '')) left -= 1;
    }
    out += signFor(text.slice(at, end));
    at = end;
  }
  return out;
}

/** Puts back what was hidden. @returns Undefined where a sign stands that was never given. */
export function unmask(text: string, { hidden }: Pick<MaskedText, 'hidden'>): string | undefined {
  let isKnown = true;
  const filled = text.replace(/⟦\s*(\d+)\s*⟧/g, (_, number: string) => {
    const found = hidden.get(`⟦${number}⟧`);
    isKnown &&= found !== undefined;
    return found ?? '';
  });
  return isKnown && !/[⟦⟧]/.test(filled) ? filled : undefined;
}
