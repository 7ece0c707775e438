import { z } from 'zod';
import { RulesError } from '../casework/casework.ts';
import { UNKNOWN } from '../casework/facts.ts';
import { bilingual, ruleId } from '../casework/question-files.ts';
import { CorpusReader } from '../corpus-model/corpus-reader.ts';
import type { Bilingual } from '../language.ts';
import { SUFFIXES } from '../search/korean-endings.ts';
import { folded } from '../search/plain-text.ts';
import { soundOf } from './place-sound.ts';

const names = z.array(z.string().trim().min(2));
const Region = z.strictObject({
  id: ruleId,
  name: bilingual,
  names,
  alone: names,
  places: names,
  /** English names that are no romanised Korean, in lower case. */
  english: names.default([]),
});
type Region = Readonly<z.infer<typeof Region>>;

const FILE = 'desk/regions.yaml';

/**
 * Which of the 17 regions (시·도) a text names: the only one that fits every name in it, else `unknown`.
 *
 * @param yaml - `rules/desk/regions.yaml`.
 * @throws {RulesError} saying what is wrong with it.
 */
export function loadRegions(yaml: string): (text: string) => string {
  const regions = readRegions(yaml);
  const byName = new Map<string, ReadonlySet<string>>();
  const bySound = new Map<string, ReadonlySet<string>>();
  for (const region of regions) {
    for (const name of namesOf(region)) {
      note(byName, name, region.id);
      note(bySound, soundOf(name), region.id);
    }
    for (const name of [...region.english, region.name.en]) note(bySound, soundOf(name), region.id);
  }
  const longest = Math.max(...[...byName.keys()].map(({ length }) => length));
  return (text) => {
    const said = folded(text).slice(0, LONGEST_TEXT);
    const korean = koreanNames(said, byName, longest).map((name) => byName.get(name));
    const english = englishSounds(said, bySound).map((sound) => bySound.get(sound));
    return theOne([...korean, ...english]);
  };
}

/** The regions in the order of the file, for labels. */
export const regionNames = (yaml: string): ReadonlyMap<string, Bilingual> =>
  new Map(readRegions(yaml).map(({ id, name }) => [id, name]));

/** A place is named in few words. */
const LONGEST_TEXT = 600;

function readRegions(yaml: string): readonly Region[] {
  const problems: string[] = [];
  const regions = new CorpusReader(new Map([[FILE, yaml]]), problems).list(FILE, Region);
  if (regions.length === 0)
    throw new RulesError(problems.length > 0 ? problems : [`${FILE}: empty`]);
  return regions;
}

const namesOf = ({ names: whole, alone, places }: Region): readonly string[] => [
  ...whole,
  ...alone,
  ...places,
];

function note(map: Map<string, ReadonlySet<string>>, name: string, id: string): void {
  map.set(name, new Set([...(map.get(name) ?? []), id]));
}

/** What all of them can mean. */
function theOne(meanings: readonly (ReadonlySet<string> | undefined)[]): string {
  const sets = meanings.filter((set) => set !== undefined);
  const [first, ...others] = sets;
  const left = [...(first ?? [])].filter((id) => others.every((set) => set.has(id)));
  return left.length === 1 ? (left[0] ?? UNKNOWN) : UNKNOWN;
}

/** The names at the beginning of words, the longest first; one may follow another without a space: 서울강남구. */
function koreanNames(
  text: string,
  names: ReadonlyMap<string, unknown>,
  longest: number,
): readonly string[] {
  return [...text.matchAll(/[가-힣]+(?:[0-9][가-힣]+)?/g)].flatMap(([word]) => {
    const found: string[] = [];
    let rest = word;
    for (let name = nameAt(rest, names, longest); name; name = nameAt(rest, names, longest)) {
      found.push(name);
      rest = rest.slice(name.length);
    }
    return isRest(rest) ? found : found.slice(0, -1);
  });
}

function nameAt(
  word: string,
  names: ReadonlyMap<string, unknown>,
  longest: number,
): string | undefined {
  for (let length = Math.min(longest, word.length); length >= 2; length--) {
    const name = word.slice(0, length);
    if (names.has(name)) return name;
  }
  return undefined;
}

/** What may follow the name of a place in one word; 대구탕 and 부산은행 name no place. */
const FOLLOWING =
  /^(?:[구시군]?청|역|점|지점|본점|공항|국제공항|터미널|버스|고속|시외|지방|경찰|교육|교도소|구치소|출입국|대학|국립|시립|중앙|남부|북부|동부|서부|지하철|교통공사|도시철도|캠퍼스|공장|지사|본사|시내|광장|해변|해수욕장|세무서|소방|우체국|보건소|의료원|시민|쪽|앞|옆|근처|사거리|출구|입구|동|읍|면)/;

const isRest = (rest: string): boolean => rest === '' || SUFFIXES.has(rest) || FOLLOWING.test(rest);

/**
 * How the English names sound. 구, 시, 군, 도, 역 and 공항 stand for the English of these, and "Gimpo Airport" is that name only, not
 * also Gimpo.
 */
function englishSounds(text: string, sounds: ReadonlyMap<string, unknown>): readonly string[] {
  const joined = text.replace(
    KINDS,
    (kind) => KIND_SOUNDS.get(kind.trim().replace(/ .*/, '')) ?? kind,
  );
  const words = [...joined.matchAll(ENGLISH_WORD)].map(([word]) => word);
  const known = (word: string): string | undefined =>
    [soundOf(word), soundOf(word.replace(KIND_END, ''))].find((sound) => sounds.has(sound));
  const found: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const next = words[at + 1];
    const pair = next === undefined ? undefined : known(`${words[at]}${next}`);
    const one = pair ?? known(words[at] ?? '');
    if (one !== undefined) found.push(one);
    if (pair !== undefined) at++;
  }
  return found;
}

const ENGLISH_WORD = /[a-z]+(?:[-'][a-z]+)*/g;
const KINDS =
  /\s+(?:international airport|airport|district|ward|city|county|province|(?:subway |metro |train )?station)(?![a-z])/g;
const KIND_SOUNDS: ReadonlyMap<string, string> = new Map([
  ['district', '-gu'],
  ['ward', '-gu'],
  ['city', '-si'],
  ['county', '-gun'],
  ['province', '-do'],
  ['station', '-yeok'],
  ['subway', '-yeok'],
  ['metro', '-yeok'],
  ['train', '-yeok'],
  ['airport', '-gonghang'],
  ['international', '-gonghang'],
]);
/** A station or an area that is not listed may still begin with the name of one. */
const KIND_END = /-(?:yeok|si|gu|gun|do)$/;
