import { beforeAll, describe, expect, it } from 'vitest';
import { verifyReceipt } from '../../../adapters/receipt-keys.ts';
import type { CaseFile } from '../../../bot/desk/case-file.ts';
import { caseReference } from '../../../bot/desk/case-file.ts';
import type { Intake } from '../../../bot/desk/intake.ts';
import { newsFor } from '../../../bot/desk/news.ts';
import { checkReceipt, rawKey } from '../../../bot/desk/receipt.ts';
import { formatReceiptCode } from '../../../bot/desk/receipt-code.ts';
import type { BotParts, Reply } from '../../../bot/talk.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { picture } from '../../evidence/making.ts';
import { INSTITUTION, receivingParts } from '../../filing-parts.ts';
import { choicesOf, DAY_MS, labelsOf, Person, textsOf } from '../../talking.ts';
import { offers, wordsOf } from '../dialogue/interview/interviewed.ts';
import { previewed, submitted, wordsIn } from './submitted.ts';

let parts: BotParts & { readonly intake: Intake };
let photo: Buffer;
beforeAll(async () => {
  parts = await receivingParts();
  photo = await picture().jpeg().toBuffer();
});

const words = () => wordsIn(parts).filing;
const MINUTE_MS = 60_000;
const wrongDigit = (code: string) => `${(Number(code[0]) + 1) % 10}${code.slice(1)}`;

/** Something that the staff wrote. */
const written = (text: string) => (file: CaseFile) => ({
  ...file,
  messages: [
    ...file.messages,
    {
      no: file.messages.length + 1,
      at: file.receivedAt + 1000,
      from: 'staff' as const,
      by: 'staff-kim',
      text,
    },
  ],
});
const readReceipt = (answered: Reply) =>
  (answered.files ?? []).map(({ bytes }) =>
    checkReceipt(new TextDecoder().decode(bytes), verifyReceipt, rawKey(parts.intake.publicKeyPem)),
  );

describe('a receipt code', () => {
  it.each(LANGUAGES)('opens the case in another channel, in %s', async (language) => {
    const { person, code } = await submitted(parts, { language });
    const { shelf } = person;
    const elsewhere = new Person(parts, { platform: 'slack', language, shelf });
    const opened = await elsewhere.say(formatReceiptCode(code));
    expect(opened).toMatchObject({ outcome: 'case-shown', language });
    const said = wordsOf(opened, parts);
    const status = parts.intake.triage.statuses.get(shelf.only.file.status);
    expect(said).toContain(caseReference(shelf.only.file));
    expect(said).toContain(status?.name[language]);
    expect(said).toContain(status?.tells[language]);
  });

  it.each([
    (code: string) => code,
    (code: string) => `제 코드는 ${formatReceiptCode(code)} 이에요`,
    (code: string) => `/case ${formatReceiptCode(code).replaceAll(' ', '-')}`,
  ])('is understood however it is typed (%#)', async (typed) => {
    const { person, code } = await submitted(parts);
    const other = new Person(parts, { shelf: person.shelf });
    expect((await other.say(typed(code))).outcome).toBe('case-shown');
    expect(JSON.stringify(other.state)).not.toContain(code);
    expect(other.state.history).toEqual([]);
  });

  it('with a wrong digit, or one too few, is told as such and not looked up', async () => {
    const { person, code } = await submitted(parts);
    const { shelf } = person;
    let lookedUp = 0;
    const counting = Object.assign(Object.create(shelf), {
      byCode: (one: string) => {
        lookedUp += 1;
        return shelf.byCode(one);
      },
    }) as typeof shelf;
    const other = new Person(parts, { shelf: counting });
    expect((await other.say(wrongDigit(code))).outcome).toBe('code-mistyped');
    expect((await other.say(code.slice(1))).outcome).toBe('code-incomplete');
    expect(lookedUp).toBe(0);
    expect((await other.say(code)).outcome).toBe('case-shown');
    expect(lookedUp).toBe(1);
  });

  it('that is unknown and one of an erased case are answered alike', async () => {
    const { person, code } = await submitted(parts);
    const { code: unknown } = await submitted(parts);
    const other = new Person(parts, { shelf: person.shelf });
    const never = await other.say(unknown);
    person.shelf.erase(person.shelf.only.file.id);
    const gone = await other.say(code);
    expect(never.outcome).toBe('code-unknown');
    expect(gone).toEqual(never);
  });

  it('in a group opens nothing', async () => {
    const { person, code } = await submitted(parts);
    const group = new Person(parts, { audience: 'group', shelf: person.shelf });
    const answered = await group.say(formatReceiptCode(code));
    expect(answered.outcome).toBe('moved-to-private');
    expect(group.state.dialogue).toBeUndefined();
  });

  it('typed in the middle of an interview puts it aside; closing gives it back', async () => {
    const { person, code } = await submitted(parts);
    const other = new Person(parts, { shelf: person.shelf });
    await other.command('guide');
    await other.say(code);
    expect(other.state.paused?.kind).toBe('interview');
    const closed = await other.press(words().close);
    expect(labelsOf(closed)).toContain(wordsIn(parts).chat.resume);
    expect((await other.press(wordsIn(parts).chat.resume)).outcome).toBe('guide-place');
  });

  it('under a photo opens its case, and the photo is offered to it', async () => {
    const { person, code } = await submitted(parts);
    const other = new Person(parts, { shelf: person.shelf });
    other.putFile('photo', photo);
    const answered = await other.send({
      kind: 'file',
      file: { ref: 'photo', mediaType: 'image/jpeg' },
      caption: `코드 ${code}`,
    });
    expect(answered.outcome).toBe('case-evidence-offered');
    await other.press(words().evidenceAdd);
    expect(person.shelf.only.file.exhibits).toHaveLength(1);
    expect(person.shelf.only.stored.file).not.toContain(code);
  });
});

describe('/case', () => {
  it('asks for a code where nothing was sent from', async () => {
    const answered = await new Person(parts).command('case');
    expect(answered.outcome).toBe('code-asked');
    expect(wordsOf(answered, parts)).toContain('/case');
    expect((await new Person(parts).command('case', '몰라요')).outcome).toBe('code-asked');
  });

  it('opens the only case that was sent from here; of several one is chosen', async () => {
    const { person } = await submitted(parts);
    expect((await person.command('case')).outcome).toBe('case-shown');
    await person.pressOld({ do: 'submit', document: 'pipc' });
    await person.pressOld({ do: 'submitting', to: 'quietly' });
    const listed = await person.command('case');
    expect(listed.outcome).toBe('cases-listed');
    expect(choicesOf(listed)).toHaveLength(2);
    const second = labelsOf(listed)[1] ?? '';
    expect(wordsOf(await person.press(second), parts)).toContain(second);
  });

  it('stands on the home page and in /help', async () => {
    const { person } = await submitted(parts);
    const label = wordsIn(parts).command.case;
    expect(labelsOf(await person.send({ kind: 'home' }))).toContain(label);
    expect(wordsOf(await person.command('help'), parts)).toContain(`/case ${label}`);
  });
});

describe('the window of a case', () => {
  it('closes after half an hour without use; a code opens it again', async () => {
    const { person, code } = await submitted(parts);
    const other = new Person(parts, { shelf: person.shelf });
    await other.say(code);
    other.now += 29 * MINUTE_MS;
    expect((await other.pressOld({ do: 'filed', to: 'messages' })).outcome).toBe('case-thread');
    other.now += 29 * MINUTE_MS;
    expect((await other.pressOld({ do: 'filed', to: 'receipt' })).outcome).toBe('receipts-sent');
    other.now += 31 * MINUTE_MS;
    expect((await other.pressOld({ do: 'filed', to: 'messages' })).outcome).toBe('code-asked');
    expect(other.stored).not.toContain(person.shelf.only.file.id);
  });

  it('shows what the periods are, whose, and the article', async () => {
    const { person } = await submitted(parts);
    const said = wordsOf(await person.command('case'), parts);
    expect(said).toMatch(/기관의 기한은 \d+년 \d+월 \d+일.*까지예요/);
    expect(said).toContain('국가인권위원회');
  });

  it('answers questions as ever', async () => {
    const { person } = await submitted(parts);
    await person.command('case');
    const answered = await person.say('회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?');
    expect(answered.outcome).toBe('answered');
    expect(person.shelf.only.file.messages).toEqual([]);
  });
});

describe('messages', () => {
  it('of the staff are shown, without the name of who wrote, and count as read then', async () => {
    const { person } = await submitted(parts);
    const { id } = person.shelf.only.file;
    person.shelf.change(id, written('날짜를 알려 주세요.'));
    const opened = await person.command('case');
    expect(wordsOf(opened, parts)).toContain('날짜를 알려 주세요.');
    expect(wordsOf(opened, parts)).toContain(INSTITUTION);
    expect(wordsOf(opened, parts)).not.toContain('staff-kim');
    expect(person.shelf.only.file.messages[0]?.readAt).toBe(person.now);
    expect(wordsOf(await person.command('case'), parts)).not.toContain('날짜를 알려 주세요.');
    expect(wordsOf(await person.press(words().thread), parts)).toContain('날짜를 알려 주세요.');
  });

  it('of the person are what is typed after the button, one for each', async () => {
    const { person } = await submitted(parts);
    await person.command('case');
    await person.press(words().reply);
    expect((await person.say('11월 20일이에요.')).outcome).toBe('case-replied');
    const next = await person.say('회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?');
    expect(next.outcome).toBe('answered');
    expect(person.shelf.only.file.messages).toMatchObject([
      { from: 'person', text: '11월 20일이에요.' },
    ]);
  });

  it('are sent once however often the same delivery comes', async () => {
    const { person } = await submitted(parts);
    await person.command('case');
    await person.press(words().reply);
    const before = person.stored;
    await person.say('한 번만');
    person.restore(before);
    person.repeats = true;
    await person.say('한 번만');
    expect(person.shelf.only.file.messages).toHaveLength(1);
  });

  it.each([
    { said: '그만', outcome: 'case-window-closed' },
    { said: '/help', outcome: 'help' },
    { said: '   ', outcome: 'refused-needs-text' },
    { said: '가'.repeat(10_001), outcome: 'refused-too-long' },
  ])('"$outcome" instead of being sent', async ({ said, outcome }) => {
    const { person } = await submitted(parts);
    await person.command('case');
    await person.press(words().reply);
    expect((await person.say(said)).outcome).toBe(outcome);
    expect(person.shelf.only.file.messages).toEqual([]);
  });

  it('lose registration numbers, and the person is told', async () => {
    const { person } = await submitted(parts);
    await person.command('case');
    await person.press(words().reply);
    const answered = await person.say('제 번호는 900101-1234567 이고 전화는 010-1234-5678');
    expect(wordsOf(answered, parts)).toContain(wordsIn(parts).interview.numberMasked);
    expect(person.shelf.only.file.messages[0]?.text).not.toContain('1234567');
    expect(person.shelf.only.file.messages[0]?.text).toContain('010-1234-5678');
  });
});

describe('evidence', () => {
  async function offered() {
    const { person } = await submitted(parts);
    await person.command('case');
    person.now += MINUTE_MS;
    person.putFile('photo', photo);
    const file = { ref: 'photo', mediaType: 'image/jpeg' };
    const answered = await person.send({ kind: 'file', file, caption: '안내판' });
    return { person, answered };
  }

  it('sent while the window is open is added with consent, and has a receipt', async () => {
    const { person, answered } = await offered();
    expect(answered.outcome).toBe('case-evidence-offered');
    expect(wordsOf(answered, parts)).toContain(INSTITUTION);
    expect(person.shelf.only.file.exhibits).toEqual([]);
    const added = await person.press(words().evidenceAdd);
    const { file, files } = person.shelf.only;
    expect(file.exhibits).toMatchObject([{ caption: '안내판', mediaType: 'image/jpeg' }]);
    expect(files.get(file.exhibits[0]?.file ?? '')?.length).toBe(file.exhibits[0]?.size);
    expect(readReceipt(added)).toMatchObject([
      { isSound: true, receipt: { kind: 'evidence', exhibits: [{}] } },
    ]);
    // It lies with the case, not with the conversation.
    expect(person.files.filter(({ purpose }) => purpose === 'evidence')).toEqual([]);
  });

  it.each([
    (person: Person) => person.press(words().evidenceDrop),
    (person: Person) => person.say('아니요'),
  ])('is not added without (%#)', async (refuse) => {
    const { person } = await offered();
    await refuse(person);
    expect(person.shelf.only.file.exhibits).toEqual([]);
    await person.pressOld({ do: 'filed', to: 'evidence-add' });
    expect(person.shelf.only.file.exhibits).toEqual([]);
  });

  it('that cannot be had is said, and what can be had is added', async () => {
    const { person } = await offered();
    person.putFile('other', new TextEncoder().encode('#!/bin/sh'));
    const file = { ref: 'other', mediaType: 'image/jpeg' };
    await person.send({ kind: 'file', file, caption: '' });
    const added = await person.say('네');
    expect(wordsOf(added, parts)).toContain(wordsIn(parts).chat.evidenceRefused);
    expect(person.shelf.only.file.exhibits).toHaveLength(1);
  });
});

describe('withdrawing', () => {
  it('is asked for twice, with what follows from it and the article', async () => {
    const { person } = await submitted(parts);
    await person.command('case');
    const asked = await person.press(words().withdraw);
    expect(asked.outcome).toBe('case-withdraw-asked');
    expect(wordsOf(asked, parts)).toContain('90일');
    expect(wordsOf(asked, parts)).toMatch(/제32조제1항제8호.*제32조제3항/);
    expect(person.shelf.only.file.withdrawnAt).toBeUndefined();
    const done = await person.press(words().withdrawSure);
    expect(done.outcome).toBe('case-withdrawn');
    expect(person.shelf.only.file).toMatchObject({ status: 'withdrawn', withdrawnAt: person.now });
    const shown = await person.command('case');
    expect(offers(shown, { do: 'filed', to: 'withdraw' })).toBe(false);
  });

  it.each([
    (person: Person) => person.press(words().withdrawNot),
    (person: Person) => person.say('아니요'),
    (person: Person) => person.say('네'),
    (person: Person) => person.say('회사가 얼굴로만 출퇴근을 찍으래요. 거부할 수 있나요?'),
  ])('is not done by anything else (%#)', async (act) => {
    const { person } = await submitted(parts);
    await person.command('case');
    await person.press(words().withdraw);
    await act(person);
    expect(person.shelf.only.file.withdrawnAt).toBeUndefined();
  });

  it('is done by no old button', async () => {
    const { person } = await submitted(parts);
    expect((await person.pressOld({ do: 'filed', to: 'withdraw-sure' })).outcome).toBe(
      'case-withdraw-asked',
    );
    expect(person.shelf.only.file.withdrawnAt).toBeUndefined();
  });

  it('cannot be done with a case that has ended; writing can', async () => {
    const { person } = await submitted(parts);
    const { id } = person.shelf.only.file;
    person.shelf.change(id, (file) => ({ ...file, status: 'closed', closedAt: person.now }));
    const shown = await person.command('case');
    expect(offers(shown, { do: 'filed', to: 'withdraw' })).toBe(false);
    expect(offers(shown, { do: 'filed', to: 'evidence' })).toBe(false);
    await person.press(words().reply);
    expect((await person.say('고맙습니다')).outcome).toBe('case-replied');
  });
});

describe('receipts', () => {
  it('can be had again, byte for byte, from another channel', async () => {
    const { person, code, answered } = await submitted(parts);
    const other = new Person(parts, { platform: 'slack', language: 'en', shelf: person.shelf });
    await other.say(code);
    other.now += 40 * DAY_MS;
    await other.say(code);
    const again = await other.pressOld({ do: 'filed', to: 'receipt' });
    expect(again.files?.map(({ bytes }) => bytes)).toEqual(
      answered.files?.map(({ bytes }) => bytes),
    );
    expect(again.files?.[0]?.name).toBe(answered.files?.[0]?.name);
  });
});

describe('news', () => {
  it.each(['message', 'status', 'letter'] as const)(
    'of a %s says which case, never what, and opens it',
    async (kind) => {
      const { person } = await submitted(parts);
      const reference = caseReference(person.shelf.only.file);
      for (const language of LANGUAGES) {
        const message = newsFor(kind, wordsIn(parts, language), reference);
        const answered = { outcome: '', language, state: undefined, messages: [message] };
        expect(textsOf(answered, parts)[0]).toContain(reference);
        const [choice] = choicesOf(answered);
        expect(choice && 'token' in choice && parts.choices(choice.token)).toEqual({
          do: 'filed',
          to: 'open',
        });
      }
      expect((await person.pressOld({ do: 'filed', to: 'open' })).outcome).toBe('case-shown');
    },
  );
});

describe('what is kept', () => {
  it('is said to lie with the institution too; /forget does not reach it', async () => {
    const { person, code } = await submitted(parts);
    const privacy = wordsOf(await person.command('privacy'), parts);
    expect(privacy).toContain(INSTITUTION);
    expect(privacy).toContain('90일');
    expect(privacy).toContain('/case');
    expect(wordsOf(await person.pressOld({ do: 'export' }), parts)).toContain(INSTITUTION);
    const asked = await person.command('forget');
    expect(wordsOf(asked, parts)).toContain(
      words().forgetWarning.replace('{institution}', INSTITUTION),
    );
    await person.pressOld({ do: 'forget', isSure: true });
    expect(person.stored).toBeUndefined();
    expect(person.shelf.size).toBe(1);
    expect((await person.command('case')).outcome).toBe('code-asked');
    expect((await person.say(code)).outcome).toBe('case-shown');
  });

  it('of a draft goes without the case that it became', async () => {
    const { person } = await submitted(parts);
    await person.pressOld({ do: 'case', to: 'destroy' });
    await person.pressOld({ do: 'case', to: 'destroy-sure' });
    expect(person.state.case).toBeUndefined();
    expect((await person.command('case')).outcome).toBe('case-shown');
  });

  it('of a draft moves to the browser with the case that it became', async () => {
    const { person } = await submitted(parts);
    const { offers: offer } = await person.pressOld({ do: 'case', to: 'to-web' });
    const { shelf } = person;
    const browser = new Person(parts, { platform: 'web', shelf });
    browser.offers.set(offer?.code ?? '', { state: person.stored, files: [] });
    await browser.send({ kind: 'handover', code: offer?.code ?? '' });
    expect((await browser.command('case')).outcome).toBe('case-shown');
    const drafted = await browser.pressOld({ do: 'draft', document: 'nhrck' });
    expect(labelsOf(drafted)).toContain(words().openCase);
  });

  it('before it was sent is the preview, without anything of the case', async () => {
    const person = await previewed(parts);
    expect(person.state.case?.submitting).toMatchObject({ document: 'nhrck' });
    expect(person.state.filed).toBeUndefined();
  });
});
