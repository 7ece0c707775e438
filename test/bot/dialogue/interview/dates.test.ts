import { beforeAll, describe, expect, it } from 'vitest';
import type { BotParts } from '../../../../bot/talk.ts';
import { LANGUAGES } from '../../../../knowledge/language.ts';
import { labelsOf, type Person, pathsOf, realParts, textsOf } from '../../../talking.ts';
import { askedFor, asking, isAskedFor } from './interviewed.ts';

// It is 18:00 on Monday, 2 November 2026 in Korea.
let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});
const interview = (language: 'ko' | 'en' = 'ko') => parts.settings.words[language].interview;
const atWhen = (language: 'ko' | 'en' = 'ko') => askedFor(parts, 'when', { language });
const when = (person: Person) => person.state.case?.answers['when'];

describe('a date that is typed', () => {
  it.each([
    { said: '어제', back: '2026년 11월 1일(일)', stored: ['2026-11-01'] },
    { said: '지난주 화요일이요', back: '2026년 10월 27일(화)', stored: ['2026-10-27'] },
    {
      said: '10월 20일 저녁 7시쯤',
      back: '2026년 10월 20일(화) 저녁 7시쯤',
      stored: ['2026-10-20T19:00'],
    },
    { said: '2026-10-05', back: '2026년 10월 5일(월)', stored: ['2026-10-05'] },
    { said: '어제부터 매일', back: '2026년 11월 1일(일)', stored: ['2026-11-01', 'ongoing'] },
    {
      said: '10월 5일부터 지금도 계속돼요',
      back: '2026년 10월 5일(월)',
      stored: ['2026-10-05', 'ongoing'],
    },
  ])(
    'is said back with its weekday and kept only then: "$said"',
    async ({ said, back, stored }) => {
      const person = await atWhen();
      const asked = await person.say(said);
      expect(asked.outcome).toBe('date-read');
      expect(textsOf(asked, parts)[0]).toContain(back);
      expect(labelsOf(asked)).toEqual([interview().dateYes, interview().dateNo]);
      expect(when(person)).toBeUndefined();
      expect((await person.say('네')).outcome).toBe('interview-victim');
      expect(when(person)).toEqual(stored);
    },
  );

  it('is said back in English to somebody who speaks it', async () => {
    const person = await atWhen('en');
    const asked = await person.say('last Friday at 7 pm');
    expect(textsOf(asked, parts)).toEqual(['Is it Friday 30 October 2026, about 19:00?']);
    await person.say('yes');
    expect(when(person)).toEqual(['2026-10-30T19:00']);
  });

  it.each(['네', '예', '네, 맞아요', '맞습니다', 'Yes', 'right'])(
    'is confirmed by "%s"',
    async (said) => {
      const person = await atWhen();
      await person.say('어제');
      expect((await person.say(said)).outcome).toBe('interview-victim');
    },
  );

  it.each(['아니요', '아니에요', '틀려요', 'no', 'wrong.'])(
    'is asked for again after "%s"',
    async (said) => {
      const person = await atWhen();
      await person.say('어제');
      const again = await person.say(said);
      expect(again.outcome).toBe('interview-when');
      expect(when(person)).toBeUndefined();
    },
  );

  it('is confirmed or not by buttons', async () => {
    const person = await atWhen();
    await person.say('어제');
    expect((await person.press(interview().dateNo)).outcome).toBe('interview-when');
    await person.say('그저께');
    expect((await person.press(interview().dateYes)).outcome).toBe('interview-victim');
    expect(when(person)).toEqual(['2026-10-31']);
  });

  it('is mended by another one in place of yes or no', async () => {
    const person = await atWhen();
    await person.say('어제');
    expect(textsOf(await person.say('아, 그저께요'), parts)[0]).toContain('2026년 10월 31일(토)');
    await person.say('네');
    expect(when(person)).toEqual(['2026-10-31']);
  });

  it.each([
    { said: '모르겠어요', stored: ['unknown'] },
    { said: '지금도 계속돼요', stored: ['2026-11-02', 'ongoing'] },
  ])('is left for "$said" in place of yes or no', async ({ said, stored }) => {
    const person = await atWhen();
    await person.say('어제');
    expect((await person.say(said)).outcome).toBe('interview-victim');
    expect(when(person)).toEqual(stored);
  });

  it.each([
    {
      said: '어제 7시',
      days: ['2026년 11월 1일(일) 오전 7시쯤', '2026년 11월 1일(일) 저녁 7시쯤'],
    },
    {
      said: '매일 어제 7시',
      days: ['2026년 11월 1일(일) 오전 7시쯤', '2026년 11월 1일(일) 저녁 7시쯤'],
    },
  ])('that can be two is chosen from, never guessed: "$said"', async ({ said, days }) => {
    const person = await atWhen();
    const asked = await person.say(said);
    expect(asked.outcome).toBe('date-unclear');
    expect(labelsOf(asked)).toEqual([...days, interview().dateNone]);
    // "Yes" does not say which.
    await person.say('네');
    expect(when(person)).toBeUndefined();
    expect((await person.press(days[1] ?? '')).outcome).toBe('interview-victim');
    expect(when(person)?.[0]).toBe('2026-11-01T19:00');
    expect(when(person)?.includes('ongoing')).toBe(said.startsWith('매일'));
  });

  it('that is none of those offered is asked for again', async () => {
    const person = await atWhen();
    await person.say('어제 7시');
    expect((await person.press(interview().dateNone)).outcome).toBe('interview-when');
  });

  it.each([
    { said: '내일', line: 'dateFuture' },
    { said: '2027년 1월 5일', line: 'dateFuture' },
    { said: '1950년 3월 1일', line: 'dateTooOld' },
    { said: '2월 30일', line: 'dateImpossible' },
    { said: '10월 3일 25시', line: 'dateImpossible' },
    { said: '지난달', line: 'dateUnclear' },
  ] as const)(
    'that cannot be is said to be so, and the draft stays: "$said"',
    async ({ said, line }) => {
      const person = await atWhen();
      const before = person.state.case;
      const again = await person.say(said);
      expect(again.outcome).toBe('interview-when');
      expect(textsOf(again, parts)).toEqual([interview()[line], `8. ${asking(parts, 'when')}`]);
      expect(person.state.case).toEqual(before);
      expect(isAskedFor(person, 'when')).toBe(true);
    },
  );
});

describe('what still goes on', () => {
  it.each(['지금도 계속돼요', '매일이요', '1', '아직도 그래요'])(
    'is today and on: "%s"',
    async (said) => {
      const person = await atWhen();
      expect((await person.say(said)).outcome).toBe('interview-victim');
      expect(when(person)).toEqual(['2026-11-02', 'ongoing']);
    },
  );

  it.each(LANGUAGES)('has a button, in %s', async (language) => {
    const person = await atWhen(language);
    await person.press({ ko: '지금도 계속돼요', en: 'It still goes on' }[language]);
    expect(when(person)).toEqual(['2026-11-02', 'ongoing']);
  });
});

describe('where a date is asked for', () => {
  it('a question of one’s own is answered, and the date is asked for again', async () => {
    const person = await atWhen();
    const answered = await person.say('진정은 언제까지 낼 수 있나요?');
    expect(pathsOf(answered)[0]).toMatch(/^\/a\//);
    expect(textsOf(answered, parts).at(-1)).toBe(`8. ${asking(parts, 'when')}`);
    expect(isAskedFor(person, 'when')).toBe(true);
  });

  it('a question while it is to be confirmed loses nothing', async () => {
    const person = await atWhen();
    await person.say('어제');
    await person.say('헬스장이 얼굴 등록을 강제해도 되나요?');
    expect((await person.say('네')).outcome).toBe('interview-victim');
    expect(when(person)).toEqual(['2026-11-01']);
  });

  it('what is no date and no question is not understood, and that is said', async () => {
    const person = await atWhen();
    const again = await person.say('음 글쎄');
    expect(textsOf(again, parts)[0]).toBe(interview().notUnderstood);
    expect(isAskedFor(person, 'when')).toBe(true);
  });

  it('an old button of another date picks nothing', async () => {
    const person = await atWhen();
    await person.pressOld({ do: 'date', pick: 0 });
    expect(when(person)).toBeUndefined();
    await person.say('어제');
    await person.pressOld({ do: 'date', pick: 3 });
    expect(when(person)).toBeUndefined();
    expect(isAskedFor(person, 'when')).toBe(true);
  });
});
