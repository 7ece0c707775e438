import { NAME_WEIGHTS } from './likeness-weights.ts';
import { bonesOf, FEWEST_BONES, soundOf, soundsLike } from './place-sound.ts';
import type { NamedThing } from './place-text.ts';
import { AREAS, CITIES, DISTRICTS, LOOSE_KINDS } from './place-words.ts';

/** Names of buildings and bodies that begin with as many letters, of one kind, are taken for one: 광화문광장 and 광화광장. */
export const HEAD_LETTERS = 6;

export const isArea = (kind = ''): boolean => AREAS.has(kind);
/** Of the last two names may go on and be another place: 강남 and 강남구청. */
export const isLandmark = (kind = ''): boolean =>
  kind !== '' && !isArea(kind) && kind !== '역' && kind !== '점';

/** The same name of the same kind; a kind may be left out, and some are. */
export function isSameName(a: NamedThing, b: NamedThing): boolean {
  if (a.cuts.includes(b.sound) || b.cuts.includes(a.sound)) return true;
  const forms = [a.sound, ...a.forms];
  if (a.forms.includes(b.sound) || b.forms.some((form) => forms.includes(form))) return true;
  if (a.kind === b.kind && isLandmark(a.kind) && isBeginning(a.sound, b.sound)) return true;
  return (soundsLike(a.sound, b.sound) || isSameLoan(a, b)) && mayBeOneKind(a.kind, b.kind);
}

function isBeginning(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= HEAD_LETTERS && long.startsWith(short);
}

/** A foreign name in the letters of two languages. Korean names are written by rule, and are found as they sound. */
function isSameLoan(a: NamedThing, b: NamedThing): boolean {
  if (a.isLatin === b.isLatin || a.kind === '역' || b.kind === '역') return false;
  const bones = bonesOf(a.sound);
  return bones.length >= FEWEST_BONES && bones === bonesOf(b.sound);
}

function mayBeOneKind(a: string | undefined, b: string | undefined): boolean {
  if (a === b || isLoose(a) || isLoose(b)) return true;
  return (a === '점' && isAround(b)) || (b === '점' && isAround(a));
}

/** A branch is often named after what it stands in. */
const isAround = (kind: string | undefined): boolean => isArea(kind) || kind === '역';
const isLoose = (kind: string | undefined): boolean => kind === undefined || LOOSE_KINDS.has(kind);

const CITY_SOUNDS: ReadonlySet<string> = new Set([...CITIES].map(soundOf));
const DISTRICT_SOUNDS: ReadonlySet<string> = new Set([...DISTRICTS].map(soundOf));

/** 시 and 구; 동 and 리 are small, and a place near their border is told by either. */
export function levelOf({ sound, kind, isOffice }: NamedThing): 'city' | 'district' | undefined {
  if (isOffice) return undefined;
  if (kind === '시' || kind === '군') return 'city';
  if (kind === '구') return 'district';
  if (kind !== undefined && kind !== '점') return undefined;
  if (DISTRICT_SOUNDS.has(sound)) return 'district';
  return CITY_SOUNDS.has(sound) ? 'city' : undefined;
}

/** Sounds of fewer letters are two syllables at most. */
const SHORT_NAME_LETTERS = 5;

export function weightOf({ sound, kind, isOffice }: NamedThing): number {
  if (isOffice) return NAME_WEIGHTS.office;
  if (kind === '역') return NAME_WEIGHTS.station;
  if (kind === '점') return NAME_WEIGHTS.branch;
  if (kind !== undefined) return isArea(kind) ? NAME_WEIGHTS.area : NAME_WEIGHTS.landmark;
  if (CITY_SOUNDS.has(sound)) return NAME_WEIGHTS.area;
  return sound.length < SHORT_NAME_LETTERS ? NAME_WEIGHTS.shortBare : NAME_WEIGHTS.bare;
}
