import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readState, writeState } from '../../../../bot/state.ts';
import type { BotParts, Reply } from '../../../../bot/talk.ts';
import { withAnswer } from '../../../../knowledge/casework/interview.ts';
import { koreanDay } from '../../../../knowledge/law/korean-day.ts';
import { picture } from '../../../evidence/making.ts';
import { choicesOf, DAY_MS, Person, realParts } from '../../../talking.ts';
import { agreed, answerOpen, askedFor, finished, GYM, METRO } from './interviewed.ts';

let parts: BotParts;
let JPEG: Uint8Array;
beforeAll(async () => {
  parts = await realParts();
  JPEG = await picture().jpeg().toBuffer();
});

const TEXTS = [
  ...['지하철', '2', '1, 3', '경찰', '카메라', '지나가는 사람 모두', '나', '없어요', '중지, 삭제'],
  ...['어제', '어제 7시', '내일', '2월 30일', '지금도 계속돼요', '네', '아니요', '동의합니다'],
  ...['잘 모르겠어요', '건너뛰기', '이전', '왜요?', '끝', '그만', 'my child', 'yesterday at 7 pm'],
  ...['개찰구에서 화면에 제 얼굴이 떴고 직원이 저를 불렀어요.', '900101-1234567', '😡', ''],
  '그다음 날에도 같은 자리에서 직원이 다시 저를 불러 세웠고, 아무 설명도 듣지 못해서 너무 답답했어요.',
  ...[
    '가'.repeat(10_001),
    '진정서 쓰고 싶어요',
    '진정은 언제까지 낼 수 있나요?',
    '/law 개인정보 보호법 23조',
  ],
  ...[
    '회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?',
    '네, 지워 주세요',
    '모두 동의하고 시작',
  ],
];
const COMMANDS = ['start', 'guide', 'complaint', 'language', 'privacy', 'forget', 'help'] as const;

type Kind =
  | 'button'
  | 'answer'
  | 'text'
  | 'edited'
  | 'command'
  | 'photo'
  | 'place'
  | 'rest'
  | 'form'
  | 'move';
interface Act {
  readonly kind: Kind;
  readonly at: number;
}

/** Mostly buttons and fitting answers, and now and then anything else. */
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.oneof(
    { weight: 14, arbitrary: fc.constant('button' as const) },
    { weight: 8, arbitrary: fc.constant('answer' as const) },
    { weight: 7, arbitrary: fc.constant('text' as const) },
    ...(['edited', 'command', 'photo', 'place', 'rest', 'form', 'move'] as const).map((kind) => ({
      weight: 1,
      arbitrary: fc.constant(kind),
    })),
  ),
  at: fc.nat({ max: 9999 }),
});

/** From where somebody sets out. */
const STARTS = ['new', 'agreed', 'basic', 'victim', 'wish', 'finished', 'finished'] as const;

async function setOut(start: (typeof STARTS)[number], platform: 'telegram' | 'web') {
  const options = { platform, language: 'ko' } as const;
  switch (start) {
    case 'new':
      return new Person(parts, options);
    case 'agreed':
      return agreed(parts, options);
    case 'basic':
      return agreed(parts, options, 'consent-basic');
    case 'finished':
      return finished(parts, options);
    case 'victim':
    case 'wish':
      return askedFor(parts, start, options);
  }
}

/** What somebody has in front of them: every button that was ever shown. */
class Walker {
  person: Person;
  readonly #tokens: string[] = [];
  #photos = 0;

  constructor(person: Person) {
    this.person = person;
    if (person.last) this.#sees(person.last);
  }

  #sees(answered: Reply): void {
    this.#tokens.push(
      ...choicesOf(answered).flatMap((choice) => ('token' in choice ? [choice.token] : [])),
    );
  }

  async does({ kind, at }: Act): Promise<Reply | undefined> {
    const answered = await this.#act(kind, at);
    if (answered) this.#sees(answered);
    return answered;
  }

  #act(kind: Kind, at: number): Promise<Reply | undefined> {
    const { person } = this;
    const text = TEXTS[at % TEXTS.length] ?? '';
    switch (kind) {
      case 'button':
        return this.#press(at);
      case 'answer':
        return person.state.dialogue?.kind === 'interview'
          ? answerOpen(person, [METRO, GYM, {}][at % 3] ?? {})
          : this.#press(at);
      case 'move':
        return this.#movesToWeb();
      case 'text':
        return person.say(text);
      case 'edited':
        return person.say(text, true);
      case 'command':
        return person.command(COMMANDS[at % COMMANDS.length] ?? 'help');
      case 'photo': {
        this.#photos += 1;
        person.putFile(`photo-${this.#photos}`, JPEG);
        const file = { ref: `photo-${this.#photos}`, mediaType: 'image/jpeg' };
        return person.send({ kind: 'file', file, caption: at % 2 ? text.slice(0, 50) : '' });
      }
      case 'place':
        return person.send({ kind: 'place', latitude: 37.5, longitude: 127 });
      case 'form':
        return person.send({
          kind: 'form',
          answers: { place: ['gym'], wish: ['stop', 'nonsense'], when: [text], story: [text] },
          consent: (['all', 'basic', 'none'] as const)[at % 3] ?? 'none',
        });
      case 'rest':
        person.now += [DAY_MS / 24, DAY_MS, 9 * DAY_MS, 31 * DAY_MS][at % 4] ?? DAY_MS;
        return Promise.resolve(undefined);
    }
  }

  /** Goes on with the draft in a browser; where it was nothing is left. */
  async #movesToWeb(): Promise<Reply> {
    const from = this.person;
    const offered = await from.pressOld({ do: 'case', to: 'to-web' });
    if (!offered.offers) return offered;
    const web = new Person(parts, { platform: 'web', language: 'ko' });
    web.now = from.now;
    web.files = from.files.filter(({ purpose }) => purpose === 'evidence');
    web.offers.set(offered.offers.code, { state: writeState(from.state), files: web.files });
    this.person = web;
    return web.send({ kind: 'handover', code: offered.offers.code });
  }

  #press(at: number): Promise<Reply> {
    const tokens = at % 3 === 0 ? this.#tokens : this.#tokens.slice(-18);
    const token = tokens[at % Math.max(1, tokens.length)];
    return token ? this.person.send({ kind: 'choice', token }) : this.person.command('complaint');
  }
}

const ENDS_CASE = new Set(['case-destroyed', 'forgotten']);

/** What must be so after every message, whatever it was. */
function expectSound(person: Person, before: Person['state'], answered: Reply): void {
  const { state } = person;
  expect(readState(writeState(state))).toEqual(state);
  expect(answered.messages.length).toBeGreaterThan(0);
  expect(answered.messages.length).toBeLessThanOrEqual(8);
  const isExpired = (before.case?.keepUntil ?? Number.POSITIVE_INFINITY) < person.now;
  if (before.case && !state.case) {
    expect(isExpired || ENDS_CASE.has(answered.outcome), answered.outcome).toBe(true);
  }
  // A draft begins by consent alone.
  if (!before.case && state.case)
    expect(answered.outcome).toMatch(/^interview-place|^interview-|^consent-given|^case-routes/);
  if (!state.case) {
    expect(JSON.stringify(state)).not.toMatch(/"story"|"victim"/);
    expect(answered.outcome).not.toMatch(/^(?:draft|file|case-routes|case-review)/);
  }
  expectAnswersApply(person);
  expectQuestionIsOpen(person);
}

/** No answer is kept to a question that does not arise, and nothing sensitive without consent to it. */
function expectAnswersApply({ state, now }: Person): void {
  const rules = parts.casework.interview(koreanDay(new Date(now)));
  const { answers = {}, consent } = state.case ?? {};
  const [first] = Object.keys(answers);
  if (first) expect(withAnswer(answers, first, answers[first] ?? [], rules)).toEqual(answers);
  if (consent === 'basic') expect(answers).not.toHaveProperty('matter');
  expect(JSON.stringify(answers)).not.toContain('1234567');
}

/** What waits for an answer is a question that there is, and a draft is asked about only where there is one. */
function expectQuestionIsOpen({ state }: Person): void {
  for (const open of [state.dialogue, state.paused]) {
    if (open?.kind !== 'interview') continue;
    const { waiting, flow } = open;
    if ('question' in waiting) {
      expect(parts.casework.questions.map(({ id }) => id)).toContain(waiting.question);
    }
    if (flow === 'complaint' && waiting.for !== 'consent') expect(state.case).toBeDefined();
  }
}

/** From wherever somebody is, /complaint leads on and to its end. */
async function expectLeadsToEnd(person: Person): Promise<void> {
  let last = await person.command('complaint');
  if (last.outcome === 'consent-asked') {
    last = await person.pressOld({ do: 'case', to: 'consent-all' });
    if (last.outcome === 'consent-given') await person.say('네');
  }
  last = await person.pressOld({ do: 'case', to: 'go-on' });
  for (let asked = 0; last.outcome.startsWith('interview-'); asked += 1) {
    expect(asked).toBeLessThanOrEqual(12);
    last = await person.say('잘 모르겠어요');
  }
  expect(last.outcome).toBe('case-routes');
}

describe('whatever is pressed, typed and sent in whatever order', () => {
  it.each(['telegram', 'web'] as const)(
    'in %s never fails, loses no draft but by destroying, forgetting or time, and can be gone on with',
    async (platform) => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...STARTS),
          fc.array(act, { minLength: 5, maxLength: 25 }),
          async (start, acts) => {
            const walker = new Walker(await setOut(start, platform));
            for (const next of acts) {
              const before = walker.person.state;
              const answered = await walker.does(next);
              if (answered) expectSound(walker.person, before, answered);
            }
            await expectLeadsToEnd(walker.person);
          },
        ),
        { numRuns: Number(process.env['WALKS'] ?? 60) },
      );
    },
    600_000,
  );

  it('in a group begins no draft', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        const walker = new Walker(new Person(parts, { audience: 'group', language: 'ko' }));
        for (const next of acts) {
          await walker.does(next);
          expect(walker.person.state.case).toBeUndefined();
          expect(walker.person.files).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  }, 300_000);
});
