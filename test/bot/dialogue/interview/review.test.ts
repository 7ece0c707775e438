import { beforeAll, describe, expect, it } from 'vitest';
import type { BotParts } from '../../../../bot/talk.ts';
import { LANGUAGES, type Language } from '../../../../knowledge/language.ts';
import { picture } from '../../../evidence/making.ts';
import { DAY_MS, labelsOf, type Person, realParts, textsOf } from '../../../talking.ts';
import {
  agreed,
  answerOpen,
  askedFor,
  asking,
  finished,
  GYM,
  isAskedFor,
  METRO,
  offers,
  wordsOf,
} from './interviewed.ts';

let parts: BotParts;
let JPEG: Uint8Array;
beforeAll(async () => {
  parts = await realParts();
  JPEG = await picture().jpeg().toBuffer();
});
const words = (language: Language = 'ko') => parts.settings.words[language];
const review = (person: Person) => person.pressOld({ do: 'case', to: 'review' });

/** Somebody with a finished draft and one kept photo. */
async function withPhoto(): Promise<Person> {
  const person = await finished(parts);
  person.putFile('photo', JPEG);
  await person.send({ kind: 'file', file: { ref: 'photo', mediaType: 'image/jpeg' }, caption: '' });
  await person.press(words().chat.evidenceKeep);
  expect(person.files).toHaveLength(1);
  return person;
}

const questionsOfReview = () =>
  parts.casework.questions.filter(({ id, flow }) => METRO[id] || flow === 'extra');

/** Of a date and a text nothing: they are looked at by themselves. */
function labelsOfAnswer(id: string, language: Language): string {
  const given = METRO[id];
  if (!given) return words(language).interview.notAnswered;
  const { options = [] } = parts.casework.questions.find((one) => one.id === id) ?? {};
  return given
    .flatMap((value) => options.find((option) => option.id === value)?.label[language] ?? [])
    .join(', ');
}

describe('the screen with the answers', () => {
  it.each(LANGUAGES)(
    'lists every one, each with a button to change it, in %s',
    async (language) => {
      const person = await finished(parts, { language });
      const shown = await review(person);
      const [said = ''] = textsOf(shown, parts);
      for (const { id, flow, name } of questionsOfReview()) {
        const given = labelsOfAnswer(id, language);
        expect(said).toContain(`${name[language]}: ${given}`);
        if (flow === 'extra') expect(given).toBe(words(language).interview.notAnswered);
        expect(offers(shown, { do: 'change', question: id })).toBe(true);
      }
      const day = { ko: '2026년 10월 30일(금) 저녁 7시쯤', en: 'Friday 30 October 2026' }[language];
      expect(said).toContain(day);
      expect(said).toContain(METRO['story']?.[0]);
    },
  );

  it('shows of a long story its beginning', async () => {
    const person = await askedFor(parts, 'story');
    await person.say('가'.repeat(5000));
    const [said = ''] = textsOf(await review(person), parts);
    expect(said).toContain(`${'가'.repeat(300)}…`);
    expect(said.length).toBeLessThan(1500);
  });

  it('says what was skipped', async () => {
    const person = await askedFor(parts, 'wish', { given: { ...METRO, told: ['unknown'] } });
    const [said = ''] = textsOf(await review(person), parts);
    expect(said).toContain(`안내와 동의: ${words().interview.notKnown}`);
  });

  it('leads on to what has not been asked yet', async () => {
    const person = await askedFor(parts, 'victim');
    expect(labelsOf(await review(person))).toContain(words().interview.goOn);
    expect((await person.press(words().interview.goOn)).outcome).toBe('interview-victim');
    const done = await finished(parts);
    expect(labelsOf(await review(done))).not.toContain(words().interview.goOn);
  });

  it.each([...Object.keys(METRO), 'respondent', 'exact-place', 'named'])(
    'changes the answer to "%s" and leads to the end again',
    async (id) => {
      const person = await finished(parts);
      await review(person);
      const question = parts.casework.questions.find((one) => one.id === id);
      const asked = await person.press(`고치기: ${question?.name.ko}`);
      const at = Object.keys(METRO).indexOf(id) + 1;
      const number = at > 0 ? `${at}. ` : '';
      expect(textsOf(asked, parts)).toEqual([`${number}${asking(parts, id)}`]);
      const skip = question?.kind === 'text' ? words().interview.skip : words().chat.guideUnknown;
      let last = await person.press(skip);
      expect(person.state.case?.answers[id]).toEqual(['unknown']);
      for (let more = 0; last.outcome !== 'case-routes'; more += 1) {
        if (more > 12) throw new Error('There is no end.');
        last = await answerOpen(person, METRO);
      }
    },
  );

  it('shows what is chosen already where several may be', async () => {
    const person = await finished(parts);
    await review(person);
    const asked = await person.press('고치기: 바라는 것');
    expect(labelsOf(asked)).toContain('✓ 그만 쓰게');
    await person.press('✓ 그만 쓰게');
    await person.press('사과');
    await person.press(words().interview.done);
    expect(person.state.case?.answers['wish']).toEqual(['delete', 'apology']);
  });

  it('asks by an old button nothing that does not arise any more', async () => {
    const person = await finished(parts, { given: GYM });
    for (const question of ['timing', 'list']) {
      expect((await person.pressOld({ do: 'change', question })).outcome).toBe('case-routes');
    }
  });

  it('lets go what does not apply any more, and asks what now does', async () => {
    const person = await finished(parts);
    await review(person);
    await person.press('고치기: 운영하는 쪽');
    expect((await person.press('가게·업체')).outcome).toBe('interview-matter');
    expect(person.state.case?.answers).not.toHaveProperty('timing');
    expect((await person.press('그런 것은 아니에요')).outcome).toBe('case-routes');
  });
});

describe('destroying the draft', () => {
  it('asks first, then drops answers, files and all', async () => {
    const person = await withPhoto();
    const [photo] = person.files;
    await review(person);
    const asked = await person.press(words().interview.destroy);
    expect(textsOf(asked, parts)).toEqual([words().interview.destroyAsk]);
    expect(person.state.case).toBeDefined();
    const done = await person.press(words().interview.destroySure);
    expect(textsOf(done, parts)).toEqual([words().interview.destroyed]);
    expect(done.dropFiles).toEqual([photo?.id]);
    expect(person.files).toEqual([]);
    expect(person.state).not.toHaveProperty('case');
    expect(person.state).not.toHaveProperty('exhibits');
    expect(person.state).not.toHaveProperty('assessed');
    expect(person.stored).not.toContain('개찰구');
  });

  it.each(['네', 'yes', '네, 지워 주세요'])('is agreed to by "%s"', async (said) => {
    const person = await finished(parts);
    await person.pressOld({ do: 'case', to: 'destroy' });
    expect((await person.say(said)).outcome).toBe('case-destroyed');
  });

  it.each(['아니요', 'no', '아니요, 둘게요'])(
    'is not done after "%s": the answers are shown',
    async (said) => {
      const person = await finished(parts);
      await person.pressOld({ do: 'case', to: 'destroy' });
      expect((await person.say(said)).outcome).toBe('case-review');
      expect(person.state.case).toBeDefined();
    },
  );

  it.each([
    { what: 'nothing before it', meanwhile: undefined },
    {
      what: 'a question',
      meanwhile: (person: Person) => person.say('헬스장이 얼굴 등록을 강제해도 되나요?'),
    },
    { what: 'another command', meanwhile: (person: Person) => person.command('help') },
    {
      what: 'a button',
      meanwhile: (person: Person) => person.pressOld({ do: 'case', to: 'extend' }),
    },
    { what: '"no"', meanwhile: (person: Person) => person.press('아니요, 둘게요') },
  ])('is not done by an old "yes" with $what: it is asked again', async ({ meanwhile }) => {
    const person = await finished(parts);
    if (meanwhile) {
      await person.pressOld({ do: 'case', to: 'destroy' });
      await meanwhile(person);
      expect((await person.say('네')).outcome).not.toBe('case-destroyed');
    }
    expect((await person.pressOld({ do: 'case', to: 'destroy-sure' })).outcome).toBe(
      'destroy-asked',
    );
    expect(person.state.case).toBeDefined();
  });

  it('is not done by the "yes" of the day after', async () => {
    const person = await finished(parts);
    await person.pressOld({ do: 'case', to: 'destroy' });
    person.now += DAY_MS;
    expect((await person.press(words().interview.destroySure)).outcome).toBe('destroy-asked');
  });

  it('leaves a new one free to begin', async () => {
    const person = await finished(parts);
    await person.pressOld({ do: 'case', to: 'destroy' });
    await person.say('네');
    expect((await person.command('complaint')).outcome).toBe('consent-asked');
  });
});

describe('the time of a draft', () => {
  it('is thirty days, and thirty more from the day on which it is extended', async () => {
    const person = await finished(parts);
    expect(person.state.case?.keepUntil).toBe(person.now + 30 * DAY_MS);
    person.now += 20 * DAY_MS;
    await person.command('complaint');
    const extended = await person.press(words().interview.extend);
    expect(textsOf(extended, parts)).toEqual([
      words().interview.extended.replace('{date}', '2026-12-22'),
    ]);
    expect(person.state.case?.keepUntil).toBe(person.now + 30 * DAY_MS);
  });

  it('is not made longer by going on with it', async () => {
    const person = await askedFor(parts, 'victim');
    const { keepUntil } = person.state.case ?? {};
    person.now += 3 * DAY_MS;
    await person.press('나');
    expect(person.state.case?.keepUntil).toBe(keepUntil);
  });

  it('that is over takes draft and files along, and is told once', async () => {
    const person = await withPhoto();
    const [photo] = person.files;
    person.now = (person.state.case?.keepUntil ?? 0) + 1;
    const answered = await person.say('헬스장이 얼굴 등록을 강제해도 되나요?');
    expect(textsOf(answered, parts)[0]).toBe(words().interview.expired);
    expect(answered.messages.some(({ kind }) => kind === 'answer')).toBe(true);
    expect(answered.dropFiles).toEqual([photo?.id]);
    expect(person.files).toEqual([]);
    expect(person.stored).not.toContain('개찰구');
    expect(wordsOf(await person.say('그럼 학교는?'), parts)).not.toContain(
      words().interview.expired,
    );
  });

  it('is not over a moment earlier', async () => {
    const person = await finished(parts);
    person.now = person.state.case?.keepUntil ?? 0;
    await review(person);
    expect(person.state.case).toBeDefined();
  });

  it.each([
    { what: 'a button of it', value: { do: 'case', to: 'review' } as const },
    { what: 'its draft', value: { do: 'draft', document: 'nhrck' } as const },
    {
      what: 'its file',
      value: { do: 'file', document: 'nhrck', format: 'pdf', language: 'ko' } as const,
    },
    { what: 'extending it', value: { do: 'case', to: 'extend' } as const },
    { what: 'an answer', value: { do: 'guide', step: 'victim', value: 'self' } as const },
  ])('that is over gives nothing any more: $what', async ({ value }) => {
    const person = await finished(parts);
    person.now += 31 * DAY_MS;
    const answered = await person.pressOld(value);
    expect(answered.outcome).toBe('consent-asked');
    expect(textsOf(answered, parts)[0]).toBe(words().interview.expired);
    expect(answered.files ?? []).toEqual([]);
    expect(person.state.case).toBeUndefined();
  });
});

describe('beginning anew', () => {
  it('lets the answers go and asks from the first question; the consent and the photos stay', async () => {
    const person = await withPhoto();
    await person.command('complaint');
    expect((await person.press(words().interview.startAnew)).outcome).toBe('interview-place');
    expect(person.state.case).toMatchObject({ consent: 'all', answers: {} });
    expect(person.state.exhibits).toHaveLength(1);
    while (!isAskedFor(person, 'wish')) await answerOpen(person, GYM);
    expect(person.state.case?.answers['place']).toEqual(['gym']);
  });

  it('needs consent where there is no draft', async () => {
    const person = await agreed(parts);
    await person.pressOld({ do: 'case', to: 'destroy' });
    await person.say('네');
    expect((await person.pressOld({ do: 'case', to: 'start-anew' })).outcome).toBe('consent-asked');
  });
});
