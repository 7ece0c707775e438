import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { type ReadLine, readLine } from '../../../knowledge/wording/worded-line.ts';
import { grounds, outputs, verifier } from './real-wording.ts';

interface WrongRow {
  readonly id: string;
  readonly entry: string;
  readonly category: string;
  readonly verdict?: string;
  readonly line?: string;
}
interface RightRow {
  readonly id: string;
  readonly entry: string;
  readonly lines: readonly string[];
}

/** Rows whose number is odd were not looked at when the rules were written. */
const isHeldOut = ({ id }: { readonly id: string }) => /[13579]$/.test(id);

const groundOf = (language: 'ko' | 'en', entry: string) => {
  const ground = grounds[language].get(entry);
  if (!ground) throw new Error(`no passages for ${entry}: is the entry gone?`);
  return ground;
};

const wrong = outputs<WrongRow>('wrong').map((row) => {
  const ground = groundOf(row.language, row.entry);
  const read: ReadLine = row.line === undefined ? { kind: 'stray' } : readLine(row.line);
  const isCaught = row.verdict
    ? row.verdict !== ground.verdict
    : read.kind !== 'sentence' || verifier.faultsOf(read, ground).length > 0;
  return { ...row, isCaught };
});

const right = outputs<RightRow>('right').flatMap((row) =>
  row.lines.flatMap((line) => {
    const ground = groundOf(row.language, row.entry);
    const read = readLine(line);
    if (read.kind === 'verdict') return [];
    const faults = read.kind === 'sentence' ? verifier.faultsOf(read, ground) : ['stray'];
    return [{ ...row, line, faults, isRejected: faults.length > 0 }];
  }),
);

/** Reached on all rows; less is a step back. The bars to reach are 98 of 100 caught and 3 of 100 rejected. */
const CAUGHT = 0.94;
const REJECTED = 0.07;

const percent = (count: number, of: number) => `${((100 * count) / Math.max(1, of)).toFixed(1)} %`;

describe('wrong outputs', () => {
  it('are enough to measure by', () => {
    expect(wrong.length).toBeGreaterThanOrEqual(200);
  });

  it('are caught, at least 94 of 100', () => {
    const report = LANGUAGES.flatMap((language) => {
      const rows = wrong.filter((row) => row.language === language);
      return [...new Set(rows.map(({ category }) => category))].sort().map((category) => {
        const those = rows.filter((row) => row.category === category);
        const caught = those.filter(({ isCaught }) => isCaught).length;
        return `${language} ${category}: ${caught} of ${those.length}`;
      });
    });
    const caught = wrong.filter(({ isCaught }) => isCaught).length;
    const unseen = wrong.filter(isHeldOut);
    const caughtUnseen = unseen.filter(({ isCaught }) => isCaught).length;
    process.stdout.write(
      `wrong outputs caught: ${caught} of ${wrong.length} (${percent(caught, wrong.length)}), of those held out ${percent(caughtUnseen, unseen.length)}\n  ${report.join('\n  ')}\n`,
    );
    expect(caught / wrong.length).toBeGreaterThanOrEqual(CAUGHT);
  });
});

describe('right outputs', () => {
  it('are rejected, at most 7 sentences of 100', () => {
    const rejected = right.filter(({ isRejected }) => isRejected);
    const unseen = right.filter(isHeldOut);
    const rejectedUnseen = unseen.filter(({ isRejected }) => isRejected).length;
    process.stdout.write(
      `right sentences rejected: ${rejected.length} of ${right.length} (${percent(rejected.length, right.length)}), of those held out ${percent(rejectedUnseen, unseen.length)}\n`,
    );
    expect(rejected.length / right.length).toBeLessThanOrEqual(REJECTED);
  });
});
