import { beforeAll, describe, expect, it } from 'vitest';
import { GUIDE_STEPS } from '../../../bot/choices.ts';
import type { BotParts } from '../../../bot/talk.ts';
import { LANGUAGES, type Language } from '../../../knowledge/language.ts';
import { DAY_MS, labelsOf, Person, pathsOf, realParts, textsOf } from '../../talking.ts';

const WORK = '회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?';

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});
const chat = (language: Language = 'ko') => parts.settings.words[language].chat;

/** Somebody whom the guide has asked for the given step. */
async function askedFor(step: 'place' | 'operator' | 'mode'): Promise<Person> {
  const person = new Person(parts);
  await person.command('guide');
  if (step !== 'place') await person.press('지하철');
  if (step === 'mode') await person.press('경찰');
  return person;
}

describe('the guide', () => {
  it.each(LANGUAGES)('leads by buttons to an answer, in %s', async (language) => {
    const person = new Person(parts, { language });
    await person.command('start');
    expect(textsOf(await person.command('guide'), parts)).toEqual([chat(language).guidePlace]);
    const labels = { ko: ['지하철', '경찰'], en: ['subway', 'police'] }[language];
    expect(textsOf(await person.press(labels[0] ?? ''), parts)).toEqual([
      chat(language).guideOperator,
    ]);
    const asked = await person.press(labels[1] ?? '');
    expect(textsOf(asked, parts)).toEqual([chat(language).guideMode]);
    const answered = await person.press(labelsOf(asked)[0] ?? '');
    expect(answered).toMatchObject({ outcome: 'answered', language });
    const question = parts.guide.question(
      { place: 'subway', operator: 'police', mode: 'live' },
      language,
    );
    expect(textsOf(answered, parts)[0]).toBe(
      chat(language).guideAsked.replace('{question}', question),
    );
    expect(person.state).toMatchObject({ history: [question] });
    expect(person.state.dialogue).toBeUndefined();
  });

  it.each([
    { language: 'ko', said: ['지하철이요', '경찰이요', '지나가는 사람 얼굴을 바로 알아봐요'] },
    { language: 'ko', said: ['동네 헬스장', '헬스장 사장', '등록한 얼굴로 문을 열어요'] },
    { language: 'ko', said: ['잘 모르겠어요', '몰라요', '모르겠습니다'] },
    { language: 'ko', said: ['놀이터', '구청', '녹화 영상'] },
    { language: 'en', said: ['at the airport', 'police', 'Recognises passers-by at once'] },
    { language: 'en', said: ['I don’t know', 'not sure', 'i am not sure'] },
    { language: 'en', said: ['SUBWAY', 'City or District', 'only records'] },
  ] as const)('takes "$said" as answers', async ({ language, said }) => {
    const person = new Person(parts, { language });
    await person.command('guide');
    const outcomes: string[] = [];
    for (const text of said) outcomes.push((await person.say(text)).outcome);
    expect(outcomes.slice(0, 2)).toEqual(['guide-operator', 'guide-mode']);
    expect(person.last?.messages.length).toBeGreaterThanOrEqual(2);
    expect(person.state.dialogue).toBeUndefined();
  });

  it.each(GUIDE_STEPS)(
    'answers a question in the middle, then asks for the %s again',
    async (step) => {
      const person = await askedFor(step);
      const { dialogue } = person.state;
      const answered = await person.say(WORK);
      expect(pathsOf(answered)).toContain('/a/workplace-timeclock-private');
      const lines = { place: 'guidePlace', operator: 'guideOperator', mode: 'guideMode' } as const;
      expect(textsOf(answered, parts).at(-1)).toBe(chat()[lines[step]]);
      expect(person.state.dialogue).toEqual(dialogue);
    },
  );

  it.each(['지하철은요?', '회사에서 얼굴로 출퇴근을 찍으라는데 거부할 수 있는지'])(
    'takes "%s" for a question, not for a place',
    async (said) => {
      const person = await askedFor('place');
      const answered = await person.say(said);
      expect(answered.messages[0]?.kind).toBe('answer');
    },
  );

  it('gives help first where somebody is in danger at a place', async () => {
    const person = await askedFor('place');
    expect((await person.say('도와주세요 스토커가 회사에')).outcome).toBe('emergency');
  });

  it.each(GUIDE_STEPS)('stops at the %s by the button and by a word', async (step) => {
    const words = ['그만', '그만할래요', '그만둘게요', '그만두기', '취소', 'stop', 'Cancel.'];
    for (const word of words) {
      expect((await (await askedFor(step)).say(word)).outcome).toBe('guide-stopped');
    }
    const person = await askedFor(step);
    expect((await person.press(chat().guideStop)).outcome).toBe('guide-stopped');
    expect(person.state.dialogue).toBeUndefined();
    expect((await person.say('지하철')).messages[0]?.kind).toBe('answer');
  });

  it('begins anew when it is asked for again', async () => {
    const person = await askedFor('mode');
    await person.command('guide');
    expect(person.state.dialogue).toEqual({ kind: 'guide', askedAt: person.now });
  });

  it('changes its place by an older button, and asks for the operator again', async () => {
    const person = await askedFor('mode');
    const answered = await person.press('공항');
    expect(answered.outcome).toBe('guide-operator');
    expect(person.state.dialogue).toMatchObject({ place: 'airport' });
    expect(person.state.dialogue).not.toHaveProperty('operator');
  });

  it('shows the usual operator of the place first', async () => {
    const person = new Person(parts);
    await person.command('guide');
    expect(labelsOf(await person.press('병원'))[0]).toBe('의료·복지시설');
  });
});

describe('an old button of the guide', () => {
  it.each([
    { step: 'place', value: 'subway', outcome: 'guide-operator' },
    { step: 'operator', value: 'police', outcome: 'guide-place' },
    { step: 'mode', value: 'live', outcome: 'guide-place' },
  ] as const)('for the $step begins where it can when no guide runs', async (row) => {
    const person = new Person(parts);
    const { step, value, outcome } = row;
    expect((await person.pressOld({ do: 'guide', step, value })).outcome).toBe(outcome);
  });

  it('for the mode asks for the operator where that is missing', async () => {
    const person = await askedFor('operator');
    const answered = await person.pressOld({ do: 'guide', step: 'mode', value: 'live' });
    expect(answered.outcome).toBe('guide-operator');
    expect(person.state.dialogue).toMatchObject({ place: 'subway' });
  });

  it('stops nothing but a guide', async () => {
    const person = new Person(parts);
    await person.send({ kind: 'place', latitude: 37.5, longitude: 127 });
    const { dialogue } = person.state;
    expect((await person.pressOld({ do: 'stop-guide' })).outcome).toBe('guide-stopped');
    expect(person.state.dialogue).toEqual(dialogue);
  });

  it('to go on says that there is nothing, or asks the open question again', async () => {
    const person = new Person(parts);
    expect((await person.pressOld({ do: 'resume' })).outcome).toBe('nothing-to-resume');
    await person.command('guide');
    await person.press('지하철');
    expect((await person.pressOld({ do: 'resume' })).outcome).toBe('guide-operator');
  });
});

describe('a guide that rested for a day', () => {
  it('is put aside with a kind note, and can be gone on with', async () => {
    const person = await askedFor('operator');
    person.now += DAY_MS;
    const answered = await person.say(WORK);
    expect(textsOf(answered, parts)[0]).toBe(chat().timeout);
    expect(pathsOf(answered)).toContain('/a/workplace-timeclock-private');
    expect(textsOf(await person.say(WORK), parts)).not.toContain(chat().timeout);
    expect((await person.press(chat().resume)).outcome).toBe('guide-operator');
    expect((await person.press('경찰')).outcome).toBe('guide-mode');
    expect(person.state.paused).toBeUndefined();
  });

  it('is not put aside a moment earlier', async () => {
    const person = await askedFor('place');
    person.now += DAY_MS - 1;
    expect((await person.say('지하철')).outcome).toBe('guide-operator');
  });

  it('does not take a text for an answer any more', async () => {
    const person = await askedFor('place');
    person.now += DAY_MS;
    expect((await person.say('지하철')).messages[1]?.kind).toBe('answer');
  });

  it('goes on by its own buttons, without a word about the rest', async () => {
    const person = await askedFor('operator');
    person.now += DAY_MS;
    const answered = await person.press('경찰');
    expect(answered.outcome).toBe('guide-mode');
    expect(answered.messages).toHaveLength(1);
    person.now += DAY_MS;
    expect((await person.press(chat().guideStop)).messages).toHaveLength(1);
    expect(person.state.paused).toBeUndefined();
  });

  it.each([{ kind: 'home' }, { kind: 'links', links: [] }] as const)(
    'is told of only to somebody who writes: not on "$kind"',
    async (content) => {
      const person = await askedFor('operator');
      person.now += DAY_MS;
      await person.send(content);
      expect(textsOf(await person.say(WORK), parts)[0]).toBe(chat().timeout);
    },
  );

  it('keeps its note for a message that is answered', async () => {
    const person = await askedFor('operator');
    person.now += DAY_MS;
    person.receivedInMinute = parts.messagesPerMinute + 2;
    await person.say(WORK);
    person.receivedInMinute = 1;
    expect(textsOf(await person.say(WORK), parts)[0]).toBe(chat().timeout);
  });
});
