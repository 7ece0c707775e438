import { describe, expect, it } from 'vitest';
import { fts5 } from '../../../../adapters/bench/law/fts5.ts';
import { lawArticles, readAll } from '../../../../adapters/bench/law/law-articles.ts';
import type { EngineKind } from '../../../../adapters/bench/law/law-engine.ts';
import type { Order } from '../../../../adapters/bench/law/messages.ts';
import { miniSearch } from '../../../../adapters/bench/law/mini-search.ts';
import { orama } from '../../../../adapters/bench/law/orama.ts';
import { ours } from '../../../../adapters/bench/law/ours.ts';
import { lawText, temporaryFolder } from '../../../factories.ts';

const TODAY = '2026-01-15';

/** Three articles, one of which is deleted, in two laws. */
const laws = () =>
  temporaryFolder({
    '가게법/법률.md': lawText(
      '##### 제1조 (목적)\n\n이 법은 가게를 지킨다.\n\n##### 제2조\n\n삭제 <2020.2.2>\n\n##### 제3조 (환불)\n\n산 사람은 돈을 돌려받을 수 있다.',
      { 제목: '가게법' },
    ),
    '장난감법/법률.md': lawText('##### 제1조 (목적)\n\n이 법은 장난감을 지킨다.', {
      제목: '장난감법',
      법령ID: "'000002'",
    }),
  });

describe.each<{ name: string; kind: EngineKind }>([
  { name: 'ours', kind: ours },
  { name: 'fts5', kind: fts5 },
  { name: 'minisearch', kind: miniSearch },
  { name: 'orama', kind: orama },
])('$name', ({ kind }) => {
  let order: Order;
  let wanted: { number: number; file: string; article: string };

  const prepare = () => {
    order = {
      phase: 'build',
      engine: 'ours',
      lawFolder: laws(),
      today: TODAY,
      store: temporaryFolder(),
      queries: '',
    };
    const found = [...lawArticles(order.lawFolder, TODAY)].find(
      ({ article }) => article.title === '환불',
    );
    wanted = { number: found?.number ?? -1, file: found?.file ?? '', article: '3' };
  };

  it('finds the article in the index it built, and in the one it stored', async () => {
    prepare();
    const { engine, store } = await kind.build(order, () => undefined);
    expect((await engine.search('가게법 환불', 10))[0]).toBe(engine.idOf(wanted));
    store?.();
    const loaded = await kind.load(order);
    expect(await loaded.search('가게법 환불', 10)).toEqual(await engine.search('가게법 환불', 10));
  });

  it('finds nothing where no word fits, and nothing for nothing', async () => {
    prepare();
    const { engine } = await kind.build(order, () => undefined);
    expect(await engine.search('항공모함', 10)).toEqual([]);
    expect(await engine.search('「」', 10)).toEqual([]);
  });
});

it('reading counts the articles that are indexed', () => {
  expect(readAll(laws(), TODAY)).toBe(3);
});
