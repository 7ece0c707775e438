import type { Corpus } from '../corpus-model/corpus.ts';
import { folded } from '../search/plain-text.ts';
import { CitationReader, type CitationsRead } from './citation-reader.ts';
import { datesIn, type NamedDate } from './dates.ts';
import type { Passage } from './passage.ts';
import { type Counted, QuantityReader } from './quantities.ts';
import { type Statement, StatementReader } from './statements.ts';
import { type ReadWord, WordReader } from './word-match.ts';
import type { WordingRules } from './wording-rules.ts';

/** A text with all that was read in it; each part is read when it is first asked for. */
export interface Reading {
  /** As written. */
  readonly text: string;
  readonly folded: string;
  /** Without its references and names of laws, whose words and numbers are no claims. Same length, not folded. */
  readonly bare: string;
  readonly citations: CitationsRead;
  readonly words: readonly ReadWord[];
  /** Synonyms and terms that it speaks of. */
  readonly groups: ReadonlySet<string>;
  readonly statements: readonly Statement[];
  readonly dates: readonly NamedDate[];
  /** Without those of dates. */
  readonly numbers: readonly Counted[];
}

/** A passage: its text, and the places that it cites. */
export interface PassageReading {
  readonly text: Reading;
  readonly cited: Reading;
}

/** Kept lists of cited places: more than one answer has. */
const MOST_CITED = 64;

/** Reads sentences and passages; a passage is read once, however many sentences rest on it. */
export class TextReader {
  readonly #citations: CitationReader;
  readonly #quantities: QuantityReader;
  readonly #words: WordReader;
  readonly #statements: StatementReader;
  readonly #passages = new WeakMap<Passage, PassageReading>();
  /** By text: all sentences of an answer cite the same places. */
  readonly #cited = new Map<string, Reading>();

  constructor(rules: WordingRules, corpus: Pick<Corpus, 'sources' | 'terms' | 'lawAliases'>) {
    this.#citations = new CitationReader(corpus);
    this.#quantities = new QuantityReader(rules.numbers);
    this.#words = new WordReader(rules, corpus.terms);
    this.#statements = new StatementReader(rules.polarity);
  }

  readPassage(passage: Passage): PassageReading {
    const known = this.#passages.get(passage);
    if (known) return known;
    const reading = {
      text: this.read(passage.text, false),
      cited: this.#readCited(passage.cited.join('\n')),
    };
    this.#passages.set(passage, reading);
    return reading;
  }

  #readCited(text: string): Reading {
    const known = this.#cited.get(text);
    if (known) return known;
    if (this.#cited.size >= MOST_CITED) this.#cited.clear();
    const reading = this.read(text, false);
    this.#cited.set(text, reading);
    return reading;
  }

  /** @param isStrict - Passes over counting that asserts nothing. */
  read(text: string, isStrict: boolean): Reading {
    const citations = lazy(() => this.#citations.read(text));
    const bare = lazy(() => citations().without);
    const dates = lazy(() => datesIn(bare()));
    const words = lazy(() => this.#words.read(bare()));
    const groups = lazy(() => this.#words.groupsIn(bare()));
    const statements = lazy(() => this.#statements.read(folded(bare()), words()));
    const numbers = lazy(() => this.#quantities.read(blankedSpans(bare(), dates()), isStrict));
    return {
      text,
      folded: folded(text),
      get bare() {
        return bare();
      },
      get citations() {
        return citations();
      },
      get words() {
        return words();
      },
      get groups() {
        return groups();
      },
      get statements() {
        return statements();
      },
      get dates() {
        return dates();
      },
      get numbers() {
        return numbers();
      },
    };
  }
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const blankedSpans = (text: string, spans: readonly NamedDate[]): string =>
  spans.reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    folded(text),
  );
