import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../../knowledge/language.ts';
import { type ReadLine, readLine } from '../../../knowledge/wording/worded-line.ts';
import { grounds, outputs, verifier } from './real-wording.ts';

/** An honest answer (`lines`), or one wrong sentence (`line`), or a wrong verdict. */
interface Row {
  readonly id: string;
  readonly entry: string;
  readonly language: Language;
  readonly category?: string;
  readonly verdict?: string;
  readonly line?: string;
  readonly lines?: readonly string[];
}

const groundOf = ({ language, entry }: Row) => {
  const ground = grounds[language].get(entry);
  if (!ground) throw new Error(`no passages for ${entry}: is the entry gone?`);
  return ground;
};

function isFlagged(row: Row, read: ReadLine): boolean {
  return read.kind !== 'sentence' || verifier.faultsOf(read, groundOf(row)).length > 0;
}

const isCaught = (row: Row): boolean =>
  row.verdict
    ? row.verdict !== groundOf(row).verdict
    : row.line === undefined || isFlagged(row, readLine(row.line));

const share = (list: readonly boolean[]) => list.filter(Boolean).length / list.length;
const told = (list: readonly boolean[]) =>
  `${list.filter(Boolean).length} of ${list.length} (${(100 * share(list)).toFixed(1)} %)`;
const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * `least`: what is reached; less is a step back. The rules were made with the first set, and with what `fresh` showed when it
 * was first looked at (305 of 330). `subtle` is as hard as we could make it: roles and halves exchanged.
 */
const WRONG = [
  { set: 'wrong', least: 0.98, most: 600 },
  { set: 'fresh', least: 0.95, most: 300 },
  { set: 'subtle', least: 0.68, most: 350 },
] as const;

describe('wrong sentences', () => {
  it.each(WRONG)('of the set $set are caught: $least at least', ({ set, least, most }) => {
    const rows = outputs<Row>(set).filter(({ lines }) => !lines);
    expect(rows.length).toBeGreaterThan(most);
    const caught = rows.map(isCaught);
    say(`wrong sentences caught, ${set}: ${told(caught)}`);
    for (const category of [...new Set(rows.map((row) => row.category))].sort()) {
      const those = rows.filter((row) => row.category === category).map(isCaught);
      say(`  ${category}: ${told(those)}`);
    }
    expect(share(caught)).toBeGreaterThanOrEqual(least);
  });
});

/** `prompted`: written to the prompt that models are given. `right`: reworded as freely as one can; one answer of three is looked at. */
const RIGHT = [
  { set: 'prompted', most: 0.03, oneOf: 1 },
  { set: 'fresh', most: 0.05, oneOf: 1 },
  { set: 'right', most: 0.075, oneOf: 3 },
] as const;

describe('right sentences', () => {
  it.each(RIGHT)('of the set $set are rejected: $most at most', ({ set, most, oneOf }) => {
    const rows = outputs<Row>(set).filter((_, at) => at % oneOf === 0);
    const rejected = rows.flatMap((row) =>
      (row.lines ?? [])
        .map(readLine)
        .filter(({ kind }) => kind !== 'verdict')
        .map((read) => isFlagged(row, read)),
    );
    expect(rejected.length).toBeGreaterThan(200);
    say(`right sentences rejected, ${set}: ${told(rejected)}`);
    expect(share(rejected)).toBeLessThanOrEqual(most);
  });

  it.each(LANGUAGES)('are as many in both languages (%s)', (language) => {
    const rows = outputs<Row>('prompted').filter((row) => row.language === language);
    expect(rows.length).toBeGreaterThan(80);
  });
});
