import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../adapters/config.ts';
import { type Bot, openBot } from '../../adapters/open-bot.ts';
import { projectRoot } from '../../adapters/project-root.ts';
import { AnswerBody, SearchBody } from '../../adapters/web/api-schema.ts';
import { lawText } from '../factories.ts';
import { type RunningApp, startApp } from '../real-app.ts';
import { INDEX_FOLDER } from '../real-bot.ts';

/**
 * The whole server on the real corpus and a made-up folder of law: in a later Personal Information Protection Act
 * Article 23 is deleted, Article 37 reads otherwise, and Article 99 is new.
 */
const PIPA = lawText(
  [
    '##### 제23조\n\n삭제 <2026.10.1>',
    '##### 제37조 (개인정보의 처리정지 등)\n\n**①** 새로 쓴 조문이다.\n\n**②** 둘째 항이다.\n\n**③** 셋째 항이다.',
    '##### 제99조 (새 조문)\n\n홍채를 찍은 장난감 사진은 아무도 보지 못한다.',
    '## 부칙\n\n이 법은 공포한 다음 날부터 시행한다.',
  ].join('\n\n'),
  {
    제목: '개인정보 보호법',
    법령ID: "'011357'",
    공포번호: "'99999'",
    공포일자: '2026-10-01',
    시행일자: '2026-10-02',
  },
);
const EntryBody = z.looseObject({
  reasons: z.unknown(),
  standing: z.object({ isWithdrawn: z.boolean(), changes: z.array(z.unknown()) }),
});
const WITHDRAWN = 'gym-face-only';

let folder: string;
let bot: Bot;
let app: RunningApp;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'facerights-law-moves-'));
  const file = join(folder, '개인정보보호법/법률.md');
  mkdirSync(dirname(file));
  writeFileSync(file, PIPA);
  const config = readConfig({ DATA_DIR: INDEX_FOLDER, LAW_DIR: folder });
  bot = await openBot(config, projectRoot(), () => new Date('2026-12-01T03:00:00Z'));
  app = await startApp(bot);
}, 120_000);
afterAll(async () => {
  await app?.stop();
  bot?.laws?.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = async (path: string): Promise<string> => (await fetch(new URL(path, app.url))).text();
const ask = async (text: string, history: readonly string[] = []) => {
  const response = await fetch(new URL('/api/ask', app.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, history }),
  });
  return AnswerBody.parse(await response.json());
};
const withdrawn = () => {
  const entry = bot.knowledge.corpus.entries.get(WITHDRAWN);
  if (!entry)
    throw new Error('The corpus has changed: choose another entry that cites Article 23.');
  return entry;
};

describe('an entry whose article was deleted', () => {
  it('is nowhere on its page said to be so', async () => {
    const html = await page(`/a/${WITHDRAWN}?lang=ko`);
    const { answer, verdict } = withdrawn();
    expect(html).not.toContain(answer.ko.slice(0, 30));
    expect(html).not.toContain(bot.words.ko.verdict[verdict]);
    expect(html).toContain('개인정보 보호법 제23조제1항제1호 (2026-10-02 시행 원문에서 삭제됨)');
    expect(html).not.toContain('href="/p/pipa/23');
  });

  it('has no mark in the list of answers, as those that stand have', async () => {
    const html = await page('/entries?lang=ko');
    const item = (id: string) => html.split(`/a/${id}?`)[1]?.split('</li>')[0] ?? '';
    expect(item(WITHDRAWN)).not.toContain('verdict-');
    const standing = [...bot.knowledge.corpus.entries.values()].find(
      ({ kind, reasons }) =>
        kind === 'situation' && reasons.every(({ cite }) => !cite.some((at) => /^pipa /.test(at))),
    );
    expect(item(standing?.id ?? '')).toContain('verdict-');
  });

  it('goes out as data without verdict and answer, and says why', async () => {
    const response = await fetch(new URL(`/api/entries/${WITHDRAWN}`, app.url));
    const body = EntryBody.parse(await response.json());
    expect(body).toMatchObject({ id: WITHDRAWN, standing: { isWithdrawn: true } });
    expect(body).not.toHaveProperty('verdict');
    expect(body).not.toHaveProperty('answer');
    expect(JSON.stringify(body.reasons)).not.toContain('pipa 제23조');
    expect(body.standing.changes).toContainEqual({
      kind: 'failed',
      why: 'deleted',
      law: '개인정보 보호법',
      place: '제23조제1항제1호',
      inForce: '2026-10-02',
    });
  });

  it('is found without a verdict', async () => {
    const query = encodeURIComponent('헬스장 얼굴 등록');
    const response = await fetch(new URL(`/api/search?q=${query}`, app.url));
    const { results } = SearchBody.parse(await response.json());
    const found = results.find(({ id }) => id === WITHDRAWN);
    expect(found).toMatchObject({ id: WITHDRAWN });
    expect(found).not.toHaveProperty('verdict');
  });

  it('answers a question with what is left, and never cites the article', async () => {
    const row = await ask('헬스장이 얼굴 등록을 강제해도 되나요?');
    expect(row).toMatchObject({ kind: 'answer', outcome: 'answered', entry: WITHDRAWN });
    expect(row).not.toHaveProperty('verdict');
    expect(row.text).toContain('사람이 다시 검토하고 있어요');
    const places = row.citations.map(({ source, article }) => `${source} ${article}`);
    expect(places).not.toContain('개인정보 보호법 제23조');
  });
});

describe('our page of an article', () => {
  it('that was deleted says so and sums up nothing', async () => {
    const html = await page('/p/pipa/23?lang=en');
    expect(html).toContain('(deleted in the text in force 2026-10-02)');
    const digest = bot.knowledge.corpus.provisions.find(
      ({ source, article }) => source === 'pipa' && article === '23',
    );
    expect(html).not.toContain(digest?.digest.en.slice(0, 30));
  });

  it('that was amended says so beside our summary', async () => {
    const html = await page('/p/pipa/37?lang=ko');
    expect(html).toMatch(
      /개인정보 보호법 제37조 \(\d{4}-\d\d-\d\d 확인, 2026-10-02 시행으로 개정\)/,
    );
    expect(html).toContain('새로 쓴 조문이다.');
  });
});

describe('a look-up', () => {
  it.each([
    { asked: '개인정보 보호법 제23조', outcome: 'article-deleted' },
    { asked: '개보법 500조', outcome: 'no-such-article' },
    { asked: '개보법 99조', outcome: 'statute-text' },
    { asked: '개보법 37조', outcome: 'answered-article' },
    { asked: '경찰관 직무집행법 제3조', outcome: 'answered-article' },
  ])('of "$asked" is $outcome', async ({ asked, outcome }) => {
    expect(await ask(asked)).toMatchObject({ kind: 'answer', outcome });
  });

  it('of a law that the folder lacks rests on the stamp', async () => {
    const row = await ask('경찰관 직무집행법 제3조');
    expect(row.citations).toMatchObject([{ proof: 'checked-at-release' }]);
  });
});
