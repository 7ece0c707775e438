import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { receiptSigner, verifyReceipt } from '../../../adapters/receipt-keys.ts';
import { applyPerson } from '../../../bot/desk/apply-person.ts';
import type { CaseExhibit, CaseFile } from '../../../bot/desk/case-file.ts';
import {
  checkReceipt,
  type ReceiptParts,
  rawKey,
  receivedOf,
  writeReceipt,
} from '../../../bot/desk/receipt.ts';
import { loadWords } from '../../../bot/words.ts';
import { madeCase } from '../../desk-cases.ts';

const signer = () => receiptSigner(randomBytes(32).toString('hex'));
const parts: ReceiptParts = {
  ...signer(),
  institution: '시험위원회',
  words: loadWords(join(projectRoot(), 'bot/words')),
  titleOf: () => ({ ko: '진정서', en: 'Complaint' }),
};
const trusted = rawKey(parts.publicKeyPem);
const AT = Date.UTC(2026, 10, 28, 1, 15, 30);

const exhibit = (file: string, addedAt: number): CaseExhibit => ({
  file,
  caption: '안내판 김철수',
  mediaType: 'image/jpeg',
  size: 1234,
  sha256: 'ab'.repeat(32),
  isStripped: true,
  addedAt,
});

const sent = (over: Partial<CaseFile> = {}): CaseFile =>
  madeCase({
    receivedAt: AT,
    exhibits: [exhibit('one', AT)],
    history: [{ no: 1, at: AT, by: 'person', what: 'case-received', details: { identity: 'no' } }],
    ...over,
  });

function applied(file: CaseFile, action: Parameters<typeof applyPerson>[1], at: number): CaseFile {
  const done = applyPerson(file, action, `key-${at}`, at);
  if (typeof done === 'string') throw new Error(done);
  return done.file;
}

const firstOf = (file: CaseFile): string => {
  const [first] = receivedOf(file);
  if (!first) throw new Error('Nothing was received.');
  return writeReceipt(file, first, parts);
};
const check = (text: string, key: string | undefined = trusted) =>
  checkReceipt(text, verifyReceipt, key);

describe('a receipt', () => {
  it('says what was received and when, for people in both languages and for programs', () => {
    const text = firstOf(sent());
    for (const line of [
      '접수증',
      'Receipt',
      '받은 때: 2026-11-28 10:15:30 (한국 시간)',
      'Received at: 2026-11-28 10:15:30 (Korean time)',
      '신원 정보 첨부: 아니요',
      'ab'.repeat(32),
    ]) {
      expect(text).toContain(line);
    }
    expect(check(text)).toMatchObject({
      isSound: true,
      receipt: {
        kind: 'submission',
        institution: '시험위원회',
        received: '2026-11-28T10:15:30+09:00',
        identity: false,
        exhibits: [{ sha256: 'ab'.repeat(32), size: 1234 }],
        documentSha256: sent().statements[0]?.documentSha256,
      },
    });
  });

  it('holds no word that the person typed', () => {
    const file = sent();
    const text = firstOf(file);
    const words = Object.values(file.statements[0]?.answers ?? {}).flat();
    for (const word of words.filter((one) => one.length > 3)) expect(text).not.toContain(word);
    expect(text).not.toContain('김철수');
  });

  it('is the same, byte for byte, when it is asked for again after everything else has changed', () => {
    const file = sent();
    const later = [
      { do: 'message', text: '언제 되나요?' },
      { do: 'add-evidence', exhibits: [exhibit('two', AT + 5000)] },
      { do: 'identify' },
      { do: 'correct', answers: { story: ['다시'] }, documentSha256: 'cd'.repeat(32) },
      { do: 'withdraw' },
    ] as const;
    const changed = later.reduce<CaseFile>(
      (now, action, at) => applied(now, action, AT + 5000 * at),
      file,
    );
    expect(firstOf(changed)).toBe(firstOf(file));
  });

  it('there is one for each correction and each addition, with what came with it', () => {
    const added = applied(
      sent(),
      { do: 'add-evidence', exhibits: [exhibit('two', AT + 1000), exhibit('three', AT + 1000)] },
      AT + 1000,
    );
    const named = applied(added, { do: 'identify' }, AT + 2000);
    const documentSha256 = 'cd'.repeat(32);
    const file = applied(named, { do: 'correct', answers: {}, documentSha256 }, AT + 3000);
    const checked = receivedOf(file).map((one) => check(writeReceipt(file, one, parts)));
    const facts = checked.map((one) =>
      one.isSound ? [one.receipt.kind, one.receipt.exhibits.length, one.receipt.identity] : one.why,
    );
    expect(facts).toEqual([
      ['submission', 1, false],
      ['evidence', 2, false],
      ['correction', 0, true],
    ]);
    expect(checked[2]).toMatchObject({ receipt: { documentSha256 } });
  });

  it('is not sound any more once any byte of it is another', () => {
    const bytes = Buffer.from(firstOf(sent()));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const altered = Buffer.from(bytes);
        altered[at] = ((bytes[at] ?? 0) + by) % 256;
        expect(check(altered.toString('utf8')).isSound).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('is not sound with anything added, cut or moved', () => {
    const text = firstOf(sent());
    const lines = text.split('\n');
    const forged = [
      text.replace('2026-11-28 10:15:30', '2026-11-27 10:15:30'),
      text.replace('아니요', '예'),
      `${text}\n추가: 없음`,
      `머리말\n${text}`,
      text.slice(1),
      text.slice(0, -1),
      lines.slice(1).join('\n'),
      `${text}\n${text}`,
      text.replaceAll('\n', '\n\n'),
    ];
    for (const one of forged) expect(check(one), one).toMatchObject({ isSound: false });
  });

  it('stays sound with the line ends of other systems and white space around it', () => {
    const text = firstOf(sent());
    const carried = [text.replaceAll('\n', '\r\n'), `\n\n${text}\n`, `\ufeff${text}`];
    for (const one of carried) expect(check(one)).toMatchObject({ isSound: true });
  });

  it('of somebody else is told from ours; without a trusted key only that it was not altered', () => {
    const file = sent();
    const [first] = receivedOf(file);
    if (!first) throw new Error('Nothing was received.');
    const others = writeReceipt(file, first, { ...parts, ...signer() });
    expect(check(others)).toEqual({ isSound: false, why: 'other-key' });
    expect(checkReceipt(others, verifyReceipt, undefined)).toMatchObject({ isSound: true });
    // Their signature under our key.
    const claimed = writeReceipt(file, first, { ...parts, sign: signer().sign });
    expect(check(claimed)).toEqual({ isSound: false, why: 'signature' });
  });

  it.each(['', '접수증', '-----BEGIN FACERIGHTS RECEIPT-----', '\u0000'.repeat(50)])(
    'is not seen in "%s"',
    (text) => {
      expect(check(text)).toEqual({ isSound: false, why: 'no-receipt' });
    },
  );
});
