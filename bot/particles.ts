import { josa } from 'es-hangul';

/** Pairs of particles that a line of our words may ask for, as in `{place|은/는}`. */
export const PARTICLES = [
  '이/가',
  '을/를',
  '은/는',
  '으로/로',
  '와/과',
  '이나/나',
  '이라/라',
  '이라는/라는',
  '이랑/랑',
  '이에요/예요',
] as const;
export type Particle = (typeof PARTICLES)[number];

export const isParticle = (text: string): text is Particle =>
  PARTICLES.some((particle) => particle === text);

/** How the last sign of a word is read aloud, where it is no Hangul: digits, and the letters whose names end in a consonant. */
const READINGS: Readonly<Record<string, string>> = {
  '0': '영',
  '1': '일',
  '2': '이',
  '3': '삼',
  '4': '사',
  '5': '오',
  '6': '육',
  '7': '칠',
  '8': '팔',
  '9': '구',
  l: '엘',
  m: '엠',
  n: '엔',
  r: '알',
};

/** The right one of a pair of particles after a word; signs such as brackets and quotation marks are not read aloud. */
export function particleAfter(word: string, particle: Particle): string {
  // Letters in pieces and wide digits are read like their usual forms.
  const last =
    [...word.normalize('NFKC').toLowerCase()].findLast((sign) => /[\p{L}\p{N}]/u.test(sign)) ?? '';
  const read = READINGS[last] ?? (/[가-힣]/.test(last) ? last : '이');
  // 이라는/라는 goes by the same rule as 이라/라, which the library knows.
  if (particle === '이라는/라는') return `${josa.pick(read, '이라/라')}는`;
  return josa.pick(read, particle);
}
