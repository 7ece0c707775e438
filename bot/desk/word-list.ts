const BREAK = '\n';

/**
 * Every word of all cases once, numbered from 0 in the order in which they came, and also as one long text, in which the
 * engine finds the words that contain something faster than any index of ours would.
 */
export class WordList {
  readonly #numbers = new Map<string, number>();
  /** Each word between two line breaks. */
  #text = BREAK;
  #added: string[] = [];
  #length = BREAK.length;
  /** Where in the text each word begins. */
  #begins = new Uint32Array(1024);

  get size(): number {
    return this.#numbers.size;
  }

  /** Of a word that is seen for the first time a new one. */
  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    if (number >= this.#begins.length) {
      const grown = new Uint32Array(Math.ceil(this.#begins.length * 1.5));
      grown.set(this.#begins);
      this.#begins = grown;
    }
    this.#begins[number] = this.#length;
    this.#numbers.set(word, number);
    this.#added.push(word, BREAK);
    this.#length += word.length + BREAK.length;
    return number;
  }

  /** Number and word, in the order of the numbers. */
  *entries(): Iterable<readonly [number, string]> {
    for (const [word, number] of this.#numbers) yield [number, word];
  }

  exactly(word: string): readonly number[] {
    const number = this.#numbers.get(word);
    return number === undefined ? [] : [number];
  }

  beginningWith(part: string): readonly number[] {
    return this.#numbersWith(BREAK + part, BREAK.length);
  }

  endingWith(part: string): readonly number[] {
    return this.#numbersWith(part + BREAK, 0);
  }

  containing(part: string): readonly number[] {
    return this.#numbersWith(part, 0);
  }

  /** @param within - How far behind the beginning of what was found its word is entered. */
  #numbersWith(sought: string, within: number): readonly number[] {
    this.#writeAdded();
    const found: number[] = [];
    let at = this.#text.indexOf(sought);
    while (at >= 0) {
      const number = this.#numberAt(at + within);
      found.push(number);
      // Once in a word is enough: on to the break behind it.
      at = this.#text.indexOf(sought, (this.#begins[number + 1] || this.#text.length) - 1);
    }
    return found;
  }

  #writeAdded(): void {
    if (this.#added.length === 0) return;
    this.#text += this.#added.join('');
    this.#added = [];
  }

  /** The word that covers a place of the text. */
  #numberAt(place: number): number {
    let [low, high] = [0, this.#numbers.size - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#begins[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
