import { type Day, partsOf } from '../../knowledge/calendar/day.ts';
import type { Language } from '../../knowledge/language.ts';
import type { FigureGrid, FigureList, PeriodFigures } from '../../knowledge/triage/figures.ts';
import { weekStart } from '../../knowledge/triage/periods.ts';
import { type SafeCount, SMALLEST_SHOWN } from '../../knowledge/triage/suppression.ts';
import { fill } from '../words.ts';
import type { FigureNames } from './figure-names.ts';
import type { Chart, Sheet } from './figures.ts';
import type { DeskWords } from './words/desk-words.ts';

const CHARTS = ['week', 'place', 'operator', 'route', 'outcome', 'answer', 'clock'] as const;
export type ChartId = (typeof CHARTS)[number];

/** One figure, laid out for people: the chart and the same numbers as a table. */
export interface FigureView {
  readonly id: ChartId;
  readonly title: string;
  readonly chart: Chart;
  readonly table: {
    /** The first stands over the names of the rows. */
    readonly head: readonly string[];
    readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
    readonly total: readonly string[];
  };
  /** What is said of the figure beside its numbers. */
  readonly notes: readonly string[];
}

export interface FigureSpeech {
  readonly language: Language;
  readonly words: DeskWords['figures'];
  readonly names: FigureNames;
}

/** Every figure of a period, in the order of a page. */
export function figureViews(figures: PeriodFigures, speech: FigureSpeech): readonly FigureView[] {
  const { words } = speech;
  const days = (count: number | null) =>
    count === null ? words.daysHidden : fill(words.days, { count });
  return [
    listView('week', figures.week, speech),
    listView('place', figures.place, speech),
    listView('operator', figures.operator, speech),
    listView('route', figures.route, speech),
    gridView(figures.outcome, speech),
    {
      ...listView('answer', figures.answer, speech),
      notes: [
        fill(words.median, { days: days(figures.median) }),
        fill(words.p90, { days: days(figures.p90) }),
      ],
    },
  ];
}

export const clockView = (clocks: FigureList, speech: FigureSpeech): FigureView => ({
  ...listView('clock', clocks, speech),
  notes: [speech.words.clockNote],
});

/** The rule of suppression, in a sentence for people. */
export const ruleText = ({ words }: Pick<FigureSpeech, 'words'>): string =>
  fill(words.rule, { limit: SMALLEST_SHOWN });

/** `2026-Q1` as people call it, with its days. */
export function periodText(
  { period, from, to }: Pick<PeriodFigures, 'period' | 'from' | 'to'>,
  { words }: Pick<FigureSpeech, 'words'>,
): string {
  const [year = '', quarter = ''] = period.split('-Q');
  return `${fill(words.periodName, { year, quarter })} (${fill(words.periodDays, { from, to })})`;
}

/** All figures as one long table: what may be exported and published. */
export function figureSheet(
  figures: PeriodFigures,
  speech: FigureSpeech,
  clocks?: FigureList,
): Sheet {
  const { words } = speech;
  const lists: readonly (readonly [Exclude<ChartId, 'outcome'>, FigureList])[] = [
    ['week', figures.week],
    ['place', figures.place],
    ['operator', figures.operator],
    ['route', figures.route],
    ['answer', figures.answer],
    ...(clocks ? [['clock', clocks] as const] : []),
  ];
  const row = (id: ChartId, by: string, key: string, count: SafeCount | null) => [
    figures.period,
    id,
    words[id],
    by,
    by && (speech.names.route.get(by) ?? by),
    key,
    key === TOTAL ? words.total : nameOf(id, key, speech),
    valueText(count, words),
  ];
  return {
    name: figures.period,
    columns: [
      { id: 'period', label: words.period },
      { id: 'figure', label: `${words.figure} (id)` },
      { id: 'figureName', label: words.figure },
      { id: 'by', label: `${words.by} (id)` },
      { id: 'byName', label: words.by },
      { id: 'key', label: `${words.name} (id)` },
      { id: 'name', label: words.name },
      { id: 'cases', label: words.cases },
    ],
    rows: [
      ...lists.flatMap(([id, { rows, total }]) => [
        ...rows.map(({ key, count }) => row(id, '', key, count)),
        row(id, '', TOTAL, total),
      ]),
      ...gridRows(figures.outcome).map(({ by, key, count }) => row('outcome', by, key, count)),
    ],
  };
}

const TOTAL = 'total';

/** Cells, then totals: with no route for the totals of outcomes. */
function gridRows({ rows, columns, cells, rowTotals, columnTotals, total }: FigureGrid) {
  return [
    ...rows.flatMap((by, y) => [
      ...columns.map((key, x) => ({ by, key, count: cells[y]?.[x] ?? null })),
      { by, key: TOTAL, count: rowTotals[y] ?? null },
    ]),
    ...columns.map((key, x) => ({ by: '', key, count: columnTotals[x] ?? null })),
    { by: '', key: TOTAL, count: total },
  ];
}

function listView(
  id: Exclude<ChartId, 'outcome'>,
  { rows, total }: FigureList,
  speech: FigureSpeech,
): FigureView {
  const { words } = speech;
  const named = rows.map(({ key, count }) => ({ label: nameOf(id, key, speech), count }));
  const isOrdered = id === 'place' || id === 'operator' || id === 'route';
  const bars = isOrdered ? largestFirst(named) : named;
  return {
    id,
    title: words[id],
    chart: {
      shape: id === 'week' ? 'columns' : 'rows',
      bars,
      axis: words.cases,
      marks: marksIn(words),
    },
    table: {
      head: [words.name, words.cases],
      rows: bars.map(({ label, count }) => ({ name: label, cells: [textOf(count, words)] })),
      total: [textOf(total, words)],
    },
    notes: [],
  };
}

function gridView(grid: FigureGrid, speech: FigureSpeech): FigureView {
  const { words } = speech;
  const outcomes = grid.columns.map((key) => nameOf('outcome', key, speech));
  const text = (count: SafeCount | null | undefined) => textOf(count ?? null, words);
  const bars = outcomes.flatMap((label, x) => {
    const count = grid.columnTotals[x];
    return count ? [{ label, count }] : [];
  });
  return {
    id: 'outcome',
    title: words.outcome,
    chart: { shape: 'rows', bars: largestFirst(bars), axis: words.cases, marks: marksIn(words) },
    table: {
      head: [words.by, ...outcomes, words.total],
      rows: grid.rows.map((route, y) => ({
        name: nameOf('route', route, speech),
        cells: [...grid.columns.map((_, x) => text(grid.cells[y]?.[x])), text(grid.rowTotals[y])],
      })),
      total: [...grid.columns.map((_, x) => text(grid.columnTotals[x])), text(grid.total)],
    },
    notes: [],
  };
}

/** Shown ones by size, then those kept back, then the small ones; each in the order of the rules. */
function largestFirst<Bar extends { readonly count: SafeCount }>(
  bars: readonly Bar[],
): readonly Bar[] {
  const weight = ({ count }: Bar) => {
    if (count.kind === 'shown') return count.count;
    return count.kind === 'kept' ? 0 : -1;
  };
  return [...bars].sort((a, b) => weight(b) - weight(a));
}

function nameOf(id: ChartId, key: string, { language, words, names }: FigureSpeech): string {
  switch (id) {
    case 'place':
    case 'operator':
    case 'route':
    case 'outcome':
      return names[id].get(key) ?? key;
    case 'week':
      return dayText(weekStart(key), language);
    case 'answer':
      return wordOf(words, key);
    case 'clock':
      return wordOf(words, `clock-${key}`);
  }
}

/** `26 Jan` or `1월 26일`: the Monday. */
function dayText(day: Day, language: Language): string {
  const { year, month, day: date } = partsOf(day);
  return new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(Date.UTC(year, month - 1, date));
}

/** A word by a key that is put together; the key where there is none. */
function wordOf(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key;
}

const marksIn = (words: DeskWords['figures']): Chart['marks'] => ({
  few: fill(words.few, { limit: SMALLEST_SHOWN }),
  kept: words.kept,
});

function textOf(count: SafeCount | null, words: DeskWords['figures']): string {
  return String(valueText(count, words));
}

function valueText(count: SafeCount | null, words: DeskWords['figures']): string | number {
  if (!count) return words.impossible;
  return count.kind === 'shown' ? count.count : marksIn(words)[count.kind];
}
