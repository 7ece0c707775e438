import { folded } from './plain-text.ts';
import { type Word, wordsOf } from './tokens.ts';

/** Where a phrase was found: a span of the folded text. */
export interface PhraseMatch<Tag> {
  readonly tag: Tag;
  readonly start: number;
  readonly end: number;
}

interface Phrase<Tag> {
  readonly tag: Tag;
  /** Korean and other scripts: without spaces. English: stems. */
  readonly key: string;
  readonly stems?: readonly string[];
}

/** Below this many syllables a Korean phrase must begin a word: 마트 is not in 스마트. */
const FREE_LENGTH = 3;

/** Letters by which phrases are looked up. */
const START_LENGTH = 2;

/** A text as every matcher needs it. */
interface ReadText {
  /** Folded. */
  readonly text: string;
  readonly words: readonly Word[];
  readonly squashed: Squashed;
}

let lastRead: { readonly of: string; readonly read: ReadText } | undefined;

/** A question goes through a dozen matchers, one after the other: it is taken apart for the first of them. */
function readOnce(of: string): ReadText {
  if (lastRead?.of !== of) {
    const text = folded(of);
    lastRead = { of, read: { text, words: wordsOf(of), squashed: squash(text) } };
  }
  return lastRead.read;
}

/**
 * Finds given phrases in a text. Korean is compared without spaces, English by word stems.
 * Where phrases overlap the longest wins: 스마트패스 hides 마트.
 */
export class PhraseMatcher<Tag> {
  /** By the first two letters, or the one there is: few phrases share them, so that few are tried at each letter. */
  readonly #byStart = new Map<string, Phrase<Tag>[]>();
  readonly #english = new Map<string, Phrase<Tag>[]>();

  constructor(phrases: Iterable<readonly [phrase: string, tag: Tag]>) {
    for (const [text, tag] of phrases) this.#add(text, tag);
  }

  #add(text: string, tag: Tag): void {
    const isEnglish = /^[\x20-\x7e’]+$/.test(text) && /[a-z]/i.test(text);
    const stems = isEnglish ? wordsOf(text).map(({ stem }) => stem) : undefined;
    const key = stems ? stems.join(' ') : folded(text).replace(/\s+/g, '');
    const start = stems ? stems[0] : key.slice(0, START_LENGTH);
    if (!start) return;
    const map = stems ? this.#english : this.#byStart;
    const list = map.get(start) ?? [];
    list.push({ tag, key, ...(stems && { stems }) });
    map.set(start, list);
  }

  /** All phrases in the text, longest first, none overlapping another. */
  find(text: string): readonly PhraseMatch<Tag>[] {
    const read = readOnce(text);
    const found = [...this.#findSquashed(read), ...this.#findEnglish(read.words)];
    found.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
    const taken: PhraseMatch<Tag>[] = [];
    for (const match of found) {
      if (!taken.some((other) => clashes(match, other))) taken.push(match);
    }
    return taken;
  }

  #findSquashed({ text, squashed }: ReadText): PhraseMatch<Tag>[] {
    const { letters } = squashed;
    const found: PhraseMatch<Tag>[] = [];
    for (let at = 0; at < letters.length; at++) {
      for (const { key, tag } of this.#phrasesAt(letters, at)) {
        const span = spanOf(key, at, squashed, text);
        if (span) found.push({ tag, ...span });
      }
    }
    return found;
  }

  /** Those that begin as the letters do there. */
  #phrasesAt(letters: string, at: number): readonly Phrase<Tag>[] {
    const short = this.#byStart.get(letters.slice(at, at + 1)) ?? [];
    const hasMore = at + 1 < letters.length;
    const long = (hasMore && this.#byStart.get(letters.slice(at, at + START_LENGTH))) || [];
    return short.length > 0 ? [...short, ...long] : long;
  }

  #findEnglish(words: readonly Word[]): PhraseMatch<Tag>[] {
    const found: PhraseMatch<Tag>[] = [];
    words.forEach(({ stem, at: start }, index) => {
      for (const { stems = [], tag } of this.#english.get(stem) ?? []) {
        if (stems.some((part, offset) => words[index + offset]?.stem !== part)) continue;
        const last = words[index + stems.length - 1];
        if (last) found.push({ tag, start, end: last.at + last.raw.length });
      }
    });
    return found;
  }
}

/** Where a phrase stands in the text, if it begins at this letter and is no part of another word. */
function spanOf(key: string, at: number, { letters, positions, begins }: Squashed, text: string) {
  if (!letters.startsWith(key, at)) return undefined;
  if (key.length < FREE_LENGTH && !begins[at]) return undefined;
  const start = positions[at] ?? 0;
  const end = (positions[at + key.length - 1] ?? start) + 1;
  return key.length > 1 || isWholeWord(text, start) ? { start, end } : undefined;
}

/** Two matches of one span may both stand; matches that only overlap may not. */
function clashes<Tag>(a: PhraseMatch<Tag>, b: PhraseMatch<Tag>): boolean {
  const overlap = a.start < b.end && a.end > b.start;
  const isSameSpan = a.start === b.start && a.end === b.end;
  return overlap && (!isSameSpan || a.tag === b.tag);
}

/** A single syllable counts only as a word of its own, with or without a particle: 애가, 역에서. */
function isWholeWord(text: string, start: number): boolean {
  const [word = ''] = /^[가-힣]+/.exec(text.slice(start)) ?? [];
  return (
    word.length <= 1 ||
    /^.(?:이|가|은|는|을|를|에|의|도|와|과|랑|에서|에게|한테|들|으로|로)$/.test(word)
  );
}

interface Squashed {
  readonly letters: string;
  /** Where each letter stands in the text. */
  readonly positions: readonly number[];
  /** Whether each letter begins a word. */
  readonly begins: readonly boolean[];
}

function squash(text: string): Squashed {
  let letters = '';
  const positions: number[] = [];
  const begins: boolean[] = [];
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (/\s/.test(letter)) continue;
    begins.push(at === 0 || !/[가-힣]/.test(text[at - 1] ?? ''));
    positions.push(at);
    letters += letter;
  }
  return { letters, positions, begins };
}
