import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveComparisons } from '../../../adapters/cli/evaluate-models.ts';
import { readEvaluateOptions } from '../../../adapters/cli/evaluate-options.ts';
import { compareModel } from '../../../adapters/evaluation/compare-models.ts';
import { type GoldRow, goldRows } from '../../../adapters/evaluation/gold.ts';
import {
  modelMarkdown,
  modelTable,
  sentenceLines,
} from '../../../adapters/evaluation/model-table.ts';
import type { Bot } from '../../../adapters/open-bot.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { openRealBot } from '../../real-bot.ts';
import {
  type Behaviour,
  type LanguageModelServer,
  openLanguageModel,
} from '../../servers/language-model.ts';
import { keptLog } from '../model/model-parts.ts';

const IDS = ['K001', 'K003', 'K100', 'K150'];

/** Long, so that the model is asked what it means. */
const STORY: GoldRow = {
  id: 'story',
  lang: 'ko',
  kind: 'situation',
  text: `지난달부터 아이가 다니는 동네 수학 학원에서 출석을 확인한다고 현관에 기계를 하나 새로 달았는데 아이들 얼굴을 찍어서 등록하고
매일 들어갈 때마다 화면에 얼굴을 비추게 하고 있습니다. 저는 가정통신문도 동의서도 받은 적이 없고 원장님께 여쭤보니 다른 집은 다 괜찮다고
하는데 왜 그러느냐고만 하십니다. 카드나 번호로 하면 안 되느냐고 했더니 새 기계로 통일했다고 합니다. 초등학생 얼굴을 이렇게 등록해도 되나요?`,
  history: [],
  gold: { verdict_any: ['conditional'], cite_any: [['개인정보 보호법', '제22조의2']] },
};

let bot: Bot;
let server: LanguageModelServer;
let rows: readonly GoldRow[];

beforeAll(async () => {
  bot = await openRealBot();
  server = await openLanguageModel({
    understandings: { '수학 학원': { query: '학원에서 초등학생 얼굴로 출석을 확인해도 되나요?' } },
  });
  rows = [...goldRows('test/evaluation/judge.jsonl').filter(({ id }) => IDS.includes(id)), STORY];
});
afterAll(() => server.close());

async function compare(behaviour: Behaviour, asked = rows) {
  server.behaviour = behaviour;
  server.forget();
  return compareModel(
    { model: `openai:${behaviour}`, url: server.url, seconds: 1, price: { input: 1, output: 10 } },
    asked,
    {
      bot,
      root: projectRoot(),
      log: keptLog(),
      clock: () => performance.now(),
      random: () => 0.5,
    },
  );
}

describe('the comparison of answers without and with a language model', () => {
  let honest: Awaited<ReturnType<typeof compare>>['figures'];
  let requests: LanguageModelServer['requests'];
  beforeAll(async () => {
    honest = (await compare('honest')).figures;
    requests = server.requests;
  });

  it('counts every sentence of an honest one once, as kept, replaced or dropped', () => {
    const { sentences, support, wording, characters } = honest;
    expect(wording).toEqual({ asked: rows.length, worded: rows.length, refused: {} });
    expect(sentences.kept + sentences.replaced + sentences.dropped).toBe(sentences.written);
    expect(sentences.kept / sentences.written).toBeGreaterThan(0.8);
    expect(support.written.sentences).toBe(sentences.written);
    expect(support.sent.supported).toBe(100);
    expect(characters.with.plain).not.toBe(characters.without.plain);
  });

  it('accounts for the requests that reached the model, and prices them', () => {
    const { input, output } = honest.tokens;
    expect(requests.map(({ task }) => task).sort()).toEqual([
      'understand',
      ...rows.map(() => 'word'),
    ]);
    expect(input).toBeGreaterThan(output);
    expect(honest.microCost).toBe(input + 10 * output);
    expect(honest.failures).toEqual({});
  });

  it('says what became of messages that the model was asked to understand', () => {
    expect(honest.understanding).toMatchObject({ asked: 1, used: 1, spoilt: 0 });
    expect(requests.find(({ task }) => task === 'understand')?.question).toContain('원장님');
  });

  it('sees more faults in a careless one than in an honest one, and none of them in what is sent', async () => {
    const careless = (await compare('careless')).figures;
    expect(careless.sentences.kept).toBeLessThan(honest.sentences.kept);
    expect(careless.support.written.knownFigures).toBeLessThan(
      honest.support.written.knownFigures ?? 0,
    );
    expect(careless.support.sent.supported).toBe(100);
    expect(careless.moved).toBe(0);
  });

  it('shows that one that lies changes no assessment, no citation and no mark', async () => {
    const { figures, trials } = await compare('lying');
    expect(figures.moved).toBe(0);
    expect(figures.wording.worded).toBe(0);
    for (const column of ['kind', 'verdict', 'citation', 'safe'] as const) {
      expect(figures.marks.with[column]).toBe(figures.marks.without[column]);
    }
    expect(figures.support.written.supported).toBeLessThan(20);
    expect(sentenceLines(trials).length).toBeGreaterThan(rows.length);
  });

  it.each([
    { behaviour: 'error-500', failure: 'unavailable' },
    { behaviour: 'rate-limited', failure: 'rate-limited' },
    { behaviour: 'cutting', failure: 'unavailable' },
    { behaviour: 'silent', failure: 'timeout' },
  ] as const)(
    'counts $failure of one that is $behaviour, and has all answers without it',
    async ({ behaviour, failure }) => {
      const asked = rows.slice(0, 1);
      const { figures } = await compare(behaviour, asked);
      expect(figures.failures).toEqual({ [`word: ${failure}`]: 1 });
      expect(figures.wording).toEqual({ asked: 1, worded: 0, refused: {} });
      expect(figures.sentences.written).toBe(0);
      expect(figures.marks.with).toEqual(figures.marks.without);
    },
  );

  it('refuses the whole of what is no answer', async () => {
    const { figures } = await compare('malformed', rows.slice(0, 1));
    expect(figures.wording.worded).toBe(0);
    expect(Object.values(figures.wording.refused)).toEqual([1]);
    expect(figures.failures).toEqual({});
  });
});

describe('the table of a comparison', () => {
  let comparison: Parameters<typeof modelTable>[0];
  beforeAll(async () => {
    const models = [];
    for (const behaviour of ['honest', 'lying'] as const) {
      const { figures } = await compare(behaviour, rows.slice(0, 2));
      models.push({ model: behaviour, figures });
    }
    comparison = { set: 'judge', models };
  });

  it('has a column for answers without a model and one for each', () => {
    const [head, ...lines] = modelTable(comparison).map((line) => line.split(/ {2,}/));
    expect(head).toEqual(['', 'without', 'honest', 'lying']);
    expect(lines.find(([name]) => name === 'kind, %')).toHaveLength(4);
    expect(lines.find(([name]) => name === 'answers worded, n (%)')).toEqual([
      'answers worded, n (%)',
      '2 (100.0)',
      '0 (0.0)',
    ]);
  });

  it('is kept as Markdown and as data, under what was written above it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'facerights-comparison-'));
    try {
      const file = join(folder, 'models.md');
      writeFileSync(file, '# Ours\n\n<!-- figures -->\n\nold');
      saveComparisons(file, [comparison]);
      const written = readFileSync(file, 'utf8');
      expect(written).toBe(`# Ours\n\n<!-- figures -->\n\n${modelMarkdown(comparison)}\n`);
      expect(JSON.parse(readFileSync(join(folder, 'models.json'), 'utf8'))).toEqual([comparison]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the words after npm run evaluate -- that name models', () => {
  it('pair addresses with models in their order, or share one', () => {
    const models = (...words: string[]) => readEvaluateOptions(words)?.models;
    expect(models('--model', 'openai:a', '--model', 'ollama:b')).toEqual([
      { setting: 'openai:a' },
      { setting: 'ollama:b' },
    ]);
    expect(
      models('--model', 'openai:a', '--model', 'openai:b', '--model-url', 'http://one'),
    ).toEqual([
      { setting: 'openai:a', url: 'http://one' },
      { setting: 'openai:b', url: 'http://one' },
    ]);
  });

  it.each([
    { words: ['--model', 'gpt'], says: /there is no such model/ },
    { words: ['--model', 'openai:a', '--model-url', 'nowhere'], says: /not an address/ },
    { words: ['--model-url', 'http://a'], says: /--model-url needs --model/ },
    { words: ['--save', 'x.md'], says: /--save needs --model/ },
    {
      words: ['--model', 'openai:a', '--model-url', 'http://a', '--model-url', 'http://b'],
      says: /2 addresses for 1/,
    },
  ])('are refused: $words', ({ words, says }) => {
    expect(() => readEvaluateOptions(words)).toThrow(says);
  });
});
