import { beforeAll, describe, expect, it } from 'vitest';
import type { BotParts } from '../../../../bot/talk.ts';
import { LANGUAGES, type Language } from '../../../../knowledge/language.ts';
import { picture } from '../../../evidence/making.ts';
import { DAY_MS, labelsOf, Person, pathsOf, realParts, textsOf } from '../../../talking.ts';
import {
  agreed,
  answerOpen,
  askedFor,
  asking,
  finished,
  isAskedFor,
  METRO,
} from './interviewed.ts';

const WORK = '회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?';

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});
const words = (language: Language = 'ko') => parts.settings.words[language];
const answers = (person: Person) => person.state.case?.answers ?? {};
const waiting = ({ state: { dialogue } }: Person) =>
  dialogue?.kind === 'interview' ? dialogue.waiting : undefined;

describe('several values', () => {
  it('are chosen one after the other, taken back, and settled', async () => {
    const person = await askedFor(parts, 'seen');
    expect(labelsOf(await person.press('카메라'))[0]).toBe(words().interview.done);
    await person.press('안내판·안내문');
    expect(waiting(person)).toMatchObject({ picked: ['camera', 'sign'] });
    const back = await person.press('✓ 카메라');
    expect(labelsOf(back)).toContain('카메라');
    expect(labelsOf(back)).toContain('✓ 안내판·안내문');
    expect((await person.press(words().interview.done)).outcome).toBe('interview-people');
    expect(answers(person)['seen']).toEqual(['sign']);
  });

  it('are not settled before anything is chosen', async () => {
    const person = await askedFor(parts, 'seen');
    await person.press('카메라');
    expect(labelsOf(await person.press('✓ 카메라'))).not.toContain(words().interview.done);
  });

  it('give way to what stands alone', async () => {
    const person = await askedFor(parts, 'seen');
    await person.press('카메라');
    expect((await person.press('뚜렷하게 본 것은 없음')).outcome).toBe('interview-people');
    expect(answers(person)['seen']).toEqual(['nothing']);
  });

  it.each([
    { said: '카메라랑 화면이요', means: ['camera', 'screen'] },
    { said: '2, 4', means: ['camera', 'screen'] },
    { said: 'a sign and a camera', means: ['sign', 'camera'] },
  ])('are read out of "$said"', async ({ said, means }) => {
    const person = await askedFor(parts, 'seen');
    expect((await person.say(said)).outcome).toBe('interview-people');
    expect(answers(person)['seen']).toEqual(means);
  });

  it('that were chosen stay chosen while a question is asked', async () => {
    const person = await askedFor(parts, 'seen');
    await person.press('카메라');
    expect(labelsOf(await person.say(WORK))).toContain('✓ 카메라');
    await person.press(words().interview.done);
    expect(answers(person)['seen']).toEqual(['camera']);
  });

  it.each(['다 골랐어요', '끝', 'done', 'Done choosing'])('are settled by "%s"', async (said) => {
    const person = await askedFor(parts, 'seen');
    await person.press('카메라');
    expect((await person.say(said)).outcome).toBe('interview-people');
    expect(answers(person)['seen']).toEqual(['camera']);
  });

  it('of which one is denied are asked for by buttons', async () => {
    const person = await askedFor(parts, 'seen');
    const again = await person.say('카메라는 없었어요');
    expect(textsOf(again, parts)[0]).toBe(words().interview.notUnderstood);
    expect(answers(person)['seen']).toBeUndefined();
  });
});

describe('the number that is typed', () => {
  it('counts the buttons as they are shown: the usual operator comes first', async () => {
    const person = await askedFor(parts, 'operator');
    const [first] = labelsOf(person.last ?? (await person.command('help')));
    expect(first).toBe('공사·공단');
    await person.say('1');
    expect(answers(person)['operator']).toEqual(['public-corporation']);
  });
});

describe('"why"', () => {
  it.each(LANGUAGES)('says why and on what it rests, and asks again, in %s', async (language) => {
    const person = await askedFor(parts, 'when', { language });
    const { dialogue } = person.state;
    const why = await person.press(words(language).interview.why);
    const question = parts.casework.questions.find(({ id }) => id === 'when');
    expect(textsOf(why, parts)[0]).toContain(question?.why[language]);
    expect(textsOf(why, parts)[0]).toMatch(/제32조제1항제4호|Article 32/);
    expect(textsOf(why, parts)[1]).toBe(`8. ${asking(parts, 'when', language)}`);
    expect(person.state.dialogue).toEqual(dialogue);
  });

  it.each(['왜요?', '왜 묻나요?', 'why?', 'Why is this asked?'])(
    'can be typed: "%s"',
    async (said) => {
      const person = await askedFor(parts, 'story');
      expect((await person.say(said)).outcome).toBe('interview-why');
      expect(isAskedFor(person, 'story')).toBe(true);
    },
  );

  it('has an answer at every question, with a place that stands', async () => {
    for (const { id } of parts.casework.questions) {
      const person = await agreed(parts);
      await person.pressOld({ do: 'change', question: id });
      const [line = ''] = textsOf(await person.press(words().interview.why), parts);
      expect(line, id).toMatch(/\(근거: [^)]+/);
    }
  });
});

describe('"back"', () => {
  it('goes to the question before, from the end of the interview to its beginning', async () => {
    const person = await askedFor(parts, 'wish');
    const path: string[] = [];
    while (!isAskedFor(person, 'place')) {
      path.push((await person.press(words().interview.back)).outcome);
      if (path.length > 12) break;
    }
    expect(path).toEqual(
      [
        'story',
        'elsewhere',
        'victim',
        'when',
        'told',
        'list',
        'timing',
        'people',
        'seen',
        'operator',
        'place',
      ].map((id) => `interview-${id}`),
    );
    expect(labelsOf(person.last ?? (await person.command('help')))).not.toContain(
      words().interview.back,
    );
    expect(Object.keys(answers(person))).toHaveLength(11);
  });

  it('counts the questions as they come, forwards and backwards', async () => {
    const person = await askedFor(parts, 'story');
    const numbers: string[] = [];
    for (let steps = 0; steps < 10; steps += 1) {
      const [said = ''] = textsOf(await person.press(words().interview.back), parts);
      numbers.push(said.split('.')[0] ?? '');
    }
    expect(numbers).toEqual(['10', '9', '8', '7', '6', '5', '4', '3', '2', '1']);
  });

  it('shows what was chosen before', async () => {
    const person = await askedFor(parts, 'people');
    expect(labelsOf(await person.press(words().interview.back))).toContain('✓ 카메라');
  });

  it('and another answer goes on where it was', async () => {
    const person = await askedFor(parts, 'victim');
    await person.press(words().interview.back);
    await person.say('지금도 계속돼요');
    expect(isAskedFor(person, 'victim')).toBe(true);
    expect(answers(person)['when']).toEqual(['2026-11-02', 'ongoing']);
  });

  it.each(['이전', '뒤로', '이전 질문', 'back', 'Previous question'])(
    'can be typed: "%s"',
    async (said) => {
      const person = await askedFor(parts, 'victim');
      expect((await person.say(said)).outcome).toBe('interview-when');
    },
  );

  it('from a date that is to be confirmed leads to the question before it', async () => {
    const person = await askedFor(parts, 'when');
    await person.say('어제');
    expect((await person.pressOld({ do: 'interview', to: 'back' })).outcome).toBe('interview-told');
  });
});

describe('"skip" and "I do not know"', () => {
  it.each(['건너뛰기', '건너뛸게요', '잘 모르겠어요', 'skip', 'not sure'])(
    '"%s" goes on at every question',
    async (said) => {
      const person = await agreed(parts);
      let asked = 0;
      while (person.state.dialogue && asked < 13) {
        await person.say(said);
        asked += 1;
      }
      expect(asked).toBe(12);
      expect(person.last?.outcome).toBe('case-routes');
      expect(new Set(Object.values(answers(person)).flat())).toEqual(new Set(['unknown']));
    },
  );
});

describe('"stop"', () => {
  it.each(['그만', '그만할래요', '취소', 'stop'])(
    '"%s" keeps the answers and says until when',
    async (said) => {
      const person = await askedFor(parts, 'when');
      const stopped = await person.say(said);
      expect(textsOf(stopped, parts)).toEqual([
        words().interview.stopped.replace('{date}', '2026-12-02'),
      ]);
      expect(person.state.dialogue).toBeUndefined();
      expect(answers(person)).toMatchObject({ told: ['nothing'] });
      await person.command('complaint');
      expect((await person.press(words().interview.goOn)).outcome).toBe('interview-when');
    },
  );
});

describe('an interview that rested', () => {
  it('for days is gone on with where it was, from what is stored', async () => {
    const person = await askedFor(parts, 'victim');
    person.now += 9 * DAY_MS;
    const answered = await person.say(WORK);
    expect(textsOf(answered, parts)[0]).toBe(words().chat.timeout);
    expect(pathsOf(answered)).toContain('/a/workplace-timeclock-private');
    expect((await person.press(words().chat.resume)).outcome).toBe('interview-victim');
    expect(answers(person)).toMatchObject({ when: ['2026-10-30T19:00'] });
  });

  it('is gone on with by /complaint, without a word about the rest', async () => {
    const person = await askedFor(parts, 'victim');
    person.now += 9 * DAY_MS;
    await person.command('complaint');
    expect((await person.press(words().interview.goOn)).outcome).toBe('interview-victim');
  });

  it('is gone on with by its own buttons', async () => {
    const person = await askedFor(parts, 'victim');
    person.now += 9 * DAY_MS;
    const answered = await person.press('나');
    expect(answered.outcome).toBe('interview-elsewhere');
    expect(answered.messages).toHaveLength(1);
  });

  it('does not take a text for an answer any more', async () => {
    const person = await askedFor(parts, 'victim');
    person.now += DAY_MS;
    await person.say('나');
    expect(answers(person)['victim']).toBeUndefined();
  });

  it('while consent was open offers to go on, and asks for consent again', async () => {
    const person = new Person(parts);
    await person.command('complaint');
    person.now += DAY_MS;
    await person.say(WORK);
    expect((await person.press(words().chat.resume)).outcome).toBe('consent-asked');
    expect(person.state.case).toBeUndefined();
  });

  it('with a date that was to be confirmed asks for the date again', async () => {
    const person = await askedFor(parts, 'when');
    await person.say('어제');
    person.now += 2 * DAY_MS;
    await person.press(words().interview.dateYes);
    expect(isAskedFor(person, 'when')).toBe(true);
    expect(answers(person)['when']).toBeUndefined();
  });
});

describe('another language in the middle', () => {
  it('by /language keeps the answers and asks on in it', async () => {
    const person = await askedFor(parts, 'when');
    const before = answers(person);
    await person.command('language');
    await person.press('English');
    expect(answers(person)).toEqual(before);
    expect(isAskedFor(person, 'when')).toBe(true);
    await person.say('yesterday');
    const next = await person.say('yes');
    expect(textsOf(next, parts)).toEqual([`9. ${asking(parts, 'victim', 'en')}`]);
    expect(labelsOf(next)).toContain('My child');
    const review = await person.pressOld({ do: 'case', to: 'review' });
    expect(textsOf(review, parts)[0]).toContain('Sunday 1 November 2026');
    expect(textsOf(review, parts)[0]).not.toMatch(/[가-힣]/);
  });

  it('shows the draft and its questions in it', async () => {
    const person = await finished(parts);
    await person.command('language');
    await person.press('English');
    const routes = await person.pressOld({ do: 'case', to: 'routes' });
    expect(labelsOf(routes).join()).not.toMatch(/[가-힣]/);
  });

  it('in answers, without asking for it, is understood', async () => {
    const person = await askedFor(parts, 'victim');
    expect((await person.say('my child')).outcome).toBe('interview-elsewhere');
  });
});

describe('a question of one’s own in the middle', () => {
  it.each(Object.keys(METRO))(
    'is answered at the %s, and the interview goes on there',
    async (id) => {
      const person = await askedFor(parts, id);
      const { dialogue } = person.state;
      const before = answers(person);
      const answered = await person.say(WORK);
      expect(pathsOf(answered)).toContain('/a/workplace-timeclock-private');
      expect(textsOf(answered, parts).at(-1)).toContain(asking(parts, id));
      expect(person.state.dialogue).toEqual(dialogue);
      expect(answers(person)).toEqual(before);
      await answerOpen(person, METRO);
      expect(answers(person)[id]).toEqual(METRO[id]);
    },
  );

  it('by a command is answered too, and the next text is an answer again', async () => {
    const person = await askedFor(parts, 'victim');
    expect((await person.say('/law 개인정보 보호법 23조')).outcome).toBe('answered-article');
    expect((await person.say('나')).outcome).toBe('interview-elsewhere');
  });

  it('that nobody can answer is taken for an answer that was not understood', async () => {
    const person = await askedFor(parts, 'victim');
    const again = await person.say('음 글쎄');
    expect(again.outcome).toBe('interview-unclear');
    expect(textsOf(again, parts)[0]).toBe(words().interview.notUnderstood);
  });
});

describe('what comes between', () => {
  it.each([
    {
      what: 'a photo',
      act: (person: Person) =>
        person.send({ kind: 'file', file: { ref: 'photo', mediaType: 'image/jpeg' }, caption: '' }),
      said: '네',
    },
    {
      what: 'a place',
      act: (person: Person) => person.send({ kind: 'place', latitude: 37.5, longitude: 127 }),
      said: '아니요',
    },
    {
      what: 'the wish to be forgotten',
      act: (person: Person) => person.command('forget'),
      said: '아니요',
    },
  ])('$what puts it aside, and it can be taken up', async ({ act, said }) => {
    const person = await askedFor(parts, 'victim');
    person.putFile('photo', await picture().jpeg().toBuffer());
    const before = answers(person);
    await act(person);
    expect(labelsOf(await person.say(said))).toContain(words().chat.resume);
    expect((await person.press(words().chat.resume)).outcome).toBe('interview-victim');
    expect(answers(person)).toEqual(before);
  });

  it('a /guide in the middle of a complaint leaves the complaint as it was', async () => {
    const person = await askedFor(parts, 'when');
    const before = answers(person);
    await person.command('guide');
    await person.press('길거리');
    await person.press('경찰');
    expect(answers(person)).toEqual(before);
    await person.command('complaint');
    expect((await person.press(words().interview.goOn)).outcome).toBe('interview-when');
  });

  it('/forget erases the draft as well', async () => {
    const person = await askedFor(parts, 'when');
    await person.command('forget');
    await person.say('네');
    expect(person.stored).toBeUndefined();
    expect((await person.command('complaint')).outcome).toBe('consent-asked');
  });
});
