import type { TopLevelSpec } from 'vega-lite';
import type { Chart } from '../../bot/desk/figures.ts';
import { SMALLEST_SHOWN } from '../../knowledge/triage/suppression.ts';

/** Named by the picture itself: see `chart-svg.ts`. */
const HATCH = 'url(#few)';

/** Blue on white is told apart by everybody; what is not a number is told by hatching and words as well. */
const COLOURS = { bar: '#1f5fa8', text: '#1a1a1a', rule: '#767676', grid: '#d9d9d9' } as const;
/** Of the reader's system: a picture brings no fonts along. */
const FONTS =
  'Pretendard, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", NanumGothic, sans-serif';
const FONT_SIZE = 13;
const BAR_PX = 26;
const WEEK_PX = 58;
const LONGEST_BAR_PX = 420;
const TALLEST_BAR_PX = 220;
/** An axis of whole numbers has no marks between them. */
const LEAST_AXIS = SMALLEST_SHOWN;

interface Bar {
  /** Names need not differ: bars are told apart by their place. */
  readonly at: number;
  readonly name: string;
  /** How long it is drawn: a small number as long as the largest small number, one kept back not at all. */
  readonly length: number;
  readonly mark: 'shown' | 'few' | 'kept';
  /** What stands at its end. */
  readonly says: string;
}

/** The chart in the grammar of Vega-Lite, with every size given: what it measures of letters is a guess. */
export function chartSpec(chart: Chart): TopLevelSpec {
  const isRows = chart.shape === 'rows';
  const bars = barsOf(chart);
  const count = Math.max(1, bars.length);
  const [along, across] = isRows ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const places = { [across]: namesOf(bars, isRows), [along]: lengthsOf(bars, chart.axis) };
  return {
    data: { values: [...bars] },
    width: isRows ? LONGEST_BAR_PX : count * WEEK_PX,
    height: isRows ? count * BAR_PX : TALLEST_BAR_PX,
    padding: { left: 8, top: 24, right: isRows ? 72 : 24, bottom: 8 },
    background: 'white',
    layer: [
      { mark: { type: 'bar', strokeWidth: 1 }, encoding: { ...places, ...LOOKS } },
      {
        mark: isRows
          ? { type: 'text', align: 'left', dx: 5, baseline: 'middle' }
          : { type: 'text', dy: -6, baseline: 'bottom' },
        encoding: { ...places, text: { field: 'says', type: 'nominal' } },
      },
    ],
    config: CONFIG,
  };
}

const LOOKS = {
  fill: {
    field: 'mark',
    type: 'nominal',
    scale: { domain: ['shown', 'few', 'kept'], range: [COLOURS.bar, HATCH, 'white'] },
    legend: null,
  },
  stroke: { condition: { test: "datum.mark === 'few'", value: COLOURS.bar }, value: null },
} as const;

const CONFIG = {
  aria: false,
  font: FONTS,
  text: { fontSize: FONT_SIZE, color: COLOURS.text },
  view: { stroke: null },
  axis: {
    labelFontSize: FONT_SIZE,
    labelColor: COLOURS.text,
    titleFontSize: FONT_SIZE,
    titleFontWeight: 'normal',
    titleColor: COLOURS.text,
  },
} as const;

const barsOf = ({ bars, marks }: Chart): readonly Bar[] =>
  bars.map(({ label, count }, at) => {
    if (count.kind === 'shown') {
      return { at, name: label, length: count.count, mark: 'shown', says: String(count.count) };
    }
    const length = count.kind === 'few' ? SMALLEST_SHOWN - 1 : 0;
    return { at, name: label, length, mark: count.kind, says: marks[count.kind] };
  });

const namesOf = (bars: readonly Bar[], isRows: boolean) => ({
  field: 'at',
  type: 'ordinal' as const,
  axis: {
    title: null,
    labelExpr: `${JSON.stringify(bars.map(({ name }) => name))}[datum.value]`,
    labelLimit: 0,
    labelAngle: isRows ? 0 : -40,
    ticks: false,
    domainColor: COLOURS.rule,
    minExtent: isRows ? widest(bars) : 0,
  },
});

const lengthsOf = (bars: readonly Bar[], title: string) => ({
  field: 'length',
  type: 'quantitative' as const,
  title,
  scale: { domain: [0, Math.max(LEAST_AXIS, ...bars.map(({ length }) => length))], nice: true },
  axis: { tickMinStep: 1, tickCount: 5, gridColor: COLOURS.grid, domain: false, ticks: false },
});

/** Room for the longest name in pixels: a Korean letter is as wide as it is high, others about six tenths of it. */
function widest(bars: readonly Bar[]): number {
  const widths = bars.map(({ name }) =>
    [...name].reduce((sum, letter) => sum + (letter > '\u10ff' ? 1 : 0.6) * FONT_SIZE, 0),
  );
  return Math.ceil(Math.max(0, ...widths)) + 8;
}
