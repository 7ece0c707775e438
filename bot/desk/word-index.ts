import { isHangul, type Word, wordsOf } from '../../knowledge/search/tokens.ts';
import { PostingLists } from './posting-lists.ts';
import { WordList } from './word-list.ts';

/** Fewer letters begin too many words: only the very word is meant. */
const SHORTEST_PREFIX = 3;
/** Syllables; one alone stands in half of all Korean words. */
const SHORTEST_PART = 2;
const LATIN_OR_DIGIT = /^[a-z0-9']+$/;
/** More words than anybody types into a search box. */
const MOST_WORDS = 24;

/**
 * Which cases contain which words, in about 2 KB a case. Korean words are found inside compounds and however they are spaced:
 * 인식 finds 얼굴인식, and 얼굴인식 finds 얼굴 인식.
 */
export class WordIndex {
  #words = new WordList();
  #lists = new PostingLists();
  /** The case of each slot; a case that changes gets a new slot, and its old one is empty. */
  #cases: (string | undefined)[] = [];
  readonly #slots = new Map<string, number>();

  get bytes(): number {
    return this.#lists.bytes;
  }

  get words(): number {
    return this.#words.size;
  }

  /** Slots of what was removed or is there in a newer version; {@link compact} takes them away. */
  get emptySlots(): number {
    return this.#cases.length - this.#slots.size;
  }

  put(id: string, stems: ReadonlySet<string>): void {
    this.remove(id);
    const slot = this.#cases.length;
    this.#cases.push(id);
    this.#slots.set(id, slot);
    for (const stem of stems) this.#lists.add(this.#words.numberOf(stem), slot);
  }

  remove(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.#cases[slot] = undefined;
    this.#slots.delete(id);
  }

  /** Lets go of everything that belongs to no case any more, words as well as slots. Takes about 0.1 s for 20,000 cases. */
  compact(): void {
    if (this.emptySlots === 0) return;
    const moved = new Map<number, number>();
    const [words, lists] = [new WordList(), new PostingLists()];
    this.#cases.forEach((id, slot) => {
      if (id !== undefined) moved.set(slot, moved.size);
    });
    for (const [number, word] of this.#words.entries()) {
      this.#lists.each(number, (slot) => {
        const to = moved.get(slot);
        if (to !== undefined) lists.add(words.numberOf(word), to);
      });
    }
    this.#cases = this.#cases.filter((id) => id !== undefined);
    for (const [slot, id] of this.#cases.entries()) if (id) this.#slots.set(id, slot);
    [this.#words, this.#lists] = [words, lists];
  }

  /** Cases in which all words of a text stand, in any order; of a text without a word there are none. */
  find(text: string): ReadonlySet<string> {
    const words = wordsOf(text).slice(0, MOST_WORDS);
    const [first, ...rest] = words.map((word, at) => this.#withWord(word, at === words.length - 1));
    if (!first) return new Set();
    for (const other of rest) keepCommon(first, other);
    return new Set(this.#cases.filter((id, slot): id is string => first[slot] === 1 && !!id));
  }

  /** Cases with any of these very words, those that share the rarest ones first, at most so many. */
  sharing(words: Iterable<string>, most: number): readonly string[] {
    const scores = new Float32Array(this.#cases.length);
    for (const number of [...words].flatMap((word) => this.#words.exactly(word))) {
      const weight = 1 / this.#lists.count(number);
      this.#lists.each(number, (slot) => {
        scores[slot] = (scores[slot] ?? 0) + weight;
      });
    }
    return this.#cases
      .flatMap((id, slot) => {
        const score = scores[slot] ?? 0;
        return id !== undefined && score > 0 ? [{ id, score }] : [];
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ id }) => id);
  }

  /** By slot: 1 where the case has the word. The last word of a text may still be being typed. */
  #withWord({ stem, hangul }: Word, isLast: boolean): Uint8Array {
    const marks = this.#marked(this.#numbersFor(stem, isLast));
    if (!hangul) return marks;
    for (let cut = SHORTEST_PART; cut <= stem.length - SHORTEST_PART; cut++) {
      const before = this.#marked(this.#words.endingWith(stem.slice(0, cut)));
      keepCommon(before, this.#marked(this.#words.beginningWith(stem.slice(cut))));
      addMarks(marks, before);
    }
    return marks;
  }

  #numbersFor(stem: string, isLast: boolean): readonly number[] {
    const isLatin = LATIN_OR_DIGIT.test(stem);
    if (!isLatin && (stem.length >= SHORTEST_PART || !isHangul(stem))) {
      return this.#words.containing(stem);
    }
    if (isLatin && isLast && stem.length >= SHORTEST_PREFIX) return this.#words.beginningWith(stem);
    return this.#words.exactly(stem);
  }

  #marked(numbers: readonly number[]): Uint8Array {
    const marks = new Uint8Array(this.#cases.length);
    for (const number of numbers) {
      this.#lists.each(number, (slot) => {
        marks[slot] = 1;
      });
    }
    return marks;
  }
}

function keepCommon(marks: Uint8Array, other: Uint8Array): void {
  for (let slot = 0; slot < marks.length; slot++) {
    if (other[slot] !== 1) marks[slot] = 0;
  }
}

function addMarks(marks: Uint8Array, other: Uint8Array): void {
  for (let slot = 0; slot < marks.length; slot++) {
    if (other[slot] === 1) marks[slot] = 1;
  }
}
