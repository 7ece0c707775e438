import { beforeAll, describe, expect, it } from 'vitest';
import type { BotParts } from '../../../../bot/talk.ts';
import { LANGUAGES, type Language } from '../../../../knowledge/language.ts';
import { picture } from '../../../evidence/making.ts';
import { DAY_MS, labelsOf, Person, realParts, textsOf } from '../../../talking.ts';
import {
  agreed,
  answerOpen,
  asking,
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
const PHOTO = {
  kind: 'file',
  file: { ref: 'photo', mediaType: 'image/jpeg' },
  caption: '',
} as const;

describe('consent', () => {
  it.each(LANGUAGES)('is asked for before anything, in %s', async (language) => {
    const person = new Person(parts, { language });
    const asked = await person.command('complaint');
    const { interview } = words(language);
    const said = wordsOf(asked, parts);
    for (const line of [
      interview.consentItems,
      interview.consentPurpose,
      interview.consentPeriod.replace('{days}', '30'),
      interview.consentRefusal,
      interview.consentSensitive,
    ]) {
      expect(said).toContain(line);
    }
    expect(labelsOf(asked)).toEqual([
      interview.consentAll,
      interview.consentBasic,
      interview.consentNo,
    ]);
    expect(person.state.case).toBeUndefined();
  });

  it('names the articles that it rests on', async () => {
    const said = wordsOf(await new Person(parts).command('complaint'), parts);
    expect(said).toContain('개인정보 보호법 제15조제2항');
    expect(said).toContain('개인정보 보호법 제23조제1항');
  });

  it('that is not given leaves nothing: no case, no answer, no file', async () => {
    const person = new Person(parts);
    await person.command('complaint');
    const refused = await person.press(words().interview.consentNo);
    expect(textsOf(refused, parts)).toEqual([words().interview.refused]);
    expect(person.state).toEqual({ version: 1, history: [], isGreeted: false });
    expect(person.files).toEqual([]);
  });

  it('is what every way into a draft comes to', async () => {
    const ways = [
      { do: 'guide', step: 'story', value: 'unknown' },
      { do: 'guide', step: 'victim', value: 'self' },
      { do: 'case', to: 'start' },
      { do: 'case', to: 'go-on' },
      { do: 'case', to: 'routes' },
      { do: 'case', to: 'review' },
      { do: 'case', to: 'extend' },
      { do: 'case', to: 'start-anew' },
      { do: 'case', to: 'destroy' },
      { do: 'case', to: 'destroy-sure' },
      { do: 'case', to: 'to-web' },
      { do: 'case', to: 'use-noted' },
      { do: 'case', to: 'send-exhibits' },
      { do: 'date', pick: 0 },
      { do: 'change', question: 'place' },
      { do: 'draft', document: 'nhrck' },
      { do: 'file', document: 'nhrck', format: 'pdf', language: 'ko' },
    ] as const;
    for (const way of ways) {
      const person = new Person(parts);
      const answered = await person.pressOld(way);
      expect(answered.outcome, JSON.stringify(way)).toBe('consent-asked');
      expect(answered.files).toBeUndefined();
      expect(person.state.case).toBeUndefined();
    }
  });

  it.each([
    {
      what: 'an old button for why',
      act: (person: Person) => person.pressOld({ do: 'interview', to: 'why' }),
    },
    { what: 'an old button to go on', act: (person: Person) => person.pressOld({ do: 'resume' }) },
    {
      what: 'an old button with a date',
      act: (person: Person) => person.pressOld({ do: 'date', pick: 0 }),
    },
    {
      what: 'an old button of a question',
      act: (person: Person) => person.pressOld({ do: 'guide', step: 'wish', value: 'stop' }),
    },
  ])('that was asked for is asked for again by $what', async ({ act }) => {
    const person = new Person(parts);
    await person.command('complaint');
    expect((await act(person)).outcome).toBe('consent-asked');
    expect(person.state.case).toBeUndefined();
  });

  it.each([
    { said: '모두 동의하고 시작', consent: 'all' },
    { said: 'agree to all and start', consent: 'all' },
    { said: '민감한 내용은 빼고 동의', consent: 'basic' },
  ])('can be typed as the button says it: "$said"', async ({ said, consent }) => {
    const person = new Person(parts);
    await person.command('complaint');
    expect((await person.say(said)).outcome).toBe('interview-place');
    expect(person.state.case?.consent).toBe(consent);
  });

  it.each(['네', '동의합니다', 'ok', 'yes'])(
    'is not "%s", which does not say to what: it is asked again',
    async (said) => {
      const person = new Person(parts);
      await person.command('complaint');
      expect((await person.say(said)).outcome).toBe('consent-asked');
      expect(person.state.case).toBeUndefined();
    },
  );

  it.each(['아니요', 'no', '동의하지 않음', '싫어요'])('is refused by "%s"', async (said) => {
    const person = new Person(parts);
    await person.command('complaint');
    expect((await person.say(said)).outcome).toBe('consent-refused');
    expect(person.state.dialogue).toBeUndefined();
  });

  it('goes on waiting while a question is asked, which is answered', async () => {
    const person = new Person(parts);
    await person.command('complaint');
    const answered = await person.say('진정하면 얼마나 걸리나요?');
    expect(answered.messages[0]?.kind).toBe('answer');
    expect((await person.press(words().interview.consentAll)).outcome).toBe('interview-place');
  });

  it('of yesterday begins by its button all the same', async () => {
    const person = new Person(parts);
    await person.command('complaint');
    person.now += 2 * DAY_MS;
    const begun = await person.press(words().interview.consentAll);
    expect(begun.outcome).toBe('interview-place');
    expect(begun.messages).toHaveLength(2);
  });

  it('cannot be taken back by an old "no" after it was given: that would only seem so', async () => {
    const person = await agreed(parts);
    await answerOpen(person, METRO);
    const answered = await person.press(words().interview.consentNo);
    expect(answered.outcome).toBe('case-found');
    expect(offers(answered, { do: 'case', to: 'destroy' })).toBe(true);
    expect(person.state.case?.answers).toEqual({ place: ['subway'] });
  });

  it('says that this is the first time only once: what is kept was just said', async () => {
    const person = await agreed(parts);
    expect(person.state.isGreeted).toBe(true);
  });
});

describe('consent to everything but what is sensitive', () => {
  it('never asks for the reasons of different treatment, whatever changes', async () => {
    const person = await agreed(parts, {}, 'consent-basic');
    expect(wordsOf(person.last ?? (await person.command('help')), parts)).toContain(
      words().interview.begunBasic,
    );
    const asked: string[] = [];
    for (let open = person.last?.outcome; open?.startsWith('interview-'); ) {
      asked.push(open);
      open = (await answerOpen(person, GYM)).outcome;
    }
    expect(asked).toHaveLength(11);
    expect(asked).not.toContain('interview-matter');
    // From private to public and back again.
    await person.pressOld({ do: 'guide', step: 'operator', value: 'police' });
    await person.pressOld({ do: 'guide', step: 'operator', value: 'private-business' });
    expect(isAskedFor(person, 'matter')).toBe(false);
    const review = await person.pressOld({ do: 'case', to: 'review' });
    expect(offers(review, { do: 'change', question: 'matter' })).toBe(false);
    for (const act of [
      { do: 'change', question: 'matter' },
      { do: 'guide', step: 'matter', value: 'disability' },
    ] as const) {
      await person.pressOld(act);
      expect(isAskedFor(person, 'matter')).toBe(false);
      expect(person.state.case?.answers['matter']).toBeUndefined();
    }
    await person.pressOld({ do: 'case', to: 'start-anew' });
    expect(person.state.case).toMatchObject({ consent: 'basic', answers: {} });
  });

  it('asks for them where everything was agreed to', async () => {
    const person = await agreed(parts);
    while (!isAskedFor(person, 'when')) {
      await answerOpen(person, GYM);
      if (isAskedFor(person, 'matter')) break;
    }
    expect(isAskedFor(person, 'matter')).toBe(true);
  });
});

describe('what was answered in /guide', () => {
  it('is not asked again', async () => {
    const person = new Person(parts);
    await person.command('guide');
    while (person.state.dialogue) await answerOpen(person, METRO);
    expect((await person.press(words().interview.writeDocument)).outcome).toBe('consent-asked');
    const begun = await person.press(words().interview.consentAll);
    expect(begun.outcome).toBe('interview-when');
    expect(textsOf(begun, parts).at(-1)).toBe(`8. ${asking(parts, 'when')}`);
    expect(person.state.case?.answers).toMatchObject({ place: ['subway'], told: ['nothing'] });
  });

  it('goes along from the middle of it, and can be gone on with after a refusal', async () => {
    const person = new Person(parts);
    await person.command('guide');
    await person.press('지하철');
    await person.command('complaint');
    await person.press(words().interview.consentNo);
    expect((await person.pressOld({ do: 'resume' })).outcome).toBe('guide-operator');
    await person.command('complaint');
    expect((await person.press(words().interview.consentAll)).outcome).toBe('interview-operator');
  });

  it('can be gone on with by its own buttons while consent is open', async () => {
    const person = new Person(parts);
    await person.command('guide');
    await person.press('지하철');
    await person.command('complaint');
    expect((await person.press('경찰')).outcome).toBe('guide-seen');
    expect(person.state.case).toBeUndefined();
  });
});

describe('a photo that was sent before the complaint', () => {
  it('is not lost over it: whether it is kept is settled first, then the questions begin', async () => {
    const person = new Person(parts);
    person.putFile('photo', JPEG);
    await person.send(PHOTO);
    expect((await person.command('complaint')).outcome).toBe('consent-asked');
    const begun = await person.press(words().interview.consentAll);
    expect(textsOf(begun, parts)).toEqual([
      words().interview.begun,
      words().chat.evidenceAsk.replace('{days}', '30'),
    ]);
    const kept = await person.press(words().chat.evidenceKeep);
    expect(kept.outcome).toBe('evidence-kept');
    expect(person.files).toHaveLength(1);
    expect(labelsOf(kept)).toContain(words().chat.resume);
    expect((await person.press(words().chat.resume)).outcome).toBe('interview-place');
  });

  it('with /complaint under it can still be kept by its button', async () => {
    const person = new Person(parts);
    person.putFile('photo', JPEG);
    await person.send({ ...PHOTO, caption: '/complaint' });
    expect((await person.press(words().chat.evidenceKeep)).outcome).toBe('evidence-kept');
    expect((await person.press(words().interview.consentAll)).outcome).toBe('interview-place');
  });

  it('that waits while a button of a question is pressed is let go, and that is said', async () => {
    const person = await agreed(parts);
    await person.send(PHOTO);
    const answered = await person.press('지하철');
    expect(textsOf(answered, parts)[0]).toBe(words().chat.evidenceDropped);
    expect((await person.press(words().chat.evidenceKeep)).outcome).toBe('evidence-gone');
  });
});
