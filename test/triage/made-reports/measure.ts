import { NearCases } from '../../../bot/desk/near-cases.ts';
import type { MadeReport } from './make.ts';

export interface Measured {
  readonly precision: number;
  readonly recall: number;
  /** Pairs of ids that were wrongly suggested, and that were missed. */
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

/** Every pair of reports, suggested or not, against the groups. */
export function measure(reports: readonly MadeReport[]): Measured {
  const index = new NearCases();
  for (const { traits } of reports) index.add(traits);
  const wrong: string[] = [];
  const missed: string[] = [];
  let right = 0;
  reports.forEach((one, at) => {
    const alike = new Set(index.like(one.traits.id).map(({ id }) => id));
    for (const other of reports.slice(at + 1)) {
      const isAlike = alike.has(other.traits.id);
      const pair = `${one.traits.id} + ${other.traits.id}`;
      if (one.group === other.group) isAlike ? right++ : missed.push(pair);
      else if (isAlike) wrong.push(pair);
    }
  });
  return {
    precision: right / (right + wrong.length),
    recall: right / (right + missed.length),
    wrong,
    missed,
  };
}
