import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyReceipt } from '../../../adapters/receipt-keys.ts';
import type { Intake } from '../../../bot/desk/intake.ts';
import { checkReceipt, rawKey } from '../../../bot/desk/receipt.ts';
import { formatReceiptCode } from '../../../bot/desk/receipt-code.ts';
import type { Outgoing } from '../../../bot/message.ts';
import type { BotParts, Reply } from '../../../bot/talk.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { CaseShelf } from '../../case-shelf.ts';
import { INSTITUTION, receivingParts } from '../../filing-parts.ts';
import { choicesOf, DAY_MS, labelsOf, Person, realParts } from '../../talking.ts';
import { finished, GYM, METRO, offers, wordsOf } from '../dialogue/interview/interviewed.ts';
import { previewed, submitted, wordsIn } from './submitted.ts';

let parts: BotParts & { readonly intake: Intake };
beforeAll(async () => {
  parts = await receivingParts();
});

const words = () => wordsIn(parts).filing;
const STORY = METRO['story']?.[0] ?? '';
const SENSITIVE = { ...GYM, matter: ['disability'] };

const quotesOf = ({ messages }: Reply): readonly string[] =>
  messages.flatMap((message: Outgoing) =>
    message.kind === 'message'
      ? message.blocks.flatMap((block) =>
          block.kind === 'quote' ? [block.runs.map(({ text }) => text).join('')] : [],
        )
      : [],
  );

describe('where nothing is received', () => {
  it('no button offers it, no command is shown, and old buttons do nothing', async () => {
    const without = await realParts();
    const person = await finished(without);
    const drafted = await person.pressOld({ do: 'draft', document: 'nhrck' });
    expect(offers(drafted, { do: 'submit', document: 'nhrck' })).toBe(false);
    for (const value of [
      { do: 'submit', document: 'nhrck' },
      { do: 'submitting', to: 'told-here' },
      { do: 'filed', to: 'open' },
      { do: 'filed-pick', pick: 0 },
    ] as const) {
      const answered = await person.pressOld(value);
      expect(answered.outcome).toBe('no-intake');
      expect(answered.filed).toBeUndefined();
    }
    const help = wordsOf(await person.command('help'), without);
    expect(help).not.toContain('/case');
    expect(labelsOf(await person.send({ kind: 'home' }))).not.toContain(
      wordsIn(without).command.case,
    );
    const privacy = wordsOf(await person.command('privacy'), without);
    expect(privacy).not.toContain('/case');
  });

  it('digits like a code are a question like any other', async () => {
    const answered = await new Person(await realParts()).say('123 456 789 012 345 678 901');
    expect(answered.outcome).not.toMatch(/^code/);
  });
});

describe('a draft', () => {
  it.each(LANGUAGES)('can be submitted, in %s', async (language) => {
    const person = await finished(parts, { language });
    const drafted = await person.pressOld({ do: 'draft', document: 'nhrck' });
    const label = wordsIn(parts, language).filing.submit.replace('{institution}', INSTITUTION);
    expect(labelsOf(drafted)[0]).toBe(label);
    expect((await person.press(label)).outcome).toBe('submission-previewed');
  });

  it('is shown word for word as it would be sent, with its hash', async () => {
    const person = await previewed(parts);
    const [sent = ''] = quotesOf(person.last as Reply);
    expect(sent).toContain(STORY);
    expect(sent).toContain('____');
    const sha256 = createHash('sha256').update(sent).digest('hex');
    const said = wordsOf(person.last as Reply, parts);
    expect(said).toContain(sha256);
    await person.pressOld({ do: 'submitting', to: 'quietly' });
    expect(person.shelf.only.file.statements).toMatchObject([{ documentSha256: sha256 }]);
  });

  it('says before it is sent that without a name the NHRCK dismisses it, with the article', async () => {
    const said = wordsOf((await previewed(parts)).last as Reply, parts);
    expect(said).toContain(words().previewNoName);
    expect(said).toMatch(/성명: .*각하돼요\. \(국가인권위원회법 제32조제1항제6호\)/);
    const others = wordsOf((await previewed(parts, {}, 'pipc')).last as Reply, parts);
    expect(others).not.toContain('제32조제1항제6호');
  });

  it('lists every answer that goes along beside the document', async () => {
    const said = wordsOf((await previewed(parts)).last as Reply, parts);
    const { file } = (await submitted(parts)).person.shelf.only;
    for (const [id, values] of Object.entries(file.statements[0]?.answers ?? {})) {
      const question = parts.casework.questions.find((one) => one.id === id);
      if (values.includes('unknown') || !question) continue;
      if (question.kind === 'text') expect(said).toContain(values[0]);
      else expect(said).toContain(`${question.name.ko}: `);
    }
  });

  it('asks for consent as the Act has it: who, what, what for, how long, and what refusing does', async () => {
    const said = wordsOf((await previewed(parts)).last as Reply, parts);
    for (const line of [
      INSTITUTION,
      words().consentItems,
      words().consentPurpose,
      words().consentPeriod.replace('{days}', '90'),
      words().consentRefuse,
      '개인정보 보호법 제15조제2항, 개인정보 보호법 제17조제2항',
    ]) {
      expect(said).toContain(line);
    }
  });

  it('is not sent by whoever refuses, and stays as it was', async () => {
    const person = await previewed(parts);
    const before = person.state.case?.answers;
    const refused = await person.press(words().notSubmit);
    expect(refused).toMatchObject({ outcome: 'not-submitted' });
    expect(person.shelf.size).toBe(0);
    expect(person.state.case?.answers).toEqual(before);
    // Nor by an old button after that.
    await person.pressOld({ do: 'submitting', to: 'quietly' });
    expect(person.shelf.size).toBe(0);
  });

  it('in a group is neither shown nor sent', async () => {
    const person = new Person(parts, { audience: 'group', privateUrl: 'https://t.me/bot' });
    for (const value of [
      { do: 'submit', document: 'nhrck' },
      { do: 'submitting', to: 'quietly' },
      { do: 'filed', to: 'open' },
    ] as const) {
      expect((await person.pressOld(value)).outcome).toBe('moved-to-private');
    }
    expect((await person.command('case')).outcome).toBe('moved-to-private');
  });
});

describe('sensitive answers', () => {
  it('are agreed to by a button of their own, and named', async () => {
    const person = await previewed(parts, { given: SENSITIVE });
    const said = wordsOf(person.last as Reply, parts);
    const asked = parts.casework.questions.find(({ isSensitive }) => isSensitive);
    expect(said).toContain(asked?.name.ko);
    expect(said).toMatch(/따로 동의하셔야 해요\. .*\(개인정보 보호법 제23조제1항\)/);
    expect(labelsOf(person.last as Reply)).toContain(
      words().agreeWithSensitive.replace('{label}', words().submitQuietly),
    );
  });

  it('can be left out: it is shown once more without them, and sent so', async () => {
    const person = await previewed(parts, { given: SENSITIVE });
    const [before] = quotesOf(person.last as Reply);
    const again = await person.press(words().withoutSensitive);
    const [after] = quotesOf(again);
    expect(after).not.toBe(before);
    expect(wordsOf(again, parts)).not.toContain('따로 동의하셔야 해요');
    expect(labelsOf(again)).not.toContain(words().withoutSensitive);
    await person.pressOld({ do: 'submitting', to: 'quietly' });
    const [statement] = person.shelf.only.file.statements;
    expect(statement?.answers['matter']).toBeUndefined();
    expect(person.state.case?.answers['matter']).toEqual(['disability']);
    expect(statement?.documentSha256).toBe(
      createHash('sha256')
        .update(after ?? '')
        .digest('hex'),
    );
  });
});

describe('what was submitted', () => {
  it('is a case with what was shown, and a line of the audit log without a word of it', async () => {
    const { person } = await submitted(parts);
    const { file, isLinked } = person.shelf.only;
    expect(file).toMatchObject({
      document: 'nhrck',
      language: 'ko',
      platform: 'telegram',
      status: parts.intake.triage.first,
      hasIdentity: false,
      receivedAt: person.now,
    });
    expect(isLinked).toBe(true);
    expect(person.shelf.audit).toMatchObject([
      { actor: 'person', action: 'case-received', case: file.id, at: person.now },
    ]);
    expect(JSON.stringify(person.shelf.audit)).not.toContain('개찰구');
  });

  it('is found by a code that is said once and kept nowhere', async () => {
    const { person, code, answered } = await submitted(parts);
    expect(wordsOf(answered, parts)).toContain(formatReceiptCode(code));
    expect(await person.shelf.byCode(code)).toBeDefined();
    for (const kept of [person.stored ?? '', person.shelf.only.stored.file]) {
      expect(kept).not.toContain(code);
      expect(kept.replace(/\D/g, '')).not.toContain(code);
    }
    expect(
      JSON.stringify(answered.files?.map(({ bytes }) => new TextDecoder().decode(bytes))),
    ).not.toContain(code);
  });

  it('comes with a receipt that anybody can check', async () => {
    const { person, answered } = await submitted(parts);
    const [receipt] = answered.files ?? [];
    expect(receipt).toMatchObject({ purpose: 'document', mediaType: 'text/plain; charset=utf-8' });
    const text = new TextDecoder().decode(receipt?.bytes);
    const checked = checkReceipt(text, verifyReceipt, rawKey(parts.intake.publicKeyPem));
    const { file } = person.shelf.only;
    expect(checked).toMatchObject({
      isSound: true,
      receipt: { case: file.id, documentSha256: file.statements[0]?.documentSha256 },
    });
  });

  it('without wanting to be told is linked to no conversation', async () => {
    const person = await previewed(parts);
    await person.pressOld({ do: 'submitting', to: 'quietly' });
    expect(person.shelf.only.isLinked).toBe(false);
  });

  it('is one case however often it is pressed, by whichever button', async () => {
    const { person } = await submitted(parts);
    const { file } = person.shelf.only;
    for (const to of ['told-here', 'quietly', 'without-sensitive', 'correct', 'not'] as const) {
      const again = await person.pressOld({ do: 'submitting', to });
      expect(again.outcome).toBe('already-submitted');
    }
    await person.pressOld({ do: 'submit', document: 'nhrck' });
    await person.pressOld({ do: 'submitting', to: 'told-here' });
    expect(person.shelf.only.file).toEqual(file);
  });

  it('is one case where the first answer was made and its end is not known', async () => {
    const shelf = new CaseShelf();
    const person = await previewed(parts, { shelf });
    // The state from before: as if it had been lost that the case was written.
    const stored = person.stored;
    await person.pressOld({ do: 'submitting', to: 'told-here' });
    const before = shelf.only.stored;
    person.restore(stored);
    const again = await person.pressOld({ do: 'submitting', to: 'told-here' });
    expect(again.outcome).toBe('already-submitted');
    expect(shelf.only.stored).toEqual(before);
  });

  it('is shown once more where the draft has changed since, or another day has begun', async () => {
    const person = await previewed(parts);
    await person.pressOld({ do: 'change', question: 'respondent' });
    await person.say('서울교통공사 3호선');
    const again = await person.pressOld({ do: 'submitting', to: 'told-here' });
    expect(again.outcome).toBe('submission-previewed');
    expect(wordsOf(again, parts)).toContain(words().changedSince);
    expect(person.shelf.size).toBe(0);
    person.now += DAY_MS;
    const next = await person.pressOld({ do: 'submitting', to: 'told-here' });
    expect(next.outcome).toBe('submission-previewed');
    expect((await person.pressOld({ do: 'submitting', to: 'told-here' })).outcome).toBe(
      'submitted',
    );
  });

  it('is complete or not sent: without a copy of all its evidence it is refused', async () => {
    const person = await finished(parts);
    person.putFile('photo', new TextEncoder().encode('%PDF-1.7\n%%EOF'));
    await person.send({ kind: 'place', latitude: 37.5, longitude: 127 });
    await person.pressOld({ do: 'evidence', isKept: true });
    const [kept] = person.files;
    await person.pressOld({ do: 'submit', document: 'nhrck' });
    const files = person.files;
    person.files = [];
    expect((await person.pressOld({ do: 'submitting', to: 'quietly' })).outcome).toBe(
      'evidence-missing',
    );
    expect(person.shelf.size).toBe(0);
    person.files = files;
    await person.pressOld({ do: 'submitting', to: 'quietly' });
    const { file, files: copied } = person.shelf.only;
    expect(file.exhibits).toMatchObject([{ file: kept?.id, size: kept?.size }]);
    expect(copied.get(kept?.id ?? '')).toEqual(kept?.bytes);
  });
});

describe('a draft that changes after it was submitted', () => {
  async function corrected() {
    const { person } = await submitted(parts);
    await person.pressOld({ do: 'change', question: 'respondent' });
    await person.say('서울교통공사 3호선');
    return person;
  }

  it('offers to be sent as a correction, and only then', async () => {
    const { person } = await submitted(parts);
    const label = words().submitCorrection;
    const same = await person.pressOld({ do: 'draft', document: 'nhrck' });
    expect(labelsOf(same)).not.toContain(label);
    expect(labelsOf(same)).toContain(words().openCase);
    // Another day alone changes nothing.
    person.now += 2 * DAY_MS;
    expect(labelsOf(await person.pressOld({ do: 'draft', document: 'nhrck' }))).not.toContain(
      label,
    );
    await person.pressOld({ do: 'change', question: 'respondent' });
    await person.say('서울교통공사 3호선');
    expect(labelsOf(await person.pressOld({ do: 'draft', document: 'nhrck' }))).toContain(label);
  });

  it('becomes another statement of the same case, with a receipt of its own', async () => {
    const person = await corrected();
    person.now += 60_000;
    await person.pressOld({ do: 'submit', document: 'nhrck' });
    const answered = await person.pressOld({ do: 'submitting', to: 'correct' });
    expect(answered.outcome).toBe('corrected');
    const { file } = person.shelf.only;
    expect(file.statements).toHaveLength(2);
    expect(file.statements[1]?.answers['respondent']).toEqual(['서울교통공사 3호선']);
    expect(answered.files).toHaveLength(1);
    const text = new TextDecoder().decode(answered.files?.[0]?.bytes);
    const checked = checkReceipt(text, verifyReceipt, rawKey(parts.intake.publicKeyPem));
    expect(checked).toMatchObject({ isSound: true, receipt: { kind: 'correction' } });
    const again = await person.pressOld({ do: 'submit', document: 'nhrck' });
    expect(again.outcome).toBe('nothing-changed');
  });

  it('takes evidence that came since along', async () => {
    const { person } = await submitted(parts);
    await person.send({ kind: 'place', latitude: 37.5, longitude: 127 });
    await person.pressOld({ do: 'evidence', isKept: true });
    person.now += 1000;
    await person.pressOld({ do: 'submit', document: 'nhrck' });
    await person.pressOld({ do: 'submitting', to: 'correct' });
    const { file, files } = person.shelf.only;
    expect(file.exhibits).toHaveLength(1);
    expect(files.size).toBe(1);
  });

  it('is a new case where the old one was withdrawn', async () => {
    const person = await corrected();
    const { file } = person.shelf.only;
    person.shelf.change(file.id, (one) => ({ ...one, withdrawnAt: person.now }));
    await person.pressOld({ do: 'submit', document: 'nhrck' });
    await person.pressOld({ do: 'submitting', to: 'quietly' });
    expect(person.shelf.size).toBe(2);
  });
});

describe('from a page', () => {
  const identity = { name: '제갈다솜별', phone: '010-7391-5528' };
  async function onPage(documentSha256?: string) {
    const person = await finished(parts, { platform: 'web' });
    const shown = await finished(parts);
    shown.now = person.now;
    await shown.pressOld({ do: 'submit', document: 'nhrck' });
    const sha256 = shown.state.case?.submitting?.documentSha256 ?? '';
    const answered = await person.send({
      kind: 'submission',
      document: 'nhrck',
      documentSha256: documentSha256 ?? sha256,
      withSensitive: true,
      identity,
    });
    return { person, answered };
  }

  it('the name goes to the case and nowhere else', async () => {
    const { person, answered } = await onPage();
    expect(answered.outcome).toBe('submitted');
    const { file, identity: sealed } = person.shelf.only;
    expect(JSON.parse(sealed ?? '')).toEqual(identity);
    expect(file.hasIdentity).toBe(true);
    const everywhere = JSON.stringify([
      person.stored,
      file,
      answered.messages,
      answered.state,
      person.shelf.audit,
      answered.files?.map(({ bytes }) => new TextDecoder().decode(bytes)),
    ]);
    for (const value of [...Object.values(identity), '7391']) {
      expect(everywhere).not.toContain(value);
    }
  });

  it('what was shown there and what is sent are the same, or nothing is', async () => {
    const { person, answered } = await onPage('ab'.repeat(32));
    expect(answered.outcome).toBe('submission-on-page');
    expect(wordsOf(answered, parts)).toContain(words().changedSince);
    expect(choicesOf(answered)).toEqual([
      { label: words().toPreview, page: '/submit?document=nhrck' },
    ]);
    expect(person.shelf.size).toBe(0);
  });
});
