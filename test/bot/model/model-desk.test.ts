import { beforeAll, describe, expect, it } from 'vitest';
import { answerView } from '../../../bot/answer-view.ts';
import { ModelError } from '../../../bot/model/chat-model.ts';
import type { Answer } from '../../../knowledge/answer/answer.ts';
import { recordingLog } from '../../memory-channel.ts';
import { type ModelTests, modelTests } from '../../model-tests.ts';
import { copying, ScriptedModel } from '../../scripted-model.ts';

const GYM = '헬스장이 얼굴로만 입장하래요. 괜찮나요?';
const GYM_EN = 'My gym only lets me in by face scan. Is that allowed?';
const ASKING = {
  person: { platform: 'telegram', person: 'p' },
  signal: new AbortController().signal,
};

let tests: ModelTests;
beforeAll(async () => {
  tests = await modelTests();
});
const found = (text: string, history: readonly string[] = []): Promise<Answer> =>
  tests.bot.pipeline.answer({ text, history });
const nobodyLooks = () => undefined;

describe('wording an answer', () => {
  it.each([GYM, GYM_EN])(
    'takes the place of the plain answer and of nothing else: %s',
    async (text) => {
      const model = new ScriptedModel({ writes: copying });
      const answer = await found(text);
      const worded = await tests.desk(model).word(answer, ASKING, nobodyLooks);
      const [before, after] = [answer, worded].map((one) => answerView(one, tests.settings));
      expect(worded.worded?.length).toBeGreaterThan(1);
      expect(after).toMatchObject({
        isGenerated: true,
        verdict: before?.verdict,
        reasons: before?.reasons,
        steps: before?.steps,
        path: before?.path,
      });
      expect(after?.notices.map((notice) => notice.text)).toContain(
        tests.settings.words[answer.language].model.label,
      );
      expect(model.recorded).toEqual([expect.objectContaining({ kept: worded.worded?.length })]);
    },
  );

  it('shows sentences as they come, each of them checked already', async () => {
    const shown: string[][] = [];
    const model = new ScriptedModel({
      writes: (request) =>
        [...copying(request), '[A1] 변호사를 선임해서 소송하면 반드시 이길 수 있어요.\n'].flatMap(
          (line) => [line.slice(0, 5), line.slice(5)],
        ),
    });
    await tests.desk(model).word(await found(GYM), ASKING, (soFar) => {
      shown.push((soFar.worded ?? []).map(({ text }) => text));
    });
    expect(shown.map(({ length }) => length)).toEqual(shown.map((_, at) => at + 1));
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.flat().join()).not.toContain('소송');
  });

  it.each([
    {
      what: 'another verdict',
      writes: () => ['V: prohibited\n', '[A1] 헬스장은 얼굴을 쓸 수 없어요.\n'],
    },
    {
      what: 'no verdict',
      writes: (request: { user: string }) => copying(request as never).slice(1),
    },
    { what: 'nothing', writes: () => [] },
    { what: 'talk', writes: () => ['물론이죠! 무엇을 도와드릴까요?\n'] },
    {
      what: 'nothing but lies',
      writes: () => [
        'V: conditional\n',
        '[A1] 헬스장은 5년 이하의 징역을 받아요.\n',
        '[A2] 대법원이 위법이라고 했어요.\n',
      ],
    },
  ])('that comes to $what leaves the answer as it was', async ({ writes }) => {
    const model = new ScriptedModel({ writes });
    const answer = await found(GYM);
    expect(await tests.desk(model).word(answer, ASKING, nobodyLooks)).toEqual(answer);
    expect(model.recorded).toHaveLength(1);
  });

  it.each([
    'timeout',
    'rate-limited',
    'unavailable',
    'resting',
    'budget-of-day',
    'cancelled',
  ] as const)(
    'that fails by %s leaves the answer as it was, and the log has only the code',
    async (failure) => {
      const { log, lines } = recordingLog();
      const model = new ScriptedModel({
        writes: () => Promise.reject(new ModelError(failure, new Error(GYM))),
      });
      const answer = await found(GYM);
      expect(await tests.desk(model, log).word(answer, ASKING, nobodyLooks)).toEqual(answer);
      expect(lines.map(({ details }) => details)).toEqual([{ task: 'word', failure }]);
    },
  );

  it('that breaks off after some sentences leaves the answer as it was', async () => {
    const model = new ScriptedModel({ writes: copying });
    const write = model.write.bind(model);
    model.write = async (request, onPiece) => {
      await write(request, onPiece);
      throw new ModelError('unavailable');
    };
    const answer = await found(GYM);
    expect(await tests.desk(model).word(answer, ASKING, nobodyLooks)).toEqual(answer);
  });

  it.each([
    { what: 'help in danger', text: '지금 누가 화장실에 카메라를 숨겨 놓고 협박해요. 죽고 싶어요' },
    { what: 'a refusal', text: '김치찌개 끓이는 법 알려줘' },
    { what: 'small talk', text: '고마워요' },
    { what: 'a search of all laws', text: '생체정보가 나오는 법 알려줘' },
  ])('is not done to $what', async ({ text }) => {
    const model = new ScriptedModel({ writes: copying });
    const answer = await found(text);
    expect(await tests.desk(model).word(answer, ASKING, nobodyLooks)).toEqual(answer);
    expect(model.requests).toEqual([]);
  });

  it('sends the question without personal data, and no rule of ours together with it', async () => {
    const model = new ScriptedModel({ writes: copying });
    const answer = await found(
      `저는 김철수라고 해요. 010-1234-5678. ${GYM} 박영희 과장이 시켰어요`,
    );
    await tests.desk(model).word(answer, ASKING, nobodyLooks);
    const [{ user = '', system = '' } = {}] = model.requests;
    expect(user).toContain('헬스장');
    for (const secret of ['김철수', '1234', '박영희']) expect(user).not.toContain(secret);
    expect(system).not.toContain('헬스장');
  });
});

describe('understanding a message', () => {
  const STORY = `${'이사 온 지 얼마 안 됐는데 이웃들이 좋다고들 하고 저는 잘 모르겠고 괜히 불편하기도 하고 그래서 여쭤봐요 '.repeat(3)} 수영장 들어갈 때 단말기에 얼굴을 대라는데 싫다고 해도 되는지`;
  const reading = (value: unknown) => new ScriptedModel({ reads: () => value });
  const VAGUE = '입구 단말기 앞에 꼭 서야 하나요';

  it('answers what a vague message is about, and says so', async () => {
    const first = await found(VAGUE);
    expect(first.outcome).not.toBe('answered');
    const model = reading({
      isAbout: true,
      query: '헬스장이 얼굴인식으로만 입장하게 해도 되나요?',
      place: 'gym',
    });
    const answer = await tests.desk(model).understand({ text: VAGUE }, first, ASKING);
    expect(answer).toMatchObject({ outcome: 'answered', understoodBy: 'model', question: VAGUE });
    const { notices, title } = answerView(answer, tests.settings);
    expect(notices.map(({ text }) => text).join()).toContain(title);
  });

  it('reads a story as a whole', async () => {
    const first = await found(STORY);
    const model = reading({
      isAbout: true,
      query: '수영장이 얼굴인식으로만 입장하게 해도 되나요?',
      place: null,
    });
    const answer = await tests.desk(model).understand({ text: STORY }, first, ASKING);
    expect(model.requests).toHaveLength(1);
    expect(answer.understoodBy).toBe('model');
  });

  it.each([GYM, GYM_EN, '고마워요', '민법 750조'])('asks nothing about "%s"', async (text) => {
    const model = reading({});
    const first = await found(text);
    expect(await tests.desk(model).understand({ text }, first, ASKING)).toBe(first);
    expect(model.requests).toEqual([]);
  });

  it.each([
    { what: 'none of our subjects', value: { isAbout: false, query: '날씨' } },
    { what: 'no query', value: { isAbout: true, query: '' } },
    { what: 'another subject', value: { isAbout: true, query: '김치찌개 끓이는 법' } },
  ])('as $what leaves the answer as it was', async ({ value }) => {
    const first = await found(VAGUE);
    expect(await tests.desk(reading(value)).understand({ text: VAGUE }, first, ASKING)).toEqual(
      first,
    );
  });

  it.each([
    { what: 'an id that does not exist', value: { isAbout: true, query: '헬스장', place: 'moon' } },
    {
      what: 'a field of its own',
      value: { isAbout: true, query: '헬스장', verdict: 'prohibited' },
    },
    { what: 'no data', value: 'prohibited' },
  ])('with $what is not followed', async ({ value }) => {
    const first = await found(VAGUE);
    const answer = await tests.desk(reading(value)).understand({ text: VAGUE }, first, ASKING);
    expect(answer).toEqual({ ...first, understoodBy: 'nobody' });
  });

  it('that fails is no "not found": the person is told that only words were searched for', async () => {
    const first = await found(VAGUE);
    const model = new ScriptedModel({ reads: () => Promise.reject(new ModelError('unavailable')) });
    const answer = await tests.desk(model).understand({ text: VAGUE }, first, ASKING);
    const { notices } = answerView(answer, tests.settings);
    expect(notices).toContainEqual({ tone: 'warning', text: tests.settings.words.ko.model.away });
  });

  it('that fails costs a story nothing: it has its answer', async () => {
    const first = await found(STORY);
    const model = new ScriptedModel({ reads: () => Promise.reject(new ModelError('timeout')) });
    expect(await tests.desk(model).understand({ text: STORY }, first, ASKING)).toBe(first);
  });
});
