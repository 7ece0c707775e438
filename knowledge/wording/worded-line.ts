/** A sentence as a model wrote it, with the ids of the passages that it says it rests on. */
export interface WordedLine {
  readonly rests: readonly string[];
  readonly text: string;
}

/** What a model writes is lines: `V: conditional` once, then `[A1,R2] A sentence.` */
export type ReadLine =
  | { readonly kind: 'verdict'; readonly verdict: string }
  | ({ readonly kind: 'sentence' } & WordedLine)
  /** Anything else: never shown. */
  | { readonly kind: 'stray' };

/** Longer lines are no sentences; nothing keeps a model from never ending one. */
const LONGEST_LINE = 2000;

const VERDICT = /^V:\s*([a-z-]+)$/;
const SENTENCE = /^\[\s*([A-Z]\d{1,2}(?:\s*[,;]\s*[A-Z]\d{1,2})*)\s*\]\s*(\S.*)$/u;

export function readLine(line: string): ReadLine {
  const text = line.trim();
  const [, verdict] = VERDICT.exec(text) ?? [];
  if (verdict) return { kind: 'verdict', verdict };
  const [, ids, sentence] = SENTENCE.exec(text) ?? [];
  if (!ids || !sentence) return { kind: 'stray' };
  return { kind: 'sentence', rests: [...new Set(ids.split(/\s*[,;]\s*/))], text: sentence };
}

/** Puts lines together from the pieces in which they arrive. */
export class LineReader {
  #rest = '';

  /** @returns Lines that are complete now. */
  push(piece: string): readonly ReadLine[] {
    const lines = `${this.#rest}${piece}`.split('\n');
    this.#rest = lines.pop() ?? '';
    // The beginning of an endless line is all there will ever be to judge.
    if (this.#rest.length > LONGEST_LINE) this.#rest = this.#rest.slice(0, LONGEST_LINE + 1);
    return linesIn(lines);
  }

  /** @returns The last line, where no line break came after it. */
  end(): readonly ReadLine[] {
    const lines = [this.#rest];
    this.#rest = '';
    return linesIn(lines);
  }
}

const linesIn = (lines: readonly string[]): readonly ReadLine[] =>
  lines
    .filter((line) => line.trim())
    .map((line) => (line.length > LONGEST_LINE ? { kind: 'stray' } : readLine(line)));
