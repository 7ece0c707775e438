import type { Chart, DrawChart } from '../../bot/desk/figures.ts';

/** So many pictures are kept, those asked for last: the same chart gives the same picture. */
const MOST_KEPT = 64;

/** Charts one after the other; the library is loaded with the first. */
export function openChartDrawer(mostKept = MOST_KEPT): DrawChart {
  const drawn = new Map<string, Promise<string>>();
  return (chart: Chart) => {
    const key = JSON.stringify(chart);
    const kept = drawn.get(key) ?? draw(chart);
    drawn.delete(key);
    drawn.set(key, kept);
    kept.catch(() => drawn.delete(key));
    for (const oldest of drawn.keys()) {
      if (drawn.size <= mostKept) break;
      drawn.delete(oldest);
    }
    return kept;
  };
}

async function draw(chart: Chart): Promise<string> {
  const { chartSvg } = await import('./chart-svg.ts');
  return chartSvg(chart);
}
