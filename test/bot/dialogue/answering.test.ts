import { beforeAll, describe, expect, it } from 'vitest';
import { tokenOf } from '../../../bot/choices.ts';
import type { BotParts } from '../../../bot/talk.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { needsOfficialText } from '../../official-text.ts';
import { choicesOf, labelsOf, Person, pathsOf, realParts, textsOf } from '../../talking.ts';

const WORK = '회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?';
const WORK_EN = 'My employer wants us to clock in by face only. Can I refuse?';

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});
const chat = (language: 'ko' | 'en' = 'ko') => parts.settings.words[language].chat;

describe('the language', () => {
  it('is that of each question while nobody has chosen one', async () => {
    const person = new Person(parts, { language: 'en' });
    expect((await person.say(WORK)).language).toBe('ko');
    expect((await person.say(WORK_EN)).language).toBe('en');
  });

  it('of buttons is that of the last answer', async () => {
    const person = new Person(parts, { language: 'ko' });
    await person.say(WORK_EN);
    expect((await person.command('help')).language).toBe('en');
  });

  it('that was chosen stays, and wins over that of a question and of the platform', async () => {
    const person = new Person(parts, { language: 'ko' });
    await person.command('language');
    const chosen = await person.press('English');
    expect(textsOf(chosen, parts)).toEqual([chat('en').languageSet]);
    for (const said of [WORK, '/help', '개인정보 보호법 23조', '/start']) {
      expect((await person.say(said)).language).toBe('en');
    }
    await person.command('language');
    await person.press('한국어');
    expect((await person.say(WORK_EN)).language).toBe('ko');
  });

  it('of the platform is spoken where there is nothing else, and Korean without it', async () => {
    expect((await new Person(parts, { language: 'en' }).command('help')).language).toBe('en');
    expect((await new Person(parts).command('help')).language).toBe('ko');
  });
});

describe('a question', () => {
  it('may lean on the one before', async () => {
    const person = new Person(parts);
    const [work] = pathsOf(await person.say(WORK));
    const [school] = pathsOf(await person.say('그럼 학교는?'));
    expect(work).toBe('/a/workplace-timeclock-private');
    expect(school).not.toBe(work);
    const alone = await new Person(parts).say('그럼 학교는?');
    expect(pathsOf(alone)).not.toEqual([school]);
  });

  it('is remembered masked, and no more than four of them', async () => {
    const person = new Person(parts);
    for (const number of [1, 2, 3, 4, 5]) await person.say(`${number}번 ${WORK}`);
    await person.say(`제 번호는 010-1234-5678이에요. ${WORK}`);
    expect(person.state.history).toHaveLength(4);
    expect(person.stored).not.toContain('1234-5678');
  });

  it('that was mended takes the place of the last one', async () => {
    const person = new Person(parts);
    await person.say('헬스장이 얼굴 등록을 강요해요');
    const answered = await person.say(WORK, true);
    expect(textsOf(answered, parts)[0]).toBe(chat().edited);
    expect(pathsOf(answered)).toEqual(['/a/workplace-timeclock-private']);
    expect(person.state.history).toHaveLength(1);
  });

  it.each([
    { what: 'no readable signs', said: '😀', outcome: 'empty' },
    { what: 'too many signs', said: '가 '.repeat(5000), outcome: 'too-long' },
    { what: 'a question about us', said: '너는 누구야?', outcome: 'about-bot' },
    { what: 'the wish for a complaint', said: '진정서 쓰고 싶어요', outcome: 'consent-asked' },
  ])('leans on the one before where $what came between', async ({ said, outcome }) => {
    const person = new Person(parts);
    await person.say(WORK);
    const { history } = person.state;
    expect((await person.say(said)).outcome).toBe(outcome);
    expect(person.state.history).toEqual(history);
    const straight = new Person(parts);
    await straight.say(WORK);
    expect(pathsOf(await person.say('그럼 학교는?'))).toEqual(
      pathsOf(await straight.say('그럼 학교는?')),
    );
  });

  it('that is too long is refused kindly', async () => {
    expect((await new Person(parts).say('가'.repeat(5000))).outcome).toBe('too-long');
  });

  it('in danger gets help first', async () => {
    const answered = await new Person(parts).say('집에서 맞고 있어요');
    expect(answered.outcome).toBe('emergency');
    expect(answered.messages[0]?.kind).toBe('answer');
  });
});

describe('the buttons under an answer', () => {
  it.for(LANGUAGES)(
    'lead to the law, two answers nearby and its page, in %s',
    async (language, context) => {
      needsOfficialText(context);
      const person = new Person(parts, { language });
      await person.command('start');
      const answered = await person.say(language === 'ko' ? WORK : WORK_EN);
      const [law, ...rest] = choicesOf(answered);
      expect(law?.label).toBe(chat(language).official);
      expect(rest.at(-1)).toEqual({
        label: chat(language).openPage,
        url: `https://facerights.example/a/workplace-timeclock-private?lang=${language}`,
      });
      expect(rest.length).toBeLessThanOrEqual(3);
      for (const { label } of rest.slice(0, -1)) {
        const related = await person.press(label);
        expect(related).toMatchObject({ outcome: 'answered', language });
        const [message] = related.messages;
        expect(message?.kind === 'answer' && message.view.title).toBe(label);
      }
    },
  );

  it('show the words of the law behind it', async (context) => {
    needsOfficialText(context);
    const person = new Person(parts);
    await person.say(WORK);
    const before = person.state;
    const answered = await person.press(chat().official);
    expect(answered.outcome).toBe('official-text');
    const [message] = answered.messages;
    expect(message?.kind === 'answer' && message.view.texts.length).toBeGreaterThan(0);
    expect(person.state).toEqual(before);
  });

  it('are the choices themselves where we ask back', async () => {
    const person = new Person(parts);
    const answered = await person.say('얼굴 인식해도 되나요?');
    expect(answered.outcome).toBe('asked-back');
    const labels = labelsOf(answered).slice(0, -2);
    expect(labels.length).toBeGreaterThan(1);
    expect((await person.press(labels[0] ?? '')).outcome).toBe('answered');
  });

  it('of an entry that is gone say that they are old', async () => {
    const person = new Person(parts);
    for (const value of [
      { do: 'entry', id: 'no-longer-here' },
      { do: 'official', id: 'no-longer-here' },
    ] as const) {
      const answered = await person.pressOld(value);
      expect(textsOf(answered, parts)).toEqual([chat().oldButton]);
    }
    expect((await person.send({ kind: 'choice', token: '' })).outcome).toBe('old-button');
  });
});

describe('the first note', () => {
  const isNote = (text: string) => text.startsWith(chat().firstNote.slice(0, 10));

  it('is said once, under the first answer', async () => {
    const person = new Person(parts);
    const first = textsOf(await person.say(WORK), parts);
    expect(first.filter(isNote)).toHaveLength(1);
    expect(isNote(first.at(-1) ?? '')).toBe(true);
    for (const said of [WORK, '/start', '/help']) {
      expect(textsOf(await person.say(said), parts).filter(isNote)).toEqual([]);
    }
  });

  it('is part of the greeting where that comes first', async () => {
    const person = new Person(parts);
    const [greeting = ''] = textsOf(await person.command('start'), parts);
    expect(greeting).toContain(chat().firstNote.slice(0, 10));
    expect(greeting).toContain('30일');
    expect(textsOf(await person.say(WORK), parts)).toHaveLength(1);
  });

  it('is said on arrival, once', async () => {
    const person = new Person(parts);
    const noted = async () =>
      textsOf(await person.send({ kind: 'arrival' }), parts)[0]?.includes('30일') ?? false;
    expect(await noted()).toBe(true);
    expect(await noted()).toBe(false);
  });

  it('is left to the page itself on the web', async () => {
    const answered = await new Person(parts, { platform: 'web' }).say(WORK);
    expect(answered.messages).toHaveLength(1);
  });

  it('leads to what is kept, and to erasing it', async () => {
    const person = new Person(parts);
    await person.say(WORK);
    expect((await person.press(chat().privacyTitle)).outcome).toBe('privacy');
    expect((await person.press(chat().eraseButton)).outcome).toBe('forget-asked');
  });
});

describe('too many messages in a minute', () => {
  it('are answered up to the limit, then politely once, then not at all', async () => {
    const person = new Person(parts);
    const most = parts.messagesPerMinute;
    person.receivedInMinute = most;
    expect((await person.say(WORK)).outcome).toBe('answered');
    const before = person.state;
    person.receivedInMinute = most + 1;
    expect(textsOf(await person.say(WORK), parts)).toEqual([
      chat().tooFast.replace('{seconds}', '60'),
    ]);
    person.receivedInMinute = most + 2;
    const silent = await person.say(WORK);
    expect(silent).toMatchObject({ outcome: 'too-fast', messages: [] });
    expect(person.state).toEqual(before);
  });

  it('keep nobody from being forgotten', async () => {
    const person = new Person(parts);
    person.receivedInMinute = parts.messagesPerMinute + 5;
    expect((await person.say('/forget')).outcome).toBe('forget-asked');
    const sure = await person.send({
      kind: 'choice',
      token: tokenOf({ do: 'forget', isSure: true }),
    });
    expect(sure).toMatchObject({ outcome: 'forgotten', erasesPerson: true });
  });

  it('are no reason to leave the home page empty, or a link folded', async () => {
    const person = new Person(parts);
    person.receivedInMinute = parts.messagesPerMinute + 5;
    expect((await person.send({ kind: 'home' })).outcome).toBe('home');
    expect((await person.send({ kind: 'links', links: [] })).outcome).toBe('links');
    expect((await person.send({ kind: 'arrival' })).outcome).toBe('greeted');
  });
});

describe('what we cannot read', () => {
  it.each(LANGUAGES)('is said to be so, in %s', async (language) => {
    const person = new Person(parts, { language });
    expect(textsOf(await person.send({ kind: 'unreadable' }), parts)).toEqual([
      chat(language).unreadable,
    ]);
  });
});

describe('a complaint', () => {
  it.each([
    { language: 'ko', wish: '진정서 쓰고 싶어요' },
    { language: 'en', wish: 'I want to write a complaint' },
  ] as const)('that is wished for in words asks for consent, in $language', async (row) => {
    const person = new Person(parts, { language: row.language });
    const answered = await person.say(row.wish);
    expect(answered).toMatchObject({ outcome: 'consent-asked', language: row.language });
    expect(textsOf(answered, parts).join('\n')).toContain(
      parts.settings.words[row.language].interview.consentTitle,
    );
    expect(person.state.history).toEqual([]);
    expect(person.state.case).toBeUndefined();
  });

  it('begins on the web as everywhere', async () => {
    const person = new Person(parts, { platform: 'web' });
    expect((await person.say('진정서 쓰고 싶어요')).outcome).toBe('consent-asked');
  });
});

describe('an answer that was shown already', () => {
  it('is not shown again for a follow-up: what goes along with it is', async () => {
    const person = new Person(parts, { language: 'ko' });
    const first = await person.say('가게 CCTV가 제 얼굴을 알아보는데 그래도 되나요?');
    const shown = first.messages.find(({ kind }) => kind === 'answer');
    const again = await person.say('지워달라고 하려면?');
    const next = again.messages.find(({ kind }) => kind === 'answer');
    if (shown?.kind !== 'answer' || next?.kind !== 'answer') throw new Error('no answers');
    expect(next.view.path).not.toBe(shown.view.path);
    expect(next.view.lead).not.toBe(shown.view.lead);
  });
});

describe('an answer to a button', () => {
  it('says what it is about, since nobody typed a question', async () => {
    const person = new Person(parts, { language: 'ko' });
    const reply = await person.send({
      kind: 'choice',
      token: tokenOf({ do: 'entry', id: 'gym-face-only' }),
    });
    const title = parts.settings.corpus.entries.get('gym-face-only')?.title.ko ?? '';
    expect(textsOf(reply, parts)[0]?.startsWith(title)).toBe(true);
    const typed = await person.say('헬스장이 얼굴 등록을 강제해도 되나요?');
    expect(textsOf(typed, parts)[0]?.startsWith(title)).toBe(false);
  });
});

describe('what holds of a person in every conversation', () => {
  it('is carried over: the language, and that they were told what is kept', async () => {
    const elsewhere = JSON.stringify({ language: 'en', isGreeted: true });
    const person = new Person(parts, { language: 'ko' });
    person.profile = elsewhere;
    const reply = await person.say('헬스장이 얼굴 등록을 강제해도 되나요?');
    expect(reply.language).toBe('en');
    expect(reply.messages).toHaveLength(1);
  });
});
