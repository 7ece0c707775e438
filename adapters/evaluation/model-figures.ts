import type { ModelFailure, ModelTask } from '../../bot/model/chat-model.ts';
import type { Fault } from '../../knowledge/wording/faults.ts';
import type { Refusal } from '../../knowledge/wording/wording.ts';
import type { PlaceCount } from './cited-behind.ts';
import { COLUMNS, type Column } from './mark-all.ts';
import type { SentenceMeasure } from './measure-sentence.ts';
import type { LedgerRow } from './memory-ledger.ts';
import type { ModelTrial, Reading, WordingTrial } from './model-trial.ts';

/** Of two modes, or of two texts. Shares are per cent; absent where nothing was measured. */
interface Both<T> {
  readonly without: T;
  readonly with: T;
}

export type MarkShares = Readonly<Partial<Record<Column, number>>>;

/** Median and 95th percentile. */
export interface Spread {
  readonly p50?: number;
  readonly p95?: number;
}

export interface SupportShares {
  readonly sentences: number;
  readonly supported?: number;
  readonly coverage?: number;
  readonly knownFigures?: number;
}

export interface PlaceShares {
  readonly precision?: number;
  readonly recall?: number;
  /** Answers that cite one at least of those that the row names. */
  readonly hits?: number;
}

/** What one model made of one set of questions. */
export interface ModelComparisonFigures {
  readonly questions: number;
  readonly marks: Both<MarkShares>;
  /** Answers of which the wording changed what is decided elsewhere. */
  readonly moved: number;
  readonly understanding: {
    readonly asked: number;
    readonly used: number;
    readonly mended: number;
    readonly spoilt: number;
  };
  readonly wording: {
    readonly asked: number;
    readonly worded: number;
    readonly refused: Readonly<Partial<Record<Refusal, number>>>;
  };
  readonly sentences: {
    readonly written: number;
    readonly kept: number;
    readonly replaced: number;
    readonly dropped: number;
    readonly faults: Readonly<Partial<Record<Fault, number>>>;
  };
  readonly support: { readonly written: SupportShares; readonly sent: SupportShares };
  readonly places: { readonly behind: PlaceShares; readonly whole: PlaceShares };
  /** Medians of answers that were worded. */
  readonly characters: Both<{ readonly whole?: number; readonly plain?: number }>;
  /** Of questions for which the model was asked. */
  readonly ms: Both<Spread> & { readonly firstWords: Spread; readonly overhead: Spread };
  readonly tokens: { readonly input: number; readonly output: number };
  /** In millionths of the operator's currency. */
  readonly microCost: number;
  readonly failures: Readonly<Partial<Record<`${ModelTask}: ${ModelFailure}`, number>>>;
}

export function modelFigures(
  trials: readonly ModelTrial[],
  ledger: readonly LedgerRow[],
): ModelComparisonFigures {
  const wordings = trials.flatMap(({ wording }) => wording ?? []);
  return {
    questions: trials.length,
    marks: {
      without: markShares(trials.map((trial) => trial.without)),
      with: markShares(trials.map((trial) => trial.with)),
    },
    moved: trials.filter(({ isMoved }) => isMoved).length,
    understanding: understandingFigures(trials),
    wording: {
      asked: wordings.length,
      worded: wordings.filter(({ isWorded }) => isWorded).length,
      refused: counted(wordings.flatMap(({ checked }) => checked?.refused ?? [])),
    },
    sentences: sentenceFigures(wordings),
    support: {
      written: supportShares(wordings.flatMap(({ written }) => written)),
      sent: supportShares(wordings.flatMap(({ sent }) => sent)),
    },
    places: {
      behind: placeShares(wordings.flatMap(({ behind }) => behind ?? [])),
      whole: placeShares(wordings.flatMap(({ whole }) => whole ?? [])),
    },
    characters: characterFigures(trials.filter(({ wording }) => wording?.isWorded)),
    ms: timeFigures(trials.filter(isAsked)),
    tokens: {
      input: sum(ledger, ({ inputTokens }) => inputTokens),
      output: sum(ledger, ({ outputTokens }) => outputTokens),
    },
    microCost: sum(ledger, ({ microCost }) => microCost),
    failures: failuresIn(ledger),
  };
}

const isAsked = ({ understanding, wording }: ModelTrial): boolean =>
  understanding !== 'not-asked' || wording !== undefined;

function understandingFigures(trials: readonly ModelTrial[]) {
  const used = trials.filter(({ understanding }) => understanding === 'used');
  const isMended = (trial: ModelTrial) => trial.with.marks.all && !trial.without.marks.all;
  const isSpoilt = (trial: ModelTrial) => trial.without.marks.all && !trial.with.marks.all;
  return {
    asked: trials.filter(({ understanding }) => understanding !== 'not-asked').length,
    used: used.length,
    mended: used.filter(isMended).length,
    spoilt: used.filter(isSpoilt).length,
  };
}

function sentenceFigures(wordings: readonly WordingTrial[]): ModelComparisonFigures['sentences'] {
  const checks = wordings.flatMap(({ checked }) => checked ?? []);
  const faults: Partial<Record<Fault, number>> = {};
  for (const check of checks) {
    for (const [fault, times] of Object.entries(check.faults) as [Fault, number][]) {
      faults[fault] = (faults[fault] ?? 0) + times;
    }
  }
  return {
    written: sum(checks, ({ sentences }) => sentences),
    kept: sum(checks, ({ kept }) => kept),
    replaced: sum(checks, ({ replaced }) => replaced),
    dropped: sum(checks, ({ dropped }) => dropped),
    faults,
  };
}

function markShares(readings: readonly Reading[]): MarkShares {
  const shares: Partial<Record<Column, number>> = {};
  for (const column of COLUMNS) {
    const checked = readings.flatMap(({ marks }) => marks[column] ?? []);
    if (checked.length > 0)
      shares[column] = (100 * checked.filter(Boolean).length) / checked.length;
  }
  return shares;
}

function supportShares(measures: readonly SentenceMeasure[]): SupportShares {
  const { length } = measures;
  if (length === 0) return { sentences: 0 };
  return {
    sentences: length,
    supported: (100 * measures.filter(({ faults }) => faults.length === 0).length) / length,
    coverage: (100 * sum(measures, ({ coverage }) => coverage)) / length,
    knownFigures: (100 * measures.filter((one) => one.hasKnownFigures).length) / length,
  };
}

function placeShares(counts: readonly PlaceCount[]): PlaceShares {
  const cited = sum(counts, (count) => count.cited);
  const named = sum(counts, (count) => count.named);
  return {
    ...(cited > 0 && { precision: (100 * sum(counts, ({ right }) => right)) / cited }),
    ...(named > 0 && { recall: (100 * sum(counts, ({ met }) => met)) / named }),
    ...(counts.length > 0 && {
      hits: (100 * counts.filter(({ met }) => met > 0).length) / counts.length,
    }),
  };
}

function characterFigures(worded: readonly ModelTrial[]): ModelComparisonFigures['characters'] {
  const medians = (readings: readonly Reading[]) => {
    const whole = spread(readings.map(({ characters }) => characters)).p50;
    const plain = spread(readings.map(({ plainCharacters }) => plainCharacters)).p50;
    return { ...(whole !== undefined && { whole }), ...(plain !== undefined && { plain }) };
  };
  return {
    without: medians(worded.map((trial) => trial.without)),
    with: medians(worded.map((trial) => trial.with)),
  };
}

const timeFigures = (asked: readonly ModelTrial[]): ModelComparisonFigures['ms'] => ({
  without: spread(asked.map((trial) => trial.without.ms)),
  with: spread(asked.map((trial) => trial.with.ms)),
  firstWords: spread(asked.map((trial) => trial.with.firstWordsMs)),
  overhead: spread(asked.map((trial) => trial.with.ms - trial.without.ms)),
});

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  const [p50, p95] = [at(0.5), at(0.95)];
  return { ...(p50 !== undefined && { p50 }), ...(p95 !== undefined && { p95 }) };
}

const failuresIn = (ledger: readonly LedgerRow[]): ModelComparisonFigures['failures'] =>
  counted(
    ledger.flatMap(({ task, outcome }) =>
      outcome === 'done' ? [] : [`${task}: ${outcome}` as const],
    ),
  );

const sum = <T>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + of(one), 0);

function counted<K extends string>(list: readonly K[]): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const one of list) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}
