import { describe, expect, it, onTestFinished } from 'vitest';
import { AnswerPipeline } from '../../../knowledge/answer/pipeline.ts';
import type { OpenedKnowledge } from '../../../knowledge/open-knowledge.ts';
import { EntryRetriever } from '../../../knowledge/search/entry-retriever.ts';
import { long, narrow, ngrams } from '../../servers/embedding/models.ts';
import { firstFor, openServer, PROVIDERS, QUICK, vectorSignal, workplace } from './toy-search.ts';

const QUESTION = '교실에서 출석을 얼굴로';

/** Asks until the vectors are back, or the test's own time is over. */
async function untilVectors(opened: OpenedKnowledge): Promise<void> {
  while ((await vectorSignal(QUESTION, opened)) === 0) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

describe.each(PROVIDERS)('a question asked with %s', (provider) => {
  it.each([
    { what: 'fails', fault: { kind: 'status', status: 500 }, code: 'HTTP_500' },
    { what: 'takes no more', fault: { kind: 'status', status: 429 }, code: 'HTTP_429' },
    { what: 'no longer knows the key', fault: { kind: 'status', status: 401 }, code: 'HTTP_401' },
    { what: 'breaks the line', fault: { kind: 'cut' }, code: undefined },
    { what: 'talks nonsense', fault: { kind: 'body', body: '<html>' }, code: undefined },
  ] as const)(
    'is answered by its words where the provider $what; the log says so once, and when it is over',
    async ({ fault, code }) => {
      const server = await openServer();
      const { open, log } = workplace(server);
      const opened = await open({ provider });
      log.lines.length = 0;
      server.fault = () => fault;
      for (let times = 0; times < 10; times++) {
        expect(await firstFor(QUESTION, opened)).toBe('school-gate');
        expect(await vectorSignal(QUESTION, opened)).toBe(0);
      }
      expect(log.lines).toHaveLength(1);
      expect(log.lines[0]?.level).toBe('warn');
      if (code) expect(log.lines[0]?.details).toEqual({ code });
      server.fault = undefined;
      await untilVectors(opened);
      expect(log.lines.map(({ level }) => level)).toEqual(['warn', 'info']);
      expect(JSON.stringify(log.lines)).not.toContain('교실');
    },
  );

  it('waits no longer than its limit for the provider', async () => {
    const server = await openServer();
    const { open, log } = workplace(server);
    const opened = await open({ provider, guard: { ...QUICK, limitMs: 20 } });
    await untilVectors(opened);
    log.lines.length = 0;
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    onTestFinished(() => release());
    server.fault = () => ({ kind: 'hang', until });
    expect(await firstFor(QUESTION, opened)).toBe('school-gate');
    expect(log.lines.map(({ details }) => details)).toEqual([{ code: 'TIMEOUT' }]);
  });

  it('is sent a second time where the line broke: the server may have closed a connection that lay idle', async () => {
    const server = await openServer();
    const { open, log } = workplace(server);
    const opened = await open({ provider });
    log.lines.length = 0;
    let breaks = 1;
    server.fault = () => (breaks-- > 0 ? { kind: 'cut' } : undefined);
    expect(await vectorSignal(QUESTION, opened)).toBeGreaterThan(0);
    expect(log.lines).toEqual([]);
  });

  it('asks a provider that failed three times in a row no more for a while', async () => {
    const server = await openServer();
    const opened = await workplace(server).open({
      provider,
      guard: { ...QUICK, pauseMs: 3_600_000 },
    });
    server.received.length = 0;
    server.fault = () => ({ kind: 'status', status: 500 });
    for (let times = 0; times < 10; times++) await firstFor(QUESTION, opened);
    expect(server.received).toHaveLength(3);
  });

  it('is answered by its words where the vectors have another size than those of the index', async () => {
    const server = await openServer();
    const { open, log } = workplace(server);
    const opened = await open({ provider });
    server.replace('toy', ngrams(80));
    log.lines.length = 0;
    expect(await firstFor(QUESTION, opened)).toBe('school-gate');
    expect(await vectorSignal(QUESTION, opened)).toBe(0);
    expect(log.lines[0]?.details).toEqual({ code: 'DIMENSIONS' });
    expect(log.lines[0]?.message).toContain('npm run index -- --rebuild');
  });

  it('is answered after a start at which the provider is away, if the index is there', async () => {
    const server = await openServer();
    const { open, log } = workplace(server);
    await open({ provider });
    server.fault = () => ({ kind: 'cut' });
    const opened = await open({ provider });
    expect(opened.report.index).toBe('loaded');
    expect(log.lines.at(-1)?.level).toBe('warn');
    expect(await firstFor(QUESTION, opened)).toBe('school-gate');
    server.fault = undefined;
    await untilVectors(opened);
  });

  it('finds the same where vectors are not of length 1, or all lie close together', async () => {
    const server = await openServer({
      toy: ngrams(64),
      long: long(ngrams(64), 7),
      narrow: narrow(ngrams(64), 1.5),
    });
    const { open } = workplace(server);
    const signals = [];
    for (const model of ['toy', 'long', 'narrow']) {
      signals.push(await vectorSignal('school gate scans', await open({ provider, model })));
    }
    expect(signals[0]).toBeGreaterThan(0);
    expect(signals[1]).toBeCloseTo(signals[0] ?? 0, 4);
    // Not to the digit: angles shrink a little differently near and far.
    expect(Math.abs((signals[2] ?? 0) - (signals[0] ?? 0))).toBeLessThan(0.1);
  });

  // Every number is made up.
  const PERSONAL = [
    { kind: 'a telephone number', data: '010-0000-0000' },
    { kind: 'a telephone number of another form', data: '+82 10-0000-0000' },
    { kind: 'an e-mail address', data: 'hong.gildong@example.co.kr' },
    { kind: 'a resident number', data: '990101-1234567' },
    { kind: 'a card number', data: '4111 1111 1111 1111' },
  ];
  const ASKED = [
    {
      language: 'Korean',
      ask: (data: string) => `학교에서 제 얼굴을 찍었어요. 제 것은 ${data}입니다`,
    },
    {
      language: 'English',
      ask: (data: string) => `The school scans my face, mine is ${data}, may it?`,
    },
  ];

  it.each(ASKED.flatMap(({ language, ask }) => PERSONAL.map((one) => ({ ...one, language, ask }))))(
    'in $language never brings $kind to the provider, not in what was asked before nor by a search',
    async ({ data, ask }) => {
      const server = await openServer();
      const opened = await workplace(server).open({ provider });
      server.received.length = 0;
      const pipeline = new AnswerPipeline(opened);
      await pipeline.answer({ text: ask(data) });
      await pipeline.answer({ text: ask(''), history: [ask(data)] });
      await new EntryRetriever(opened.search, opened.readers).invoke(ask(data));
      await firstFor(ask(data), opened);
      expect(server.texts.length).toBeGreaterThanOrEqual(4);
      const digits = data.replace(/\D/g, '');
      for (const text of server.texts) {
        expect(text).not.toContain(data);
        if (digits.length > 3) expect(text.replace(/\D/g, '')).not.toContain(digits);
      }
      expect(server.texts.some((text) => text.includes('••••'))).toBe(true);
    },
  );
});
