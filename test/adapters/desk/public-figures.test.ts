import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import helmet from 'helmet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChartDrawer } from '../../../adapters/charts/draw-chart.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import type { WebContext } from '../../../adapters/web/context.ts';
import { figuresPages } from '../../../adapters/web/figures-pages.ts';
import { loadViews } from '../../../adapters/web/views.ts';
import type { FiguresShelf } from '../../../bot/desk/figures.ts';
import { openPublicFigures } from '../../../bot/desk/public-figures.ts';
import { loadDeskWords } from '../../../bot/desk/words/desk-words.ts';
import { loadWords } from '../../../bot/words.ts';
import type { FigureKeys, FigureRow } from '../../../knowledge/triage/figures.ts';

const KEYS: FigureKeys = {
  places: ['subway', 'airport', 'street'],
  operators: ['police'],
  documents: ['nhrck', 'pipc'],
  outcomes: ['dismissed'],
  canEnd: () => true,
};

const rows = (count: number, receivedOn: string, place = 'subway'): readonly FigureRow[] =>
  Array.from({ length: count }, () => ({
    receivedOn,
    place,
    operator: 'police',
    document: 'nhrck',
    region: 'unknown',
    mode: 'unknown',
    status: 'received',
    kind: 'open',
    merged: false,
  }));

/** Everything the figures stand on, to be changed while they are looked at. */
const world = {
  today: '2026-08-10',
  rows: [
    ...rows(30, '2026-01-06'),
    ...rows(12, '2026-04-06'),
    ...rows(11, '2026-04-14', 'airport'),
    ...rows(3, '2026-05-05', 'street'),
    ...rows(25, '2026-07-07'),
  ] as readonly FigureRow[],
  reads: 0,
};

let url = '';
let server: Server;

beforeAll(async () => {
  const root = projectRoot();
  const words = loadDeskWords(join(root, 'bot/words'));
  const names = {
    place: new Map([
      ['subway', '지하철'],
      ['street', '<b>길거리</b>'],
    ]),
    operator: new Map(),
    route: new Map(),
    outcome: new Map(),
  };
  const figures = openPublicFigures({
    keys: KEYS,
    shelf: shelfInMemory(),
    today: () => world.today,
    rows: async () => {
      world.reads += 1;
      return world.rows;
    },
  });
  const app = express();
  app.set('query parser', 'simple');
  app.use(helmet({ contentSecurityPolicy: { directives: { frameAncestors: ["'none'"] } } }));
  // The pages need what every page of the site has, and no more.
  const context = {
    words: loadWords(join(root, 'bot/words')),
    render: loadViews(root),
    baseUrl: '',
  };
  app.use(
    figuresPages(context as unknown as WebContext, {
      figures,
      drawChart: openChartDrawer(),
      words: { ko: words.ko.figures, en: words.en.figures },
      names: { ko: names, en: names },
      institution: '시험 인권기구',
    }),
  );
  server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function get(path: string) {
  const response = await fetch(url + path, { redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('the public figures', () => {
  it('are those of the newest quarter that is over, never of the one that goes on', async () => {
    const { status, text } = await get('/figures?lang=ko');
    expect(status).toBe(200);
    expect(text).toContain('2026년 2분기 (2026-03-30 ~ 2026-06-28)');
    expect(text).toContain('국가승인통계가 아니에요');
    expect(text).toContain('시험 인권기구');
    expect((await get('/figures?period=2026-Q3')).status).toBe(404);
    expect(text).not.toContain('<td>25</td>');
  });

  it('show no small number, on the page, in the data or in a picture', async () => {
    const page = (await get('/figures?lang=en')).text;
    expect(page).toContain('<td>&lt;5</td>');
    expect(page).not.toMatch(/<td>[0-4]<\/td>/);
    const data = (await get('/figures.json')).text;
    expect(data).not.toMatch(/"count":[0-4]\b/);
    const picture = (await get('/figures/place.svg')).text;
    expect(picture).toContain('5 미만');
    expect(picture).not.toMatch(/>3</);
  });

  it('do not change from day to day, whatever happens to the cases', async () => {
    const before = (await get('/figures.json?period=2026-Q2')).text;
    const [all, today] = [world.rows, world.today];
    world.rows = [...all.slice(10), ...rows(9, '2026-05-06', 'street')];
    world.today = '2026-08-11';
    const after = (await get('/figures.json?period=2026-Q2')).text;
    world.rows = all;
    world.today = today;
    expect(after).toBe(before);
  });

  it('are worked out at most once a day', async () => {
    await get('/figures');
    const before = world.reads;
    for (const path of ['/figures', '/figures.json', '/figures/week.svg', '/figures/embed']) {
      await get(path);
    }
    expect(world.reads).toBe(before);
  });

  it('gain a quarter on the day after it has ended', async () => {
    const today = world.today;
    const periods = async (day: string) => {
      world.today = day;
      return JSON.parse((await get('/figures.json')).text).periods;
    };
    expect(await periods('2026-09-27')).toEqual(['2026-Q2', '2026-Q1']);
    expect(await periods('2026-09-28')).toEqual(['2026-Q3', '2026-Q2', '2026-Q1']);
    world.today = today;
  });

  it('may be kept by caches for an hour', async () => {
    for (const path of ['/figures', '/figures/embed', '/figures.json', '/figures/week.svg']) {
      expect((await get(path)).headers.get('cache-control')).toBe('public, max-age=3600');
    }
  });

  it.each(['/figures', '/figures.json', '/figures/week.svg'])(
    'of %s may not be framed',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).not.toContain('frame-ancestors *');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    },
  );

  it('have one page that anybody may frame, with nothing in it that does anything', async () => {
    const { headers, text } = await get('/figures/embed?chart=place&lang=en');
    expect(headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-frame-options')).toBeNull();
    expect(text).not.toMatch(/<script|<form|style=/);
    expect(text.match(/<img /g)).toHaveLength(1);
    expect(text).toContain('no official statistic');
    expect(text).toMatch(/<a href="\/figures[^>]+target="_blank" rel="noopener"/);
  });

  it('are open to the programs of other sites as data, with what the numbers mean', async () => {
    const { headers, text } = await get('/figures.json?lang=en');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    const data = JSON.parse(text);
    expect(data.smallestShown).toBe(5);
    expect(data.about.join(' ')).toContain('no official statistic');
    expect(data.figures.period).toBe(data.periods[0]);
  });

  it.each([
    '/figures?period=2026-Q4',
    '/figures?period=__proto__',
    '/figures?period=2026-Q1&period=2026-Q2',
    '/figures/clock.svg',
    '/figures/nothing.svg',
    '/figures/embed?chart=clock',
    '/figures/embed?chart=week&chart=place',
  ])('are not found at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('escape every name', async () => {
    expect((await get('/figures')).text).not.toContain('<b>길거리');
  });
});

/** A shelf that lasts as long as the process. */
function shelfInMemory(): FiguresShelf {
  const kept = new Map<string, string>();
  return {
    periods: async () => [...kept.keys()],
    read: async (period) => kept.get(period),
    keep: async (period, figures) => {
      if (!kept.has(period)) kept.set(period, figures);
    },
  };
}
