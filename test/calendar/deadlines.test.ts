import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { addDays } from '../../knowledge/calendar/day.ts';
import type { Deadline } from '../../knowledge/calendar/deadline-file.ts';
import {
  deadlineDay,
  deadlineDays,
  deadlineState,
  loadDeadlines,
} from '../../knowledge/calendar/deadlines.ts';
import { loadHolidays } from '../../knowledge/calendar/holidays.ts';
import { partOfArticle } from '../../knowledge/law/part-of-article.ts';
import { parsePinpoint } from '../../knowledge/law/pinpoint.ts';
import { readStatute } from '../../knowledge/law/read-statute.ts';
import type { Statute } from '../../knowledge/law/statute.ts';

const fileIn = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const YAML = fileIn('knowledge/rules/deadlines.yaml');
const deadlines = loadDeadlines(YAML);
const calendar = loadHolidays(fileIn('knowledge/rules/holidays.yaml'));

interface Case {
  readonly deadline: string;
  readonly from: string;
  readonly last: string;
  readonly usual?: string;
  readonly extended?: string;
  readonly why: string;
}
const CASES: readonly Case[] = parse(fileIn('test/calendar/deadline-cases.yaml'));

function deadline(id: string): Deadline {
  const found = deadlines.get(id);
  if (!found) throw new Error(`there is no deadline ${id}`);
  return found;
}

describe('a deadline', () => {
  it.each(CASES)('$deadline from $from: $why', ({ deadline: id, from, last, usual, extended }) => {
    expect(deadlineDays(deadline(id), from, calendar)).toEqual({
      last,
      usual: usual ?? last,
      ...(extended && { extended }),
    });
    expect(deadlineDay(deadline(id), from, calendar)).toBe(last);
  });

  it('is tried in the cases, each of them', () => {
    const tried = new Set(CASES.map((one) => one.deadline));
    expect([...deadlines.keys()].filter((id) => !tried.has(id))).toEqual([]);
    expect(CASES.length).toBeGreaterThan(100);
  });

  it.each([
    ['nhrck-filing', '2025-09-25', '2026-09-23', 'open'],
    ['nhrck-filing', '2025-09-25', '2026-09-24', 'last-day'],
    ['nhrck-filing', '2025-09-25', '2026-09-25', 'doubtful'],
    ['nhrck-filing', '2025-09-25', '2026-09-28', 'doubtful'],
    ['nhrck-filing', '2025-09-25', '2026-09-29', 'passed'],
    ['suit-event', '2025-05-01', '2026-05-01', 'last-day'],
    ['suit-event', '2025-05-01', '2026-05-04', 'doubtful'],
    ['suit-event', '2025-05-01', '2026-05-05', 'passed'],
    ['access', '2026-11-02', '2026-11-12', 'last-day'],
    ['access', '2026-11-02', '2026-11-13', 'passed'],
    ['footage-apartment', '2026-11-20', '2026-12-19', 'last-day'],
    ['footage-apartment', '2026-11-20', '2026-12-20', 'passed'],
  ] as const)('%s from %s is on %s: %s', (id, from, today, state) => {
    expect(deadlineState(deadline(id), from, today, calendar)).toBe(state);
  });

  const starts = Array.from({ length: 58 }, (_, count) =>
    addDays('2025-06-01', 7 * count + (count % 7)),
  );

  it.each([...deadlines.values()])(
    '$id is safe before it ends, and longer when extended',
    (one) => {
      const days = starts.map((from) => deadlineDays(one, from, calendar));
      expect(days.filter(({ last, usual }) => last > usual)).toEqual([]);
      expect(
        days.filter(({ extended, usual }) => extended !== undefined && extended <= usual),
      ).toEqual([]);
      expect(
        days.every(({ extended }) => (extended !== undefined) === (one.extension !== undefined)),
      ).toBe(true);
    },
  );

  it('of the other side is counted in one way only', () => {
    const theirs = [...deadlines.values()].filter(({ whose }) => whose === 'theirs');
    const differing = theirs.filter((one) =>
      starts.some(
        (from) =>
          deadlineState(one, from, addDays(deadlineDay(one, from, calendar), 1), calendar) !==
          'passed',
      ),
    );
    expect(differing).toEqual([]);
  });

  it('cannot run from a day that no calendar has', () => {
    expect(() => deadlineDay(deadline('access'), '2026-02-30', calendar)).toThrow(RangeError);
  });
});

const LAWS = fileURLToPath(new URL('../../../shared/law/kr', import.meta.url));
const noLaws = !existsSync(LAWS);

/** The files of the laws and of documents, by the id in the corpus. */
function readSources(): ReadonlyMap<string, string | undefined> {
  const rows = ['korean-law', 'documents'].flatMap((name): { id: string; file?: string }[] =>
    parse(fileIn(`knowledge/corpus/sources/${name}.yaml`)),
  );
  const files = new Map(rows.map(({ id, file }): [string, string | undefined] => [id, file]));
  if (!files.has('acrc-ed')) files.set('acrc-ed', files.get('acrc')?.replace('법률', '시행령'));
  return files;
}

const SOURCES = readSources();

const UNITS = { days: '일', months: '월', years: '년' };

const numberOf = ({ length }: Deadline): string => {
  const [[unit, amount] = ['days', 0]] = Object.entries(length);
  return `${amount}${UNITS[unit as keyof typeof UNITS]}`;
};

const statutes = new Map<string, Statute>();

function statuteOf(id: string): Statute {
  const read =
    statutes.get(id) ?? readStatute(readFileSync(join(LAWS, SOURCES.get(id) ?? ''), 'utf8'));
  statutes.set(id, read);
  return read;
}

function citedText(cite: string): string {
  const [id = '', place = ''] = cite.split(' ');
  const at = parsePinpoint(place);
  const article = at && statuteOf(id).articles.get(at.article);
  return (article && partOfArticle(article, at)) ?? '';
}

describe('the citation of a deadline', () => {
  const rows = [...deadlines.values()];

  it.each(rows)('$id names a source of the corpus', ({ cite: [cite], extension }) => {
    const ids = [...SOURCES.keys()];
    expect(ids).toContain(cite.split(' ')[0]);
    if (extension) expect(ids).toContain(extension.cite.split(' ')[0]);
  });

  it.skipIf(noLaws).each(rows.filter(({ confidence }) => confidence === 'verified'))(
    '$id carries its number in the official text (skipped where ../shared/law/kr is absent)',
    (one) => {
      expect(citedText(one.cite[0])).toContain(numberOf(one));
    },
  );

  it.skipIf(noLaws).each(rows.filter(({ extension }) => extension))(
    '$id can be extended by the official text (skipped where ../shared/law/kr is absent)',
    ({ extension }) => {
      expect(citedText(extension?.cite ?? '')).toMatch(/연장/);
    },
  );
});

describe('the file of deadlines', () => {
  const changed = (change: (row: Record<string, unknown>) => Record<string, unknown>) => {
    const [first, ...rest]: Record<string, unknown>[] = parse(YAML);
    return () => loadDeadlines(stringify([change(first ?? {}), ...rest]));
  };

  it.each<readonly [string, Record<string, unknown>]>([
    ['a way of counting that is none', { counts: 'business-days' }],
    ['working days in years', { counts: 'working-days' }],
    ['two citations', { cite: ['pipa 제1조', 'pipa 제2조'] }],
    ['a label in one language', { label: { ko: '진정' } }],
    ['an id that another has', { id: 'access' }],
    ['a length of nothing', { length: { days: 0 } }],
  ])('is refused with %s', (_, change) => {
    expect(changed((row) => ({ ...row, ...change }))).toThrow();
  });
});
