import { beforeAll, describe, expect, it } from 'vitest';
import type { BotParts } from '../../../bot/talk.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { DAY_MS, labelsOf, Person, realParts, textsOf } from '../../talking.ts';

const WORK = '회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?';
const HERE = { kind: 'place', latitude: 37.5665, longitude: 126.978 } as const;

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});
const chat = (language: 'ko' | 'en' = 'ko') => parts.settings.words[language].chat;

describe('/privacy', () => {
  it.each([
    { platform: 'telegram', readers: 'readersTelegram', days: 30 },
    { platform: 'slack', readers: 'readersSlack', days: 30 },
    { platform: 'web', readers: 'readersWeb', days: 1 },
  ] as const)('says who can read along on $platform, and for how long', async (row) => {
    for (const language of LANGUAGES) {
      const person = new Person(parts, { platform: row.platform, language });
      const [said = ''] = textsOf(await person.command('privacy'), parts);
      expect(said).toContain(chat(language)[row.readers]);
      expect(said).toContain(
        chat(language)
          .privacyHowLong.replace('{days}', String(row.days))
          .replace('{deliveryDays}', '7'),
      );
    }
  });

  it('counts what is kept at this moment, the message in hand left out', async () => {
    const person = new Person(parts);
    await person.send(HERE);
    await person.say('네');
    const [said = ''] = textsOf(await person.command('privacy'), parts);
    expect(said).toContain('대화 1개, 아직 답하지 않은 메시지 0개, 사진과 위치 1개');
  });
});

describe('the export', () => {
  it('holds everything that is kept', async () => {
    const person = new Person(parts);
    await person.say(WORK);
    await person.send(HERE);
    await person.say('네');
    await person.command('privacy');
    const { state, files } = person;
    const answered = await person.press(chat().exportButton);
    expect(answered.messages).toMatchObject([
      { kind: 'file', name: 'facerights-kept.json', mediaType: 'application/json' },
    ]);
    const [file] = answered.files ?? [];
    const [message] = answered.messages;
    expect(message?.kind === 'file' && message.file).toBe(file?.id);
    expect(file?.purpose).toBe('document');
    expect(JSON.parse(new TextDecoder().decode(file?.bytes))).toEqual({
      conversations: 1,
      states: [JSON.parse(JSON.stringify(state))],
      messagesWaiting: 1,
      messagesOwed: 0,
      files: files.map(({ bytes: _bytes, savedAt, ...facts }) => ({
        ...facts,
        savedAt: new Date(savedAt).toISOString(),
      })),
    });
    expect(person.state).toEqual(state);
  });

  it('can be had by a button that was shown long ago', async () => {
    expect((await new Person(parts).pressOld({ do: 'export' })).outcome).toBe('exported');
  });
});

describe('/forget', () => {
  it.each(LANGUAGES)('asks first, then erases, in %s', async (language) => {
    const person = new Person(parts, { language });
    await person.command('start');
    const asked = await person.command('forget');
    expect(asked.erasesPerson).toBeUndefined();
    expect(labelsOf(asked)).toEqual([chat(language).forgetYes, chat(language).forgetNo]);
    const done = await person.press(chat(language).forgetYes);
    expect(done).toMatchObject({ outcome: 'forgotten', erasesPerson: true, language });
    expect(done.state).toBeUndefined();
    const [said = ''] = textsOf(done, parts);
    expect(said).toContain(chat(language).forgetLeft.replace('{deliveryDays}', '7'));
  });

  it.each(['네', '예.', 'yes', '네, 모두 지워 주세요', 'yes, erase everything'])(
    'erases when the person says "%s"',
    async (said) => {
      const person = new Person(parts);
      await person.command('forget');
      expect((await person.say(said)).outcome).toBe('forgotten');
      expect(person.stored).toBeUndefined();
    },
  );

  it.each(['아니요', '아뇨', '취소', 'cancel', 'no', '아니요, 그대로 둘게요'])(
    'erases nothing when the person says "%s"',
    async (said) => {
      const person = new Person(parts);
      await person.say(WORK);
      await person.command('forget');
      expect((await person.say(said)).outcome).toBe('forget-declined');
      expect(person.state.history).toHaveLength(1);
      expect(person.state.dialogue).toBeUndefined();
    },
  );

  it('says how much was erased', async () => {
    const person = new Person(parts);
    await person.send(HERE);
    await person.say('네');
    await person.command('forget');
    const [said = ''] = textsOf(await person.say('네'), parts);
    expect(said).toContain('대화 1개, 기다리던 메시지 0개, 사진과 위치 1개');
  });

  it('erases nothing by an old "yes": it asks again', async () => {
    const person = new Person(parts);
    await person.say(WORK);
    const answered = await person.pressOld({ do: 'forget', isSure: true });
    expect(answered.outcome).toBe('forget-asked');
    expect(answered.erasesPerson).toBeUndefined();
    expect(person.state.history).toHaveLength(1);
  });

  it('erases nothing by a "yes" of the day after', async () => {
    const person = new Person(parts);
    await person.command('forget');
    person.now += DAY_MS;
    expect((await person.press(chat().forgetYes)).outcome).toBe('forget-asked');
  });

  it.each([
    { what: 'a question', meanwhile: (person: Person) => person.say(WORK) },
    { what: 'another command', meanwhile: (person: Person) => person.command('help') },
    { what: 'a button', meanwhile: (person: Person) => person.pressOld({ do: 'export' }) },
    { what: 'a sticker', meanwhile: (person: Person) => person.send({ kind: 'unreadable' }) },
    { what: 'a mended text', meanwhile: (person: Person) => person.say(WORK, true) },
  ])('erases nothing by a "yes" after $what', async ({ meanwhile }) => {
    const person = new Person(parts);
    await person.command('forget');
    await meanwhile(person);
    const typed = await person.say('네');
    expect(typed.erasesPerson).toBeUndefined();
    expect((await person.press(chat().forgetYes)).outcome).toBe('forget-asked');
  });

  it('still waits after our home page was opened', async () => {
    const person = new Person(parts);
    await person.command('forget');
    await person.send({ kind: 'home' });
    expect((await person.say('네')).outcome).toBe('forgotten');
  });

  it('lets a guide be gone on with that it came between', async () => {
    const person = new Person(parts);
    await person.command('guide');
    await person.press('지하철');
    await person.command('forget');
    expect(labelsOf(await person.press(chat().forgetNo))).toEqual([chat().resume]);
    expect((await person.press(chat().resume)).outcome).toBe('guide-operator');
  });
});
