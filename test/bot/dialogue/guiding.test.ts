import { beforeAll, describe, expect, it } from 'vitest';
import type { BotParts } from '../../../bot/talk.ts';
import { LANGUAGES, type Language } from '../../../knowledge/language.ts';
import { DAY_MS, labelsOf, Person, pathsOf, realParts, textsOf } from '../../talking.ts';

const WORK = '회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?';

/** A walk through all questions of /guide that a public operator leads to. */
const WALK = [
  { question: 'place', ko: '지하철', en: 'subway' },
  { question: 'operator', ko: '경찰', en: 'police' },
  { question: 'seen', ko: '뚜렷하게 본 것은 없음', en: 'Nothing in particular' },
  { question: 'people', ko: '지나가는 사람 모두', en: 'Everyone who passes' },
  { question: 'timing', ko: '그 자리에서 바로', en: 'On the spot' },
  { question: 'list', ko: '그런 표시는 없었음', en: 'No sign of that' },
  { question: 'told', ko: '아무 안내도 없었음', en: 'No notice at all' },
] as const;
type Step = (typeof WALK)[number]['question'];
const STEPS = WALK.map(({ question }) => question);

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});
const chat = (language: Language = 'ko') => parts.settings.words[language].chat;

/** What a question says, with its number. */
function asks(step: Step, language: Language = 'ko'): string {
  const { ask } = parts.casework.questions.find(({ id }) => id === step) ?? {};
  return `${STEPS.indexOf(step) + 1}. ${ask?.[language] ?? step}`;
}

/** Somebody whom the guide has asked for the given step. */
async function askedFor(step: Step): Promise<Person> {
  const person = new Person(parts);
  await person.command('guide');
  for (const { ko } of WALK.slice(0, STEPS.indexOf(step))) await person.press(ko);
  return person;
}
const waitingFor = (question: string) => ({ waiting: { for: 'answer', question } });

describe('the guide', () => {
  it.each(LANGUAGES)('leads by buttons to an answer, in %s', async (language) => {
    const person = new Person(parts, { language });
    await person.command('start');
    let answered = await person.command('guide');
    for (const step of WALK) {
      expect(answered.outcome).toBe(`guide-${step.question}`);
      expect(textsOf(answered, parts)).toEqual([asks(step.question, language)]);
      answered = await person.press(step[language]);
    }
    expect(answered).toMatchObject({ outcome: 'answered', language });
    const question = parts.guide.question(
      { place: 'subway', operator: 'police', mode: 'live' },
      language,
    );
    const said = textsOf(answered, parts);
    const { results } = parts.casework.assessment;
    expect(said[0]).toContain(results.find(({ id }) => id === 'some')?.title[language]);
    expect(said[1]).toBe(chat(language).guideAsked.replace('{question}', question));
    expect(said.at(-1)).toBe(parts.settings.words[language].interview.assessedNext);
    expect(pathsOf(answered)).toEqual(['/a/generic-public-live']);
    expect(person.state).toMatchObject({ history: [question] });
    expect(person.state.dialogue).toBeUndefined();
  });

  it.each([
    { language: 'ko', said: ['지하철이요', '경찰이요', '카메라랑 화면', '지나가는 사람 모두요'] },
    { language: 'ko', said: ['동네 헬스장', '헬스장 사장', '단말기', '등록한 회원만'] },
    { language: 'ko', said: ['잘 모르겠어요', '몰라요', '모르겠습니다', '건너뛸게요'] },
    { language: 'ko', said: ['놀이터', '구청', '3', '4번'] },
    { language: 'en', said: ['at the airport', 'police', 'a sign', 'everyone'] },
    { language: 'en', said: ['I don’t know', 'not sure', 'i am not sure', 'skip'] },
    { language: 'en', said: ['SUBWAY', 'City or District', 'a camera', 'only filming'] },
  ] as const)('takes "$said" as answers', async ({ language, said }) => {
    const person = new Person(parts, { language });
    await person.command('guide');
    const outcomes: string[] = [];
    for (const text of said) outcomes.push((await person.say(text)).outcome);
    expect(outcomes.slice(0, 3)).toEqual(['guide-operator', 'guide-seen', 'guide-people']);
    expect(Object.keys(person.state.assessed ?? {})).toEqual(STEPS.slice(0, 4));
  });

  it('ends where every question was answered with "I do not know"', async () => {
    const person = await askedFor('place');
    for (let asked = 0; asked < STEPS.length; asked += 1) await person.say('잘 모르겠어요');
    expect(person.last?.messages.length).toBeGreaterThanOrEqual(3);
    expect(person.state.dialogue).toBeUndefined();
    expect((person.last ? textsOf(person.last, parts) : []).at(-1)).toBe(
      parts.settings.words.ko.interview.assessedNext,
    );
  });

  it.each(STEPS)('answers a question in the middle, then asks for the %s again', async (step) => {
    const person = await askedFor(step);
    const { dialogue } = person.state;
    const answered = await person.say(WORK);
    expect(pathsOf(answered)).toContain('/a/workplace-timeclock-private');
    expect(textsOf(answered, parts).at(-1)).toBe(asks(step));
    expect(person.state.dialogue).toEqual(dialogue);
  });

  it.each([
    { said: '회사에서 얼굴로 출퇴근을 찍으라는데 거부할 수 있는지', outcome: 'answered' },
    { said: '지하철은요?', outcome: 'interview-unclear' },
  ])('takes "$said" for a question, not for a place', async ({ said, outcome }) => {
    const person = await askedFor('place');
    const answered = await person.say(said);
    expect(answered.outcome).toBe(outcome);
    expect(textsOf(answered, parts).at(-1)).toBe(asks('place'));
    expect(person.state.assessed).toEqual({});
  });

  it('gives help first where somebody is in danger at a place', async () => {
    const person = await askedFor('place');
    expect((await person.say('도와주세요 스토커가 회사에')).outcome).toBe('emergency');
  });

  it.each(STEPS)('stops at the %s by the button and by a word', async (step) => {
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
    const person = await askedFor('people');
    await person.command('guide');
    expect(person.state.dialogue).toMatchObject({ askedAt: person.now, ...waitingFor('place') });
    expect(person.state.assessed).toEqual({});
  });

  it('changes its place by an older button, and goes on where it was', async () => {
    const person = await askedFor('people');
    const answered = await person.press('공항');
    expect(answered.outcome).toBe('guide-people');
    expect(person.state.assessed).toMatchObject({ place: ['airport'], operator: ['police'] });
  });

  it('shows the usual operator of the place first', async () => {
    const person = new Person(parts);
    await person.command('guide');
    expect(labelsOf(await person.press('병원'))[0]).toBe('의료·복지시설');
  });

  it('keeps its answers in memory alone until somebody agrees: no case begins', async () => {
    const person = await askedFor('told');
    await person.press('아무 안내도 없었음');
    expect(person.state.case).toBeUndefined();
    expect(person.state.assessed).toMatchObject({ place: ['subway'], told: ['nothing'] });
  });
});

describe('an old button of the guide', () => {
  it.each([
    { step: 'place', value: 'subway', outcome: 'guide-operator' },
    { step: 'operator', value: 'police', outcome: 'guide-place' },
    { step: 'mode', value: 'live', outcome: 'old-button' },
  ])('for the $step begins where it can when no guide runs', async (row) => {
    const person = new Person(parts);
    const { step, value, outcome } = row;
    expect((await person.pressOld({ do: 'guide', step, value })).outcome).toBe(outcome);
  });

  it('for the people asks for the operator where that is missing', async () => {
    const person = await askedFor('operator');
    const answered = await person.pressOld({ do: 'guide', step: 'people', value: 'enrolled' });
    expect(answered.outcome).toBe('guide-operator');
    expect(person.state.assessed).toEqual({ place: ['subway'], people: ['enrolled'] });
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
    expect((await person.press('경찰')).outcome).toBe('guide-seen');
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
    expect(answered.outcome).toBe('guide-seen');
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
