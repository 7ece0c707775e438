import { passagesOf } from './passages.ts';
import { PAIR_NUMBERS, pairNumber, termSlots } from './term-table.ts';
import { IMPACT_STEPS, SATURATION, type TextIndexData } from './text-index-data.ts';
import { KOREAN_TOKENISER, type Tokeniser, WordReader } from './word-reader.ts';

/** One text to be found. */
export interface IndexedText {
  /** What it belongs to, by number and name: its law. The name helps finding it; texts of one number share it. */
  readonly group: number;
  readonly groupName: string;
  readonly title: string;
  readonly body: string;
  /** Its rank before any question is asked; 1 is neutral. */
  readonly prior: number;
}

/** Where a term stands in a passage. */
const GROUP = 0;
const TITLE = 1;
const BODY = 2;
/** Weight and length normalisation (b of BM25F) by field. Measured: DECISIONS.md, 15. */
const FIELDS = [
  { weight: 1, lengthNormalisation: 0.5 },
  { weight: 2, lengthNormalisation: 0.5 },
  { weight: 1, lengthNormalisation: 0.55 },
] as const;
/** Counts of the three fields share a byte (2 + 2 + 4 bits), below the 24 bits of the row: what to add for one, and where counting ends. */
const COUNTS = [
  { one: 0b0000_00_01, most: 0b0000_00_11 },
  { one: 0b0000_01_00, most: 0b0000_11_00 },
  { one: 0b0001_00_00, most: 0b1111_00_00 },
] as const;

/** How strongly the length of a whole text counts, beside that of its passages. */
const DOCUMENT_LENGTH_NORMALISATION = 0.6;

/** Term rows share 24 bits with the numbers of word pairs. */
const PAIR_FLAG = 1 << 23;
const MOST_UNITS = 1 << 24;

/** Entries of the forward list are kept in pieces, freed one by one while they are turned round. */
const PIECE = 1 << 20;

/** What the builder keeps of a word: the rows of its terms. */
interface RowedWord {
  readonly rows: readonly number[];
  readonly hash: number;
  readonly isStop: boolean;
}

/** Collects texts and turns them into an index. One use only. */
export class TextIndexBuilder {
  readonly #reader: WordReader<RowedWord>;
  readonly #rows = new Map<string, number>();
  readonly #groupRows = new Map<number, readonly number[]>();
  readonly #counter = new RowCounter();
  readonly #pieces: (Uint32Array | undefined)[] = [];
  #entries = 0;
  readonly #unitEnds: number[] = [];
  readonly #lengths: readonly number[][] = [[], [], []];
  readonly #firstUnits: number[] = [0];
  readonly #priors: number[] = [];
  readonly #groupOf: number[] = [];

  constructor(tokeniser: Tokeniser = KOREAN_TOKENISER) {
    this.#reader = new WordReader(tokeniser, ({ terms, hash, isStop }) => ({
      rows: terms.map((term) => this.#row(term)),
      hash,
      isStop,
    }));
  }

  add({ group, groupName, title, body, prior }: IndexedText): void {
    const groupRows = this.#rowsOfGroup(group, groupName);
    this.#groupOf.push(group);
    this.#priors.push(prior);
    const titleRows = this.#rowsOf(title);
    for (const passage of passagesOf(body)) {
      this.#addUnit([groupRows, titleRows, this.#rowsOf(passage)]);
    }
    this.#firstUnits.push(this.#unitEnds.length);
  }

  /** Every text of a group repeats its name: word pairs of it would say nothing. */
  #rowsOfGroup(group: number, name: string): readonly number[] {
    const known = this.#groupRows.get(group);
    if (known) return known;
    const rows = this.#reader.read(name).flatMap((word) => word.rows);
    this.#groupRows.set(group, rows);
    return rows;
  }

  /** The rows of a text's terms and word pairs, one for each time they occur. */
  #rowsOf(text: string): readonly number[] {
    const found: number[] = [];
    let before: number | undefined;
    for (const { rows, hash, isStop } of this.#reader.read(text)) {
      for (const row of rows) found.push(row);
      if (isStop) continue;
      if (before !== undefined) found.push(PAIR_FLAG | pairNumber(before, hash));
      before = hash;
    }
    return found;
  }

  #row(term: string): number {
    const known = this.#rows.get(term);
    if (known !== undefined) return known;
    const row = this.#rows.size;
    if (row >= PAIR_FLAG) {
      throw new Error('The collection has too many different words for one index.');
    }
    this.#rows.set(term, row);
    return row;
  }

  #addUnit(fields: readonly (readonly number[])[]): void {
    if (this.#unitEnds.length >= MOST_UNITS) {
      throw new Error('The collection has too many passages for one index.');
    }
    fields.forEach((rows, field) => {
      this.#lengths[field]?.push(rows.length);
      this.#counter.count(rows, COUNTS[field] ?? COUNTS[BODY]);
    });
    this.#counter.drain((row, counts) => this.#append(((row << 8) | counts) >>> 0));
    this.#unitEnds.push(this.#entries);
  }

  #append(entry: number): void {
    const at = this.#entries % PIECE;
    const last = Math.floor(this.#entries / PIECE);
    const piece = this.#pieces[last] ?? new Uint32Array(PIECE);
    if (at === 0) this.#pieces[last] = piece;
    piece[at] = entry;
    this.#entries += 1;
  }

  /** The index of everything added. The builder is of no use afterwards. */
  finish(): TextIndexData {
    this.#reader.clear();
    const words = this.#rows.size;
    const offsets = this.#offsets(words);
    const slots = termSlots(this.#rows.keys(), words);
    this.#rows.clear();
    const postings = this.#postings(offsets, words);
    return {
      slots,
      words,
      offsets,
      postings,
      firstUnits: Uint32Array.from(this.#firstUnits),
      documentFactors: this.#documentFactors(),
      priors: Float32Array.from(this.#priors),
      groups: Uint32Array.from(this.#groupOf),
    };
  }

  /** Where the postings of each row begin: words first, then word pairs. */
  #offsets(words: number): Uint32Array {
    const offsets = new Uint32Array(words + PAIR_NUMBERS + 1);
    for (let entry = 0; entry < this.#entries; entry++) {
      const at = rowAfterPairs(this.#entry(entry) >>> 8, words) + 1;
      offsets[at] = (offsets[at] ?? 0) + 1;
    }
    for (let row = 0; row + 1 < offsets.length; row++) {
      offsets[row + 1] = (offsets[row + 1] ?? 0) + (offsets[row] ?? 0);
    }
    return offsets;
  }

  #entry(at: number): number {
    return this.#pieces[Math.floor(at / PIECE)]?.[at % PIECE] ?? 0;
  }

  #postings(offsets: Uint32Array, words: number): Uint32Array {
    const postings = new Uint32Array(this.#entries);
    const next = offsets.slice();
    const averages = this.#lengths.map(average);
    let entry = 0;
    this.#unitEnds.forEach((end, unit) => {
      const weights = FIELDS.map(({ weight, lengthNormalisation: b }, field) => {
        const length = this.#lengths[field]?.[unit] ?? 0;
        return weight / (1 - b + (b * length) / (averages[field] ?? 1));
      });
      for (; entry < end; entry++) {
        const value = this.#entry(entry);
        const row = rowAfterPairs(value >>> 8, words);
        const place = next[row] ?? 0;
        next[row] = place + 1;
        postings[place] = ((unit << 8) | impactOf(value & 255, weights)) >>> 0;
        if ((entry + 1) % PIECE === 0) this.#pieces[Math.floor(entry / PIECE)] = undefined;
      }
    });
    this.#pieces.length = 0;
    return postings;
  }

  /** What turns the summed frequencies of a text's passages into that of the whole text. */
  #documentFactors(): Float32Array {
    const lengths = this.#lengths[BODY] ?? [];
    const texts = this.#firstUnits.length - 1;
    const totals = new Float64Array(texts);
    for (let text = 0; text < texts; text++) {
      for (
        let unit = this.#firstUnits[text] ?? 0;
        unit < (this.#firstUnits[text + 1] ?? 0);
        unit++
      ) {
        totals[text] = (totals[text] ?? 0) + (lengths[unit] ?? 0);
      }
    }
    const averageText = average([...totals]);
    const averageUnit = average(lengths);
    const b = FIELDS[BODY].lengthNormalisation;
    return Float32Array.from(totals, (total, text) => {
      const passages = (this.#firstUnits[text + 1] ?? 0) - (this.#firstUnits[text] ?? 0);
      const ofPassage = 1 - b + (b * total) / Math.max(1, passages) / averageUnit;
      const c = DOCUMENT_LENGTH_NORMALISATION;
      return ofPassage / (1 - c + (c * total) / averageText);
    });
  }
}

/** Counts rows of one unit, by field, in one byte a row. */
class RowCounter {
  #counts = new Uint8Array(1 << 24);
  readonly #touched: number[] = [];

  count(rows: readonly number[], { one, most }: { one: number; most: number }): void {
    const counts = this.#counts;
    for (const row of rows) {
      const before = counts[row] ?? 0;
      if (before === 0) this.#touched.push(row);
      if ((before & most) !== most) counts[row] = before + one;
    }
  }

  /** Hands out every row with its counts, and forgets them. */
  drain(take: (row: number, counts: number) => void): void {
    for (const row of this.#touched) {
      take(row, this.#counts[row] ?? 0);
      this.#counts[row] = 0;
    }
    this.#touched.length = 0;
  }
}

const rowAfterPairs = (row: number, words: number): number =>
  row & PAIR_FLAG ? words + (row & (PAIR_FLAG - 1)) : row;

function average(lengths: readonly number[]): number {
  let total = 0;
  for (const length of lengths) total += length;
  return Math.max(1, total) / Math.max(1, lengths.length);
}

/** The saturated frequency of a term in a unit, as a whole number from 1 to IMPACT_STEPS. */
function impactOf(counts: number, weights: readonly number[]): number {
  const frequency =
    (counts & 3) * (weights[GROUP] ?? 0) +
    ((counts >> 2) & 3) * (weights[TITLE] ?? 0) +
    (counts >> 4) * (weights[BODY] ?? 0);
  return Math.max(1, Math.round((IMPACT_STEPS * frequency) / (frequency + SATURATION)));
}
