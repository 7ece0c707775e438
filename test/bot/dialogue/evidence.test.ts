import { beforeAll, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../../bot/channel.ts';
import type { BotParts } from '../../../bot/talk.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { pdf, picture } from '../../evidence/making.ts';
import { DAY_MS, labelsOf, Person, pathsOf, realParts, textsOf } from '../../talking.ts';

const PDF = pdf();
const WORK = '회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?';

let parts: BotParts;
let JPEG: Uint8Array;
beforeAll(async () => {
  parts = await realParts();
  JPEG = await picture().jpeg().toBuffer();
});
const chat = (language: 'ko' | 'en' = 'ko') => parts.settings.words[language].chat;

const photo = (over: { ref?: string; size?: number; caption?: string } = {}) => {
  const { ref = 'photo', size, caption = '' } = over;
  const file = { ref, mediaType: 'image/jpeg', ...(size !== undefined && { size }) };
  return { kind: 'file', file, caption } as const;
};
const HERE = { kind: 'place', latitude: 37.5665, longitude: 126.978 } as const;

/** Somebody who has sent a photo and was asked whether to keep it. */
async function offered(content: Uint8Array | Error = JPEG): Promise<Person> {
  const person = new Person(parts);
  person.putFile('photo', content);
  await person.send(photo());
  return person;
}

describe('a photo', () => {
  it.each(LANGUAGES)('is kept only when the person agrees, in %s', async (language) => {
    const person = new Person(parts, { language });
    person.putFile('photo', JPEG);
    const asked = await person.send(photo());
    expect(asked.outcome).toBe('evidence-offered');
    expect(labelsOf(asked)).toEqual([chat(language).evidenceKeep, chat(language).evidenceDrop]);
    expect(textsOf(asked, parts)[0]).toContain('30');
    expect(person.files).toEqual([]);
    const kept = await person.press(chat(language).evidenceKeep);
    expect(kept.outcome).toBe('evidence-kept');
    expect(textsOf(kept, parts)).toEqual([chat(language).evidenceKept.replace('{count}', '1')]);
    expect(person.files).toMatchObject([
      { purpose: 'evidence', name: 'evidence.jpg', mediaType: 'image/jpeg' },
    ]);
    expect([...(person.files[0]?.bytes.subarray(0, 2) ?? [])]).toEqual([0xff, 0xd8]);
    expect(person.state.exhibits).toMatchObject([
      { file: person.files[0]?.id, caption: '', isStripped: true, usesNoted: false },
    ]);
    expect(person.state.dialogue).toBeUndefined();
  });

  it.each(['네', '네네', '넵!', 'yes', 'OK', '동의합니다', '네, 보관해 주세요', 'Yes, keep it'])(
    'is kept when the person says "%s"',
    async (said) => {
      expect((await (await offered()).say(said)).outcome).toBe('evidence-kept');
    },
  );

  it.each(['아니요', '아뇨', 'no', '취소', '아니요, 보관하지 마세요', 'No, do not keep it'])(
    'is not kept when the person says "%s"',
    async (said) => {
      const person = await offered();
      expect((await person.say(said)).outcome).toBe('evidence-dropped');
      expect(person.files).toEqual([]);
      expect(person.stored).not.toContain('photo');
    },
  );

  it('is not kept by the button against it', async () => {
    const person = await offered();
    expect(textsOf(await person.press(chat().evidenceDrop), parts)).toEqual([
      chat().evidenceDropped,
    ]);
    expect((await person.press(chat().evidenceKeep)).outcome).toBe('evidence-gone');
    expect(person.files).toEqual([]);
  });

  it('goes on waiting while something else is asked', async () => {
    const person = await offered();
    expect((await person.say(WORK)).outcome).toBe('answered');
    await person.command('complaint');
    await person.command('ask');
    expect((await person.press(chat().evidenceKeep)).outcome).toBe('evidence-kept');
  });

  it('waits no longer than a day', async () => {
    const person = await offered();
    person.now += DAY_MS;
    const answered = await person.press(chat().evidenceKeep);
    expect(textsOf(answered, parts)).toEqual([chat().evidenceGone]);
  });

  it('is recognised by its content, whatever the platform says it is', async () => {
    const person = await offered(PDF);
    await person.say('네');
    expect(person.files).toMatchObject([{ name: 'evidence.pdf', mediaType: 'application/pdf' }]);
    expect(Buffer.from(person.files[0]?.bytes ?? []).equals(PDF)).toBe(true);
  });

  it.each([
    {
      fault: 'is of no type that is kept',
      content: new TextEncoder().encode('<svg>'),
      line: 'evidenceRefused',
    },
    {
      fault: 'is cut off',
      content: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3),
      line: 'evidenceBroken',
    },
    { fault: 'cannot be fetched', content: new DeliveryError('gone'), line: 'evidenceFailed' },
    {
      fault: 'is larger than it said',
      content: new Uint8Array(15_000_001),
      line: 'evidenceTooLarge',
    },
  ] as const)('that $fault is refused with the reason', async ({ content, line }) => {
    const person = await offered(content);
    const answered = await person.say('네');
    expect(answered.outcome).toBe('evidence-refused');
    expect(textsOf(answered, parts)).toEqual([chat()[line].replace('{megabytes}', '15')]);
    expect(person.files).toEqual([]);
    expect(person.state.dialogue).toBeUndefined();
  });

  it('that says it is too large is not offered', async () => {
    const person = new Person(parts);
    const answered = await person.send(photo({ size: 15_000_001 }));
    expect(answered.outcome).toBe('evidence-too-large');
    expect(person.state.dialogue).toBeUndefined();
    expect((await person.send(photo({ size: 15_000_000 }))).outcome).toBe('evidence-offered');
  });

  it('goes on waiting where fetching it meets a bug', async () => {
    const person = await offered(new TypeError('bug'));
    await expect(person.say('네')).rejects.toThrow('bug');
    person.putFile('photo', JPEG);
    expect((await person.say('네')).outcome).toBe('evidence-kept');
  });
});

describe('several photos and places', () => {
  it('wait together, and one word keeps them all', async () => {
    const person = await offered();
    person.putFile('second', PDF);
    await person.send(photo({ ref: 'second' }));
    await person.send(HERE);
    const kept = await person.say('네');
    expect(textsOf(kept, parts)[0]).toBe(chat().evidenceKept.replace('{count}', '3'));
    expect(person.files.map(({ mediaType }) => mediaType)).toEqual([
      'image/jpeg',
      'application/pdf',
      'application/json',
    ]);
    expect(new Set(person.files.map(({ id }) => id)).size).toBe(3);
    expect(JSON.parse(new TextDecoder().decode(person.files[2]?.bytes))).toEqual({
      latitude: 37.5665,
      longitude: 126.978,
    });
  });

  it('that are partly refused are kept as far as they can be, each reason said once', async () => {
    const person = await offered(new DeliveryError('gone'));
    person.putFile('good', JPEG);
    for (const ref of ['photo', 'good']) await person.send(photo({ ref }));
    const kept = await person.say('네');
    expect(textsOf(kept, parts)).toEqual([
      chat().evidenceFailed,
      chat().evidenceKept.replace('{count}', '1'),
    ]);
  });

  it('are twenty at most, waiting and kept together', async () => {
    const person = new Person(parts);
    for (let count = 0; count < 19; count += 1) await person.send(HERE);
    await person.say('네');
    expect(person.files).toHaveLength(19);
    expect((await person.send(HERE)).outcome).toBe('evidence-offered');
    const over = await person.send(HERE);
    expect(over.outcome).toBe('evidence-too-many');
    expect(textsOf(over, parts)).toEqual([chat().evidenceTooMany.replace('{most}', '20')]);
    await person.say('네');
    expect(person.files).toHaveLength(20);
    expect((await person.send(HERE)).outcome).toBe('evidence-too-many');
  });

  it('are counted where the answers of a complaint are shown', async () => {
    const person = new Person(parts);
    person.putFile('photo', JPEG);
    await person.command('complaint');
    await person.pressOld({ do: 'case', to: 'consent-all' });
    await person.send(photo());
    await person.say('네');
    const [shown] = textsOf(await person.pressOld({ do: 'case', to: 'review' }), parts);
    expect(shown).toContain('보관한 사진·파일 1개');
  });
});

describe('a caption', () => {
  it('is answered as a question, and the photo is offered as well', async () => {
    const person = new Person(parts);
    await person.command('start');
    const answered = await person.send(photo({ caption: WORK }));
    expect(pathsOf(answered)).toEqual(['/a/workplace-timeclock-private']);
    expect(labelsOf(answered)).toContain(chat().evidenceKeep);
    expect(person.state.dialogue?.kind).toBe('evidence');
    expect(person.state.history).toHaveLength(1);
  });

  it('that is a command does what the command does', async () => {
    const person = new Person(parts);
    const answered = await person.send(photo({ caption: '/complaint' }));
    expect(answered.outcome).toBe('consent-asked');
    expect(labelsOf(answered)).toContain(chat().evidenceKeep);
    expect(person.state.dialogue).toBeDefined();
  });

  it('of nothing but space is none', async () => {
    expect((await new Person(parts).send(photo({ caption: ' \n' }))).messages).toHaveLength(1);
  });
});

describe('a guide that a photo came between', () => {
  it.each([{ said: '네' }, { said: '아니요' }])(
    'can be gone on with after "$said"',
    async ({ said }) => {
      const person = new Person(parts);
      person.putFile('photo', JPEG);
      await person.command('guide');
      await person.press('지하철');
      await person.send(photo());
      expect(labelsOf(await person.say(said))).toEqual([chat().resume]);
      expect((await person.press(chat().resume)).outcome).toBe('guide-operator');
      expect((await person.press('경찰')).outcome).toBe('guide-seen');
    },
  );

  it('goes on by its own buttons too', async () => {
    const person = new Person(parts);
    await person.command('guide');
    await person.press('지하철');
    await person.send(HERE);
    await person.say('아니요');
    expect((await person.press('경찰')).outcome).toBe('guide-seen');
    expect(person.state.assessed).toEqual({ place: ['subway'], operator: ['police'] });
  });
});

describe('an old button about evidence', () => {
  it.each([true, false])('keeps nothing where nothing waits (%s)', async (isKept) => {
    const person = new Person(parts);
    const answered = await person.pressOld({ do: 'evidence', isKept });
    expect(answered.outcome).toBe('evidence-gone');
    expect(person.files).toEqual([]);
  });
});
