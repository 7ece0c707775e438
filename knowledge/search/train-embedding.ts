import { compacted, dot, type EmbeddingTable, normalised } from './embedding-table.ts';
import { FEATURE_ROWS } from './features.ts';

/** The wordings that mean the same entry: each is a set of features. */
export type Paraphrases = readonly Int32Array[];

export interface TrainingSettings {
  readonly dimensions: number;
  readonly steps: number;
  /** Entries compared with one another in one step. */
  readonly batch: number;
  readonly learningRate: number;
  readonly temperature: number;
  readonly seed: number;
}

/** Chosen on held-out paraphrases (DECISIONS.md, 5). */
export const TRAINING: TrainingSettings = {
  dimensions: 128,
  steps: 1500,
  batch: 64,
  learningRate: 0.2,
  temperature: 0.07,
  seed: 20230125,
};

/**
 * Learns vectors in which different wordings of one entry lie close and wordings of different entries apart
 * (InfoNCE, in-batch negatives, row-wise Adagrad). Deterministic: the same corpus gives the same table.
 */
export function trainEmbedding(
  groups: readonly Paraphrases[],
  settings: TrainingSettings = TRAINING,
): EmbeddingTable {
  const random = mulberry32(settings.seed);
  const weights = featureWeights(groups);
  const { dimensions } = settings;
  const values = initialValues(dimensions, random);
  const state: State = { dimensions, values, weights, squares: new Float32Array(FEATURE_ROWS) };
  const usable = groups.filter(({ length }) => length >= 2);
  for (let step = 0; step < settings.steps; step++) {
    const rate = settings.learningRate * Math.max(0.05, 1 - step / settings.steps);
    trainStep(state, sampleBatch(usable, settings.batch, random), rate, settings.temperature);
  }
  return compacted(dimensions, weightedRows(state));
}

/** Folds each feature's weight into its row, so that using the table needs no weights. */
function weightedRows({ dimensions, values, weights }: State): Float32Array {
  return values.map((value, at) => value * (weights[Math.floor(at / dimensions)] ?? 1));
}

interface State {
  readonly dimensions: number;
  readonly values: Float32Array;
  readonly weights: Float32Array;
  readonly squares: Float32Array;
}

interface Pair {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/**
 * Smooth inverse frequency: common features count little (Arora et al., 2017). A feature that no wording has
 * counts nothing: its row would be noise.
 */
function featureWeights(groups: readonly Paraphrases[]): Float32Array {
  const counts = new Float32Array(FEATURE_ROWS);
  let texts = 0;
  for (const group of groups) {
    for (const features of group) {
      texts += 1;
      for (const feature of features) counts[feature] = (counts[feature] ?? 0) + 1;
    }
  }
  const a = 0.01;
  return counts.map((count) => (count === 0 ? 0 : a / (a + count / Math.max(1, texts))));
}

function initialValues(dimensions: number, random: () => number): Float32Array {
  const scale = 1 / Math.sqrt(dimensions);
  return new Float32Array(FEATURE_ROWS * dimensions).map(() => (random() * 2 - 1) * scale);
}

function sampleBatch(groups: readonly Paraphrases[], size: number, random: () => number): Pair[] {
  const order = groups.map((_, index) => index);
  const count = Math.min(size, order.length);
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (order.length - at));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order.slice(0, count).flatMap((index) => {
    const group = groups[index] ?? [];
    const first = Math.floor(random() * group.length);
    const second = (first + 1 + Math.floor(random() * (group.length - 1))) % group.length;
    const [left, right] = [group[first], group[second]];
    return left && right ? [{ left: dropSome(left, random), right: dropSome(right, random) }] : [];
  });
}

/** Forgetting a fifth of the features keeps the model from resting on single words. */
function dropSome(features: Int32Array, random: () => number): Int32Array {
  const kept = features.filter(() => random() > 0.2);
  return kept.length > 0 ? kept : features;
}

function trainStep(state: State, pairs: readonly Pair[], rate: number, temperature: number): void {
  const weighted = (features: Int32Array) => weightedSum(state, features);
  const left = pairs.map((pair) => weighted(pair.left));
  const right = pairs.map((pair) => weighted(pair.right));
  const leftGradients = left.map(({ unit }) => new Float32Array(unit.length));
  const rightGradients = right.map(({ unit }) => new Float32Array(unit.length));
  const scores = left.map((a) => right.map((b) => dot(a.unit, b.unit) / temperature));
  const size = pairs.length;
  for (let i = 0; i < size; i++) {
    const byRow = softmax(scores[i] ?? []);
    const byColumn = softmax(scores.map((row) => row[i] ?? 0));
    for (let j = 0; j < size; j++) {
      const target = i === j ? 1 : 0;
      const share = ((byRow[j] ?? 0) - target) / (2 * temperature);
      add(leftGradients[i], right[j]?.unit, share);
      add(rightGradients[j], left[i]?.unit, share);
      const back = ((byColumn[j] ?? 0) - target) / (2 * temperature);
      add(leftGradients[j], right[i]?.unit, back);
      add(rightGradients[i], left[j]?.unit, back);
    }
  }
  pairs.forEach((pair, index) => {
    update(state, pair.left, left[index], leftGradients[index], rate);
    update(state, pair.right, right[index], rightGradients[index], rate);
  });
}

interface Encoded {
  readonly unit: Float32Array;
  readonly length: number;
}

function weightedSum({ dimensions, values, weights }: State, features: Int32Array): Encoded {
  const sum = new Float32Array(dimensions);
  for (const feature of features) {
    const weight = weights[feature] ?? 1;
    const start = feature * dimensions;
    for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] ?? 0) + weight * (values[start + d] ?? 0);
  }
  return { unit: normalised(sum), length: Math.sqrt(dot(sum, sum)) || 1 };
}

function add(target: Float32Array | undefined, vector: Float32Array | undefined, share: number) {
  if (!target || !vector || share === 0) return;
  for (let d = 0; d < target.length; d++) target[d] = (target[d] ?? 0) + share * (vector[d] ?? 0);
}

/** Passes the gradient through the normalisation to the rows that were summed. */
function update(
  { dimensions, values, weights, squares }: State,
  features: Int32Array,
  encoded: Encoded | undefined,
  gradient: Float32Array | undefined,
  rate: number,
): void {
  if (!encoded || !gradient) return;
  const { unit, length } = encoded;
  const along = dot(gradient, unit);
  const passed = gradient.map((value, d) => (value - along * (unit[d] ?? 0)) / length);
  const strength = dot(passed, passed) / passed.length;
  for (const feature of features) {
    const weight = weights[feature] ?? 1;
    const total = (squares[feature] ?? 0) + strength * weight * weight;
    squares[feature] = total;
    const step = (rate * weight) / (Math.sqrt(total) + 1e-8);
    const start = feature * dimensions;
    for (let d = 0; d < dimensions; d++) {
      values[start + d] = (values[start + d] ?? 0) - step * (passed[d] ?? 0);
    }
  }
}

function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - top));
  const total = raised.reduce((sum, value) => sum + value, 0);
  return raised.map((value) => value / total);
}

/** A small seeded generator (mulberry32): training must not depend on the machine's randomness. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
