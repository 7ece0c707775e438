import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bot } from '../../../adapters/open-bot.ts';
import { verifyReceipt } from '../../../adapters/receipt-keys.ts';
import { caseReference, readCaseFile } from '../../../bot/desk/case-file.ts';
import { checkReceipt, rawKey } from '../../../bot/desk/receipt.ts';
import { formatReceiptCode, newReceiptCode } from '../../../bot/desk/receipt-code.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { pdf, picture } from '../../evidence/making.ts';
import { type FilingApp, startFilingApp } from '../../filing-app.ts';
import { openRealBot } from '../../real-bot.ts';
import { codeOn, FiledVisitor, IDENTITY, onSubmitPage, PLANTED, sends } from './filed-visitor.ts';

let bot: Bot;
let app: FilingApp;
let photo: Buffer;
beforeAll(async () => {
  bot = await openRealBot();
  app = await startFilingApp(bot);
  photo = await picture().jpeg().toBuffer();
}, 120_000);
afterAll(() => app?.stop());

const words = () => bot.words.ko.filing;
let person: FiledVisitor;
beforeEach(async () => {
  const visitor = await sends(await onSubmitPage(app.url), { nameless: 'yes' });
  person = new FiledVisitor(app.url, codeOn(visitor.page));
});
const fileOf = async ({ code }: FiledVisitor) => {
  const stored = await app.store.cases.byCode(code);
  if (!stored) throw new Error('There is no such case.');
  return readCaseFile(stored.file);
};
const unescaped = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
let drawn = 0;
/** A sound code of no case. */
const someCode = () => {
  drawn += 1;
  const seed = Buffer.alloc(24, drawn % 250);
  seed.writeUInt16BE(drawn, 4);
  return newReceiptCode(() => seed.toString('base64url'));
};

describe('the page of a code', () => {
  it('asks for it, and takes it in a form only', async () => {
    const response = await fetch(`${app.url}/case?lang=ko&code=${person.code}`);
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('name="code"');
    expect(page).not.toContain(person.code);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it.each(LANGUAGES)('shows the case, in %s', async (language) => {
    await person.posts('/case', { code: formatReceiptCode(person.code) }, language);
    expect(person.status).toBe(200);
    const file = await fileOf(person);
    const status = app.receiving.triage.statuses.get(file.status);
    expect(person.page).toContain(caseReference(file));
    expect(person.page).toContain(status?.name[language]);
    expect(unescaped(person.page)).toContain(status?.tells[language]);
    expect(person.headers.get('cache-control')).toBe('no-store');
    expect(person.headers.get('set-cookie')).toBeNull();
    expect(person.page).not.toMatch(/<script(?![^>]*src=)|style="| on\w+="/);
    // In forms alone: no link holds it.
    expect(person.page).not.toMatch(new RegExp(`(?:href|action)="[^"]*${person.code}`));
  });

  it('tells a wrong digit from an unknown code, and unknown from nothing else', async () => {
    const { code } = person;
    await person.posts('/case', { code: `${(Number(code[0]) + 1) % 10}${code.slice(1)}` });
    expect(person.status).toBe(422);
    expect(unescaped(person.page)).toContain(words().codeMistyped);
    await person.posts('/case', { code: code.slice(1) });
    expect(unescaped(person.page)).toContain('20자리');
    await person.posts('/case', { code: '모름' });
    expect(unescaped(person.page)).toContain(words().noCode);
    await person.posts('/case', { code: someCode() });
    expect(person.status).toBe(404);
    const unknown = person.page;
    const { id } = await fileOf(person);
    const stored = await app.store.cases.read(id);
    const gone = { id, expects: stored?.version ?? 0, erases: true };
    const entry = { at: 0, actor: 'system', action: 'case-erased', case: id, details: {} };
    await app.store.cases.commit([gone], [entry]);
    await person.posts('/case');
    expect(person.status).toBe(404);
    expect(person.page).toBe(unknown);
  });

  it('slows down whoever guesses, and nobody else', async () => {
    const guesser = new FiledVisitor(app.url, '');
    guesser.address = '198.51.100.23';
    const statuses: number[] = [];
    for (let guess = 0; guess < 14; guess += 1) {
      await guesser.posts('/case', { code: someCode() });
      statuses.push(guesser.status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 404));
    expect(statuses.slice(10)).toEqual([429, 429, 429, 429]);
    expect(Number(guesser.headers.get('retry-after'))).toBeGreaterThan(60);
    // Not even with the right one, and by no other form.
    await guesser.posts('/case', { code: person.code });
    expect(guesser.status).toBe(429);
    await guesser.posts('/case/act', { code: person.code, do: 'withdraw-sure' });
    expect(guesser.status).toBe(429);
    expect((await fileOf(person)).withdrawnAt).toBeUndefined();
    await person.posts('/case');
    expect(person.status).toBe(200);
  });

  it('never comes into the log', async () => {
    await person.posts('/case');
    await person.posts('/case/act', { do: 'message', text: '기록되면 안 되는 말' });
    await person.posts('/case/receipt', { receipt: '0' });
    const log = app.log.join('\n');
    expect(log).not.toContain(person.code);
    expect(log).not.toContain(formatReceiptCode(person.code));
    expect(log).not.toContain('기록되면');
    expect(log).toContain('"path":"/case/act"');
  });
});

describe('messages', () => {
  it('go both ways, and are read when they are shown', async () => {
    const { id } = await fileOf(person);
    await app.staffWrites(id, '언제였는지 <b>날짜</b>를 알려 주세요.');
    await person.posts('/case');
    expect(person.page).toContain('언제였는지 &lt;b&gt;날짜');
    expect(person.page).not.toContain('staff-kim');
    expect((await fileOf(person)).messages[0]?.readAt).toBeDefined();
    await person.posts('/case/act', { do: 'message', text: '11월 20일이에요. 900101-1234567' });
    expect(unescaped(person.page)).toContain(words().pageSent);
    const [, answer] = (await fileOf(person)).messages;
    expect(answer).toMatchObject({ from: 'person' });
    expect(answer?.text).toContain('11월 20일이에요.');
    expect(answer?.text).not.toContain('1234567');
  });

  it('of one form are sent once', async () => {
    await person.posts('/case');
    const { key } = person;
    await person.posts('/case/act', { do: 'message', text: '한 번', key });
    await person.posts('/case/act', { do: 'message', text: '한 번', key });
    expect((await fileOf(person)).messages).toHaveLength(1);
  });

  it('that are empty or endless are not sent', async () => {
    for (const text of ['  ', '가'.repeat(10_001)]) {
      await person.posts('/case/act', { do: 'message', text });
      expect(person.status).toBe(422);
    }
    expect((await fileOf(person)).messages).toEqual([]);
  });
});

describe('evidence', () => {
  const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

  it('is added with consent, all of it or none', async () => {
    await person.posts('/case');
    await person.uploads([blob(photo)], { agree: '' });
    expect(person.status).toBe(422);
    await person.uploads([blob(photo), blob(Buffer.from('#!/bin/sh'))]);
    expect(unescaped(person.page)).toContain(words().pageFilesFailed);
    expect((await fileOf(person)).exhibits).toEqual([]);
    await person.uploads([blob(photo), blob(pdf())], { caption: '안내판 900101-1234567' });
    expect(person.status).toBe(200);
    const { id, exhibits } = await fileOf(person);
    expect(exhibits.map(({ mediaType }) => mediaType)).toEqual(['image/jpeg', 'application/pdf']);
    expect(exhibits[0]?.caption).not.toContain('1234567');
    const bytes = await app.store.cases.readFile(id, exhibits[0]?.file ?? '');
    expect(bytes?.length).toBe(exhibits[0]?.size);
    expect(person.page).toContain(words().receiptEvidence);
  });

  it('without a sound code is not even read', async () => {
    const stranger = new FiledVisitor(app.url, someCode());
    stranger.address = '192.0.2.9';
    await stranger.uploads([blob(photo)]);
    expect(stranger.status).toBe(404);
  });
});

describe('a name', () => {
  it('is put beside the case, and lies nowhere else', async () => {
    await person.posts('/case');
    await person.posts('/case/act', { do: 'identify', ...IDENTITY });
    expect(person.status).toBe(200);
    const file = await fileOf(person);
    expect(file.hasIdentity).toBe(true);
    const entry = { at: 0, actor: 'test', action: 'identity-opened', case: file.id, details: {} };
    const identity = await app.store.cases.openIdentity(file.id, entry);
    expect(JSON.parse(identity ?? '')).toMatchObject({ name: IDENTITY['identity-name'] });
    await person.posts('/case');
    const kept = [person.page, JSON.stringify(file), app.log.join(), app.stored().toString()];
    for (const one of kept) for (const word of PLANTED) expect(one).not.toContain(word);
  });

  it('with a registration number is refused', async () => {
    await person.posts('/case');
    await person.posts('/case/act', {
      do: 'identify',
      ...IDENTITY,
      'identity-phone': '900101-1234567',
    });
    expect(person.status).toBe(422);
    expect(person.page).not.toContain('900101-1234567');
    expect((await fileOf(person)).hasIdentity).toBe(false);
  });
});

describe('withdrawing', () => {
  it('is asked for twice, with what follows from it', async () => {
    await person.posts('/case');
    await person.posts('/case/act', { do: 'withdraw' });
    expect(unescaped(person.page)).toContain(
      words().withdrawAsk.replace('{days}', String(app.receiving.retentionDays)),
    );
    expect(person.page).toContain('제32조제1항제8호');
    expect((await fileOf(person)).withdrawnAt).toBeUndefined();
    await person.posts('/case/act', { do: 'withdraw-sure' });
    expect(person.status).toBe(200);
    expect((await fileOf(person)).status).toBe('withdrawn');
    expect(person.page).not.toContain('value="withdraw"');
    await person.posts('/case/act', { do: 'withdraw-sure', key: '' });
    expect(person.status).toBe(422);
  });
});

describe('a receipt', () => {
  it('can be had again, the same each time', async () => {
    const receipt = async () => {
      await person.posts('/case/receipt', { receipt: '0' });
      return person.page;
    };
    const first = await receipt();
    expect(person.headers.get('content-disposition')).toContain('attachment');
    expect(person.headers.get('cache-control')).toBe('no-store');
    await person.posts('/case/act', { do: 'message', text: '언제 되나요?' });
    await person.posts('/case/act', { do: 'identify', ...IDENTITY, key: '' });
    expect(await receipt()).toBe(first);
    const trusted = rawKey(app.receiving.publicKeyPem);
    expect(checkReceipt(first, verifyReceipt, trusted)).toMatchObject({ isSound: true });
    await person.posts('/case/receipt', { receipt: '99' });
    expect(person.page).toContain('<h1>');
  });
});
