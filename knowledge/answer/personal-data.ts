/** A kind of personal data that people type although we do not need it. */
export type PersonalDataKind =
  | 'resident-number'
  | 'card'
  | 'phone'
  | 'passport'
  | 'driver-licence'
  | 'email'
  | 'vehicle-plate';

export interface Masked {
  readonly text: string;
  /** What was found, each kind once; empty when nothing was. */
  readonly kinds: readonly PersonalDataKind[];
}

/** Digits as people separate them. */
const SEP = '[-–—. ]?';

const PATTERNS: readonly (readonly [PersonalDataKind, RegExp, ((match: string) => boolean)?])[] = [
  // Resident and foreigner registration numbers: birth date, then 1-8 for century and sex.
  ['resident-number', /(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?[-–—]?\s?[1-8]\d{6}(?!\d)/g],
  ['card', new RegExp(`(?<!\\d)\\d{4}${SEP}\\d{4}${SEP}\\d{4}${SEP}\\d{3,4}(?!\\d)`, 'g'), isLuhn],
  ['driver-licence', /(?<!\d)\d{2}-\d{2}-\d{6}-\d{2}(?!\d)/g],
  ['phone', new RegExp(`(?<![\\d-])(?:\\+?82${SEP}\\(?0?\\)?|0)(?:1[016789]|2|[3-6]\\d|70|50\\d)${SEP}\\d{3,4}${SEP}\\d{4}(?!\\d)`, 'g')],
  ['passport', /(?<![A-Za-z0-9])[MSRODmsrod]\d{3}[A-Za-z0-9]\d{4}(?![A-Za-z0-9])/g],
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['vehicle-plate', /(?<!\d)\d{2,3}\s?[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자하허호배]\s?\d{4}(?!\d)/g],
];

/** Contacts of public bodies that our own answers name are not anybody's personal data. */
const PUBLIC_CONTACTS = new Set(['hoso@humanrights.go.kr', '02-2125-9811']);

/** Replaces personal data by bullets of the same number, so that the sentence still reads. */
export function maskPersonalData(text: string): Masked {
  const kinds = new Set<PersonalDataKind>();
  let masked = text;
  for (const [kind, pattern, isReal] of PATTERNS) {
    masked = masked.replace(pattern, (match) => {
      if (PUBLIC_CONTACTS.has(match) || (isReal && !isReal(match))) return match;
      kinds.add(kind);
      return '•'.repeat(match.replace(/\s/g, '').length);
    });
  }
  return { text: masked, kinds: [...kinds] };
}

/** The check digit of payment cards: keeps long order numbers from being taken for one. */
function isLuhn(text: string): boolean {
  const digits = [...text.replace(/\D/g, '')].map(Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const value = index % 2 === 1 ? digit * 2 : digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
