import { above, type Level, type Place, type PlaceMember } from '../reference-model.ts';
import { at, koreanLetter, numberOf, readEnglish } from './english-numbers.ts';

const BELOW_WORD =
  /(?:(sub-?paragraphs?|sub-?paras?\.?|items?|points?|sub-?items?)|(paragraphs?|paras?\.?|sub-?sections?))\s?/y;
const BELOW_NUMBERS =
  /\(?(?:\d{1,2}|[a-z])\)?(?:(?:,\s?(?:and\s|or\s)?|\s(?:and|or|to|through)\s|\s?[-–&]\s?)\(?(?:\d{1,2}|[a-z])\)?(?![a-z0-9])){0,6}/y;
const OF = /\s(?:of|in|under)\s(?:the\s)?/y;
const ARTICLE = /(?:articles?|arts?\.?|sections?|secs?\.?|ss?\.|§)\s{0,3}(?=\d)/y;
const SAME_ARTICLE = /same\s(?:article|section)(?![a-z])/y;

interface Below {
  readonly level: Level;
  readonly numbers: readonly {
    readonly number: string;
    readonly start: number;
    readonly end: number;
    /** The end of a range: "1 to 3". */
    readonly isTo: boolean;
  }[];
}

/** Reads "paragraphs 1 and 2 of Article 23", "item 3 of paragraph (1) of the same Article"; undefined when no article follows. */
export function readPlaces(
  text: string,
  start: number,
): { readonly members: readonly PlaceMember[]; readonly end: number } | undefined {
  const parts: Below[] = [];
  let position = start;
  while (parts.length < 3) {
    const part = readPart(text, position);
    if (!part) break;
    parts.unshift(part.below);
    position = part.end;
  }
  const place = parts.length > 0 ? readWhole(text, position) : undefined;
  return place && { members: membersOf(parts, place), end: place.end };
}

function readPart(text: string, start: number): { below: Below; end: number } | undefined {
  const word = at(BELOW_WORD, text, start);
  const from = start + (word?.[0].length ?? 0);
  const numbers = word && at(BELOW_NUMBERS, text, from);
  const of = numbers && at(OF, text, from + numbers[0].length);
  if (!word || !numbers || !of) return undefined;
  const found = [
    ...numbers[0].matchAll(/(to|through|-|–)?\s?\(?(\d{1,2}|(?<![a-z])[a-z](?![a-z]))\)?/g),
  ].filter(([, , number]) => number);
  const isLettered = /[a-z]/.test(found[0]?.[2] ?? '');
  const level = word[2] ? 'paragraph' : isLettered ? 'subitem' : 'item';
  return {
    end: from + numbers[0].length + of[0].length,
    below: {
      level,
      numbers: found.map((match, index) => ({
        number: isLettered ? koreanLetter(match[2] ?? '') : (numberOf(match[2] ?? '') ?? ''),
        isTo: match[1] !== undefined,
        start: index === 0 ? start : from + match.index + match[0].search(/\(?[\da-z]+\)?$/),
        end: from + match.index + match[0].length,
      })),
    },
  };
}

interface Whole {
  readonly place: Place;
  readonly isSame: boolean;
  readonly end: number;
}

function readWhole(text: string, from: number): Whole | undefined {
  const same = at(SAME_ARTICLE, text, from);
  if (same) return { place: {}, isSame: true, end: from + same[0].length };
  const head = at(ARTICLE, text, from);
  const article = head && readEnglish(text, from, from + head[0].length, 'singular');
  if (!article) return undefined;
  const next = article.marks.findIndex(({ level }, index) => index > 0 && level === 'article');
  const first = next < 0 ? article.marks : article.marks.slice(0, next);
  const place = first.reduce<Place>(
    (whole, { level, number }) => ({ ...above(whole, level), [level]: number }),
    {},
  );
  return { place, isSame: false, end: first.at(-1)?.end ?? article.end };
}

/** The numbers of the innermost part, each a member; the last of them bears the article. */
function membersOf(parts: readonly Below[], { place, isSame, end }: Whole): PlaceMember[] {
  const [inner] = parts.slice(-1);
  let outer = place;
  for (const { level, numbers } of parts.slice(0, -1)) {
    outer = { ...outer, [level]: numbers[0]?.number };
  }
  const members: PlaceMember[] = [];
  for (const { number, isTo, start, end: stop } of inner?.numbers ?? []) {
    // A number that is none leaves no place, and that is told.
    const from = number ? { ...outer, [inner?.level ?? 'paragraph']: number } : {};
    const last = members.at(-1);
    if (isTo && last) members.splice(-1, 1, { ...last, to: from, end: stop });
    else members.push({ start, end: stop, from, isSameArticle: isSame });
  }
  const last = members.at(-1);
  return last ? [...members.slice(0, -1), { ...last, end }] : members;
}
