import type { RankingWeights, Signals } from './signals.ts';

/** One question with the entries that might answer it, and which of them would be right. */
export interface RankingExample {
  readonly candidates: readonly { readonly signals: Signals; readonly isRight: boolean }[];
  /** How much the example counts. */
  readonly weight: number;
}

export interface LearningSettings {
  readonly rounds: number;
  readonly learningRate: number;
  /** Pulls every weight towards zero: signals that help nobody end there. */
  readonly decay: number;
}

const LEARNING: LearningSettings = { rounds: 1000, learningRate: 0.05, decay: 0.001 };

/**
 * Learns ranking weights by listwise softmax regression: the share of probability that falls on right
 * entries is made as large as possible (Adam, full batch). Examples without a right entry teach nothing.
 */
export function learnWeights(
  examples: readonly RankingExample[],
  start: RankingWeights,
  settings: LearningSettings = LEARNING,
): RankingWeights {
  const names = [
    ...new Set(
      examples.flatMap(({ candidates }) => candidates.flatMap((c) => Object.keys(c.signals))),
    ),
  ].sort();
  const column = new Map(names.map((name, at) => [name, at]));
  const rows = examples
    .filter(({ candidates }) => candidates.some(({ isRight }) => isRight))
    .map(({ candidates, weight }) => ({
      weight,
      right: candidates.map(({ isRight }) => isRight),
      values: candidates.map(({ signals }) =>
        Object.entries(signals).map(([name, value]) => [column.get(name) ?? 0, value] as const),
      ),
    }));
  const weights = Float64Array.from(names, (name) => start[name] ?? 0);
  const adam = new Adam(weights, settings.learningRate);
  for (let round = 0; round < settings.rounds; round++) {
    const gradient = weights.map((weight) => weight * settings.decay);
    let total = 0;
    for (const row of rows) total += row.weight;
    for (const row of rows) addGradient(gradient, row, weights, row.weight / total);
    adam.step(gradient);
  }
  return Object.fromEntries(names.map((name, at) => [name, round3(weights[at] ?? 0)]));
}

interface Row {
  readonly right: readonly boolean[];
  readonly values: readonly (readonly (readonly [number, number])[])[];
}

function addGradient(
  gradient: Float64Array,
  { right, values }: Row,
  weights: Float64Array,
  share: number,
): void {
  const scores = values.map((signals) =>
    signals.reduce((sum, [at, value]) => sum + (weights[at] ?? 0) * value, 0),
  );
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - top));
  const all = raised.reduce((sum, value) => sum + value, 0);
  const onRight = raised.reduce((sum, value, at) => sum + (right[at] ? value : 0), 0) || 1e-12;
  values.forEach((signals, at) => {
    const probability = (raised[at] ?? 0) / all;
    const target = right[at] ? (raised[at] ?? 0) / onRight : 0;
    const push = (probability - target) * share;
    for (const [column, value] of signals)
      gradient[column] = (gradient[column] ?? 0) + push * value;
  });
}

/** Kingma and Ba, arXiv:1412.6980. */
class Adam {
  readonly #weights: Float64Array;
  readonly #rate: number;
  readonly #mean: Float64Array;
  readonly #square: Float64Array;
  #round = 0;

  constructor(weights: Float64Array, rate: number) {
    this.#weights = weights;
    this.#rate = rate;
    this.#mean = new Float64Array(weights.length);
    this.#square = new Float64Array(weights.length);
  }

  step(gradient: Float64Array): void {
    this.#round += 1;
    for (let at = 0; at < gradient.length; at++) {
      const slope = gradient[at] ?? 0;
      const mean = 0.9 * (this.#mean[at] ?? 0) + 0.1 * slope;
      const square = 0.999 * (this.#square[at] ?? 0) + 0.001 * slope * slope;
      this.#mean[at] = mean;
      this.#square[at] = square;
      const meanNow = mean / (1 - 0.9 ** this.#round);
      const squareNow = square / (1 - 0.999 ** this.#round);
      this.#weights[at] =
        (this.#weights[at] ?? 0) - (this.#rate * meanNow) / (Math.sqrt(squareNow) + 1e-8);
    }
  }
}

const round3 = (value: number): number => Math.round(value * 1000) / 1000;
