import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  CASE_MOVES,
  type ChoiceValue,
  DATE_PICKS,
  INTERVIEW_MOVES,
  NO_DATE,
} from '../../../bot/choices.ts';
import { COMMANDS } from '../../../bot/commands.ts';
import type { BotParts, Reply } from '../../../bot/talk.ts';
import { DAY_MS, Person, realParts } from '../../talking.ts';

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});

const TEXTS = [
  '회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?',
  'May my gym insist on my face?',
  '그럼 학교는?',
  '지하철',
  '경찰',
  '잘 모르겠어요',
  '네',
  'no',
  '그만',
  '어제 저녁 7시',
  '진정서 쓰고 싶어요',
  '원문 보여줘',
  '개인정보 보호법 23조',
  '/forget',
  '',
];
const VALUES: readonly ChoiceValue[] = [
  { do: 'entry', id: 'subway-live' },
  { do: 'official', id: 'subway-live' },
  { do: 'entry', id: 'no-longer-here' },
  { do: 'example', number: 2 },
  ...COMMANDS.map((command) => ({ do: 'command', command }) as const),
  { do: 'language', language: 'en' },
  { do: 'language', language: 'ko' },
  ...[true, false].map((isSure) => ({ do: 'forget', isSure }) as const),
  ...[true, false].map((isKept) => ({ do: 'evidence', isKept }) as const),
  ...['place', 'operator', 'seen', 'people', 'when', 'wish', 'named', 'mode'].flatMap((step) =>
    ['police', 'subway', 'camera', 'none', 'ongoing', 'yes', 'unknown'].map(
      (value) => ({ do: 'guide', step, value }) as const,
    ),
  ),
  ...['place', 'seen', 'when', 'story', 'named'].map(
    (question) => ({ do: 'change', question }) as const,
  ),
  ...INTERVIEW_MOVES.map((to) => ({ do: 'interview', to }) as const),
  ...CASE_MOVES.map((to) => ({ do: 'case', to }) as const),
  ...[NO_DATE, ...DATE_PICKS].map((pick) => ({ do: 'date', pick }) as const),
  { do: 'draft', document: 'nhrck' },
  { do: 'file', document: 'request', format: 'txt', language: 'ko' },
  { do: 'stop-guide' },
  { do: 'resume' },
  { do: 'export' },
];

type Act = (person: Person) => Promise<Reply | undefined>;
const file = (caption: string) =>
  ({ kind: 'file', file: { ref: 'photo', mediaType: 'image/jpeg' }, caption }) as const;

/** Everything that anybody may do at any time, rests of hours and days among it. */
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom(...TEXTS).map((text) => (person: Person) => person.say(text)),
  fc.constantFrom(...TEXTS).map((text) => (person: Person) => person.say(text, true)),
  fc.constantFrom(...VALUES).map((value) => (person: Person) => person.pressOld(value)),
  fc.constantFrom(...COMMANDS).map((command) => (person: Person) => person.command(command)),
  fc
    .constantFrom(
      file(''),
      file('이건 돼요?'),
      { kind: 'place', latitude: 37.5, longitude: 127 } as const,
      { kind: 'unreadable' } as const,
      { kind: 'arrival' } as const,
      { kind: 'home' } as const,
    )
    .map((content) => (person: Person) => person.send(content)),
  fc.constantFrom(1000, DAY_MS / 2, DAY_MS).map((ms) => (person: Person) => {
    person.now += ms;
    return Promise.resolve(undefined);
  }),
);

/** What a reply may do, given the question that was open before it. */
function expectAgreedTo(answered: Reply, open: string | undefined): void {
  expect(answered.messages.length).toBeGreaterThan(0);
  expect(answered.messages.length).toBeLessThanOrEqual(5);
  if (answered.erasesPerson) expect(open).toBe('forget');
  if (answered.files?.some(({ purpose }) => purpose === 'evidence')) expect(open).toBe('evidence');
}

function expectNothingPrivate({ files = [], outcome }: Reply): void {
  expect(files).toEqual([]);
  expect(outcome).not.toMatch(/^(?:privacy|forget|export|evidence-off)/);
}

describe('whatever is said and pressed in whatever order', () => {
  it.each(['private', 'group'] as const)(
    'is answered in %s; nothing is erased or kept that was not agreed to just before',
    async (audience) => {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 14 }), async (acts) => {
          const person = new Person(parts, { audience, language: 'ko' });
          person.putFile('photo', new TextEncoder().encode('%PDF-1.7'));
          for (const next of acts) {
            const open = person.state.dialogue?.kind;
            const answered = await next(person);
            if (!answered) continue;
            expectAgreedTo(answered, open);
            if (audience === 'group') expectNothingPrivate(answered);
          }
        }),
        { numRuns: 100 },
      );
    },
    60_000,
  );
});
