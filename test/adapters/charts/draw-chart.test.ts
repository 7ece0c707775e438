import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { openChartDrawer } from '../../../adapters/charts/draw-chart.ts';
import type { Chart } from '../../../bot/desk/figures.ts';

const CHART: Chart = {
  shape: 'rows',
  axis: '사건 수',
  marks: { few: '5 미만', kept: '비공개' },
  bars: [
    { label: '지하철', count: { kind: 'shown', count: 41 } },
    { label: '공항', count: { kind: 'kept' } },
    { label: '출입국심사', count: { kind: 'few' } },
  ],
};

const textsOf = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe('a chart', () => {
  it('is the same picture for the same chart, drawn anew', async () => {
    expect(await openChartDrawer()(CHART)).toBe(await openChartDrawer()(CHART));
  });

  it.each(['rows', 'columns'] as const)(
    'of %s names every bar and says every number',
    async (shape) => {
      const texts = textsOf(await openChartDrawer()({ ...CHART, shape }));
      for (const text of ['지하철', '공항', '출입국심사', '41', '5 미만', '비공개', '사건 수']) {
        expect(texts).toContain(text);
      }
    },
  );

  it('hatches what is too small, as long as the largest small number whatever it is', async () => {
    const svg = await openChartDrawer()(CHART);
    expect(svg).toContain('<pattern id="few"');
    expect(svg.match(/fill="url\(#few\)"/g)).toHaveLength(1);
  });

  it('has no style, no script and no address of elsewhere in it', async () => {
    const svg = await openChartDrawer()(CHART);
    expect(svg).not.toMatch(/<style|style=|<script|<foreignObject|href=|onload/i);
    expect(svg.replace(/http:\/\/www\.w3\.org\/(2000\/svg|1999\/xlink)/g, '')).not.toContain(
      'http',
    );
  });

  it('asks for Korean fonts by name, with one of the system at the end', async () => {
    expect(await openChartDrawer()(CHART)).toMatch(
      /font-family="[^"]*Malgun Gothic[^"]*sans-serif"/,
    );
  });

  it.each([
    '</text><script>alert(1)</script>',
    `"];alert(1)//`,
    `' & <b>`,
    '\\u0022 $1 `',
    'datum.value',
  ])('takes a name as it is: %s', async (label) => {
    const svg = await openChartDrawer()({
      ...CHART,
      bars: [{ label, count: { kind: 'shown', count: 9 } }],
    });
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toContain('<script');
    const escaped = label.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    expect(textsOf(svg)).toContain(escaped);
  });

  it('of nothing is a picture too', async () => {
    const svg = await openChartDrawer()({ ...CHART, bars: [] });
    expect(new XMLParser().parse(svg)).toHaveProperty('svg');
  });

  it('keeps bars with the same name apart', async () => {
    const bar = { label: '같은 이름', count: { kind: 'shown', count: 9 } } as const;
    const svg = await openChartDrawer()({ ...CHART, bars: [bar, bar] });
    expect(textsOf(svg).filter((text) => text === '같은 이름')).toHaveLength(2);
    expect(textsOf(svg).filter((text) => text === '9')).toHaveLength(2);
  });
});
