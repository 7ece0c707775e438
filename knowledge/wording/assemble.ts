import type { Fault } from './faults.ts';
import type { Passage, PassageKind, WordingGround } from './passage.ts';
import type { Verifier } from './verifier.ts';
import type { ReadLine, WordedLine } from './worded-line.ts';
import type { Refusal, WordedSentence, Wording } from './wording.ts';

/** Passages whose text can stand in the place of a sentence that failed: they are sentences of a plain answer. */
const REPLACING: ReadonlySet<PassageKind> = new Set(['answer', 'correction', 'companion']);
/** A plain answer has ten sentences at most: whoever writes on and on is not read any further. */
const MOST_SENTENCES = 16;

/** Fewer failures say nothing of the rest. */
const FEWEST_FAILURES = 2;

interface JudgedLine extends WordedLine {
  readonly faults: readonly Fault[];
  /** The same sentence stood before. */
  readonly isRepeated: boolean;
}

/**
 * Puts a generated text together from the lines of a model as they arrive. Each is judged when it comes; what may be shown so far are
 * `sentences`, which stay empty until the model gave the verdict of the ground.
 *
 * A sentence that fails is replaced by the sentences of the plain answer on which it rests, where nothing else says them, or is left
 * out. Where a verdict warns (prohibited, halt recommended, unsettled) and no sentence says so, the sentence of the plain answer
 * that does is put in front.
 */
export class WordingBuilder {
  readonly #ground: WordingGround;
  readonly #verifier: Verifier;
  readonly #lines: JudgedLine[] = [];
  #verdict: 'open' | 'right' | 'wrong';

  constructor(ground: WordingGround, verifier: Verifier) {
    this.#ground = ground;
    this.#verifier = verifier;
    this.#verdict = ground.verdict ? 'open' : 'right';
  }

  add(line: ReadLine): void {
    if (line.kind === 'verdict') this.#hear(line.verdict);
    if (line.kind !== 'sentence' || this.#lines.length >= MOST_SENTENCES) return;
    const { rests, text } = line;
    const isRepeated = this.#lines.some((one) => one.text === text);
    this.#lines.push({
      rests,
      text,
      faults: this.#verifier.faultsOf({ rests, text }, this.#ground),
      isRepeated,
    });
  }

  /** What may be shown before the end. */
  get sentences(): readonly WordedSentence[] {
    return this.#verdict === 'right' && !this.#isFailing() ? this.#said() : [];
  }

  finish(): Wording {
    const said = this.#said();
    const refused = this.#refusal(said);
    const kept = this.#lines.filter(isKept).length;
    const replaced = this.#lines.filter((line) => this.#standIns(line).length > 0).length;
    return {
      sentences: refused ? [] : this.#withVerdict(said),
      checked: {
        sentences: this.#lines.length,
        kept,
        replaced,
        dropped: this.#lines.length - kept - replaced,
        faults: faultCounts(this.#lines),
        ...(refused && { refused }),
      },
    };
  }

  /** A model that gives two verdicts gives none. */
  #hear(verdict: string): void {
    if (!this.#ground.verdict) return;
    const isRight = verdict === this.#ground.verdict && this.#verdict !== 'wrong';
    this.#verdict = isRight ? 'right' : 'wrong';
  }

  #said(): readonly WordedSentence[] {
    return this.#lines.flatMap((line): readonly WordedSentence[] =>
      isKept(line)
        ? [{ text: line.text, rests: line.rests, by: 'model' }]
        : this.#standIns(line).map(fromCorpus),
    );
  }

  /** Passages said in the place of a line that failed: each once, at its first place, and none that the model says well. */
  #standIns(line: JudgedLine): readonly Passage[] {
    if (line.faults.length === 0) return [];
    const before = this.#lines.slice(0, this.#lines.indexOf(line));
    const isSaid = (id: string) =>
      this.#lines.some((one) => isKept(one) && one.rests.includes(id)) ||
      before.some((one) => one.faults.length > 0 && one.rests.includes(id));
    return this.#ground.passages.filter(
      ({ id, kind }) => line.rests.includes(id) && REPLACING.has(kind) && !isSaid(id),
    );
  }

  #refusal(said: readonly WordedSentence[]): Refusal | undefined {
    if (this.#verdict !== 'right') return 'verdict';
    if (this.#lines.length === 0) return 'empty';
    if (this.#isFailing()) return 'too-many-faults';
    return said.some(({ rests }) => rests.some((id) => this.#isLead(id))) ? undefined : 'no-answer';
  }

  /** So much of it is wrong that nobody should trust the rest. */
  #isFailing(): boolean {
    const failed = this.#lines.filter(({ faults }) => faults.length > 0).length;
    return failed >= FEWEST_FAILURES && failed > this.#lines.length / 2;
  }

  /** A passage that the text is about: a sentence of the plain answer; where nothing is assessed, any. */
  #isLead(id: string): boolean {
    if (!this.#ground.verdict) return true;
    return this.#ground.passages.some((one) => one.id === id && one.kind === 'answer');
  }

  #withVerdict(said: readonly WordedSentence[]): readonly WordedSentence[] {
    const { verdict, passages } = this.#ground;
    if (!verdict) return said;
    const answer = passages.filter(({ kind }) => kind === 'answer');
    const carriers = answer.filter(({ text }) => this.#verifier.saysVerdict(text, verdict));
    const [carrier] = carriers;
    const isSaid = said.some(
      ({ text, rests }) =>
        carriers.some(({ id }) => rests.includes(id)) && this.#verifier.saysVerdict(text, verdict),
    );
    return carrier && !isSaid ? [fromCorpus(carrier), ...said] : said;
  }
}

/** @param claimedVerdict - As the model gave it. */
export function assembleWording(
  claimedVerdict: string | undefined,
  lines: readonly WordedLine[],
  ground: WordingGround,
  verifier: Verifier,
): Wording {
  const builder = new WordingBuilder(ground, verifier);
  if (claimedVerdict) builder.add({ kind: 'verdict', verdict: claimedVerdict });
  for (const line of lines) builder.add({ kind: 'sentence', ...line });
  return builder.finish();
}

const isKept = ({ faults, isRepeated }: JudgedLine): boolean => faults.length === 0 && !isRepeated;

const fromCorpus = ({ id, text }: Passage): WordedSentence => ({
  text,
  rests: [id],
  by: 'corpus',
});

function faultCounts(lines: readonly JudgedLine[]): Readonly<Partial<Record<Fault, number>>> {
  const counts: Partial<Record<Fault, number>> = {};
  for (const fault of lines.flatMap(({ faults }) => faults))
    counts[fault] = (counts[fault] ?? 0) + 1;
  return counts;
}
