/** A kind of personal data that people type although we do not need it. */
export const PERSONAL_DATA_KINDS = [
  'resident-number',
  'card',
  'phone',
  'passport',
  'driver-licence',
  'email',
  'vehicle-plate',
] as const;

export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

export interface Masked {
  readonly text: string;
  /** What was found, each kind once; empty when nothing was. */
  readonly kinds: readonly PersonalDataKind[];
}

/** How people separate digits: "010-0000", "010.0000", "010 - 0000"; ㅡ is the Korean keyboard's long dash. */
const SEP = '(?:\\s?[-‐-―−ㅡ.]\\s?|\\s)?';

const digitsAlone = (source: string): RegExp => new RegExp(`(?<!\\d)${source}(?!\\d)`, 'g');

/** "제25조 2023" and "제12호 2023" are an article or an item and a year; "어제 12가 3456" is a plate. */
const PLATE_LETTER =
  '(?:[가나다라마거너더러머버서어저고노도로모보소오구누두루무부수우주바사아자하허배]|(?<!(?<![가-힣])제\\s?\\d+\\s?)[조호])';

const PATTERNS: readonly (readonly [PersonalDataKind, RegExp, ((match: string) => boolean)?])[] = [
  // Resident and foreigner registration numbers: birth date, then 1-8 for century and sex.
  [
    'resident-number',
    digitsAlone(`\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])${SEP}[1-8]\\d{6}`),
  ],
  ['card', digitsAlone(`\\d{4}${SEP}\\d{4}${SEP}\\d{4}${SEP}\\d{3,4}`), isLuhn],
  ['driver-licence', /(?<!\d)\d{2}-\d{2}-\d{6}-\d{2}(?!\d)/g],
  [
    'phone',
    new RegExp(
      `(?<![\\d-])(?:\\+?82${SEP}\\(?0?\\)?|0)(?:1[016789]|2|[3-6]\\d|70|50\\d)${SEP}\\d{3,4}${SEP}\\d{4}(?!\\d)`,
      'g',
    ),
  ],
  ['passport', /(?<![A-Za-z0-9])[MSRODmsrod]\d{3}[A-Za-z0-9]\d{4}(?![A-Za-z0-9])/g],
  ['email', /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['vehicle-plate', new RegExp(`(?<!\\d)\\d{2,3}\\s?${PLATE_LETTER}\\s?\\d{4}(?!\\d|\\s?년)`, 'g')],
];

/** Contacts of public bodies that our own answers name are not anybody's personal data. Telephones as digits only. */
const PUBLIC_CONTACTS = new Set(['hoso@humanrights.go.kr', '0221259811']);

const HIDDEN = '•';

/** Replaces personal data by bullets of the same number, spaces left out, so that the sentence still reads. @param wanted - Only these. */
export function maskPersonalData(
  text: string,
  wanted: readonly PersonalDataKind[] = PERSONAL_DATA_KINDS,
): Masked {
  const kinds = new Set<PersonalDataKind>();
  let seen = halfWidth(text);
  for (const [kind, pattern, isReal = () => true] of PATTERNS) {
    if (!wanted.includes(kind)) continue;
    for (const { start, match } of candidates(seen, pattern)) {
      if (isPublic(match) || !isReal(match)) continue;
      kinds.add(kind);
      seen = seen.slice(0, start) + HIDDEN.repeat(match.length) + seen.slice(start + match.length);
    }
  }
  return { text: withBullets(text, seen), kinds: [...kinds] };
}

/** Full-width letters, digits and signs as ASCII: every character keeps its place. */
const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** Everything the pattern fits, also where two fits overlap: "1234 4111 1111 1111 1111" holds two cards to try. */
function candidates(text: string, pattern: RegExp): { start: number; match: string }[] {
  const found: { start: number; match: string }[] = [];
  const search = new RegExp(pattern);
  for (let fit = search.exec(text); fit; fit = search.exec(text)) {
    found.push({ start: fit.index, match: fit[0] });
    search.lastIndex = fit.index + 1;
  }
  return found;
}

const isPublic = (match: string): boolean =>
  PUBLIC_CONTACTS.has(match.includes('@') ? match.toLowerCase() : match.replace(/\D/g, ''));

/** @param seen - As long as the text, with a bullet wherever something is hidden. */
const withBullets = (text: string, seen: string): string =>
  text.replace(/./gs, (sign, at: number) => {
    if (seen[at] !== HIDDEN) return sign;
    return /\s/.test(sign) ? '' : HIDDEN;
  });

/** The check digit of payment cards: keeps long order numbers from being taken for one. */
function isLuhn(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const value = index % 2 === 1 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
