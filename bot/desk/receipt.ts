import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Bilingual, Language } from '../../knowledge/language.ts';
import { fill, type WordsByLanguage } from '../words.ts';
import { type CaseFile, caseReference } from './case-file.ts';
import type { ReceiptSigner } from './intake.ts';
import { RECEIVED } from './submission.ts';

const KINDS = ['submission', 'correction', 'evidence'] as const;

const Payload = z.strictObject({
  form: z.literal('facerights-receipt'),
  version: z.literal(1),
  kind: z.enum(KINDS),
  institution: z.string(),
  case: z.string(),
  reference: z.string(),
  /** In Korean time, with its offset. */
  received: z.string(),
  document: z.string(),
  title: z.strictObject({ ko: z.string(), en: z.string() }),
  /** Of the document as plain text, as it was shown before it was sent. */
  documentSha256: z.string(),
  /** Those that came with this. SHA-256 of the original, bytes of the copy that is kept. */
  exhibits: z.array(z.strictObject({ sha256: z.string(), size: z.number().int() })),
  /** Whether a name was put beside it; never which. */
  identity: z.boolean(),
  /** The public key, 32 bytes as base64url. */
  key: z.string(),
  /** SHA-256 of the part for people. */
  text: z.string(),
});

export type Receipt = Readonly<z.infer<typeof Payload>>;

/** Something that was received at one moment. */
export interface Received {
  readonly kind: Receipt['kind'];
  readonly at: number;
}

/** What there are receipts of, the oldest first. */
export function receivedOf({ statements, exhibits, receivedAt }: CaseFile): readonly Received[] {
  const sent = statements.map(({ at }, index): Received => {
    return { kind: index === 0 ? 'submission' : 'correction', at };
  });
  const known = new Set([receivedAt, ...sent.map(({ at }) => at)]);
  const later = [...new Set(exhibits.map(({ addedAt }) => addedAt))].filter((at) => !known.has(at));
  const added = later.map((at): Received => ({ kind: 'evidence', at }));
  return [...sent, ...added].toSorted((a, b) => a.at - b.at);
}

export interface ReceiptParts extends ReceiptSigner {
  readonly institution: string;
  readonly words: WordsByLanguage;
  /** What a document is called. */
  readonly titleOf: (document: string) => Bilingual;
}

/**
 * A signed statement of what was received and when, to be kept as a text. Made again later it has the same bytes: nothing is
 * in it that changes with a case.
 */
export function writeReceipt(file: CaseFile, received: Received, parts: ReceiptParts): string {
  const facts = factsOf(file, received, parts);
  const text = readablePart(facts, parts.words);
  const payload: Receipt = { ...facts, text: sha256(text) };
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  return `${text}\n\n${blockOf(bytes, parts.sign(bytes))}`;
}

function factsOf(file: CaseFile, { kind, at }: Received, parts: ReceiptParts) {
  const { id, document, statements, exhibits } = file;
  const statement = statements.findLast((one) => one.at <= at) ?? statements[0];
  return {
    form: 'facerights-receipt' as const,
    version: 1 as const,
    kind,
    institution: parts.institution,
    case: id,
    reference: caseReference(file),
    received: koreanTime(at),
    document,
    title: parts.titleOf(document),
    documentSha256: statement?.documentSha256 ?? '',
    exhibits: exhibits
      .filter(({ addedAt }) => addedAt === at)
      .map(({ sha256: of, size }) => ({ sha256: of, size })),
    identity: hadIdentity(file, at),
    key: rawKey(parts.publicKeyPem),
  };
}

/** Whether a name was beside the case at that moment. */
const hadIdentity = ({ history }: CaseFile, at: number): boolean =>
  history.some(
    (one) =>
      (one.what === RECEIVED && one.details['identity'] === 'yes') ||
      (one.what === 'person-identify' && one.at <= at),
  );

const KOREAN_OFFSET_MS = 9 * 60 * 60 * 1000;

/** `2026-11-28T10:15:30+09:00`. */
export const koreanTime = (at: number): string =>
  `${new Date(at + KOREAN_OFFSET_MS).toISOString().slice(0, 19)}+09:00`;

/** The same as people read it. */
export const shownTime = (received: string): string => received.slice(0, 19).replace('T', ' ');

function readablePart(receipt: Omit<Receipt, 'text'>, words: WordsByLanguage): string {
  return (['ko', 'en'] as const)
    .map((language) => {
      const { filing } = words[language];
      const lines = receiptLines(receipt, language, words).map(
        ({ label, value }) => `${label}: ${value}`,
      );
      return [filing.receiptTitle, '', ...lines, '', filing.receiptHow].join('\n');
    })
    .join('\n\n');
}

/** What a receipt says, line by line. */
export function receiptLines(
  receipt: Omit<Receipt, 'text'>,
  language: Language,
  words: WordsByLanguage,
): readonly { readonly label: string; readonly value: string }[] {
  const { filing } = words[language];
  const kinds = {
    submission: filing.receiptSubmission,
    correction: filing.receiptCorrection,
    evidence: filing.receiptEvidence,
  };
  const line = (label: string, value: string) => ({ label, value });
  return [
    line(filing.receiptWhat, kinds[receipt.kind]),
    line(filing.receiptInstitution, receipt.institution),
    line(filing.receiptReference, receipt.reference),
    line(filing.receiptCase, receipt.case),
    line(filing.receiptAt, fill(filing.receiptTime, { time: shownTime(receipt.received) })),
    line(filing.receiptDocument, receipt.title[language]),
    line(filing.receiptHash, receipt.documentSha256),
    line(filing.receiptExhibits, String(receipt.exhibits.length)),
    ...receipt.exhibits.map(({ sha256: of, size }, index) =>
      line(fill(filing.receiptExhibit, { number: index + 1, size }), of),
    ),
    line(filing.receiptIdentity, receipt.identity ? filing.receiptYes : filing.receiptNo),
    line(filing.receiptKey, receipt.key),
  ];
}

export const receiptFileName = ({ kind, at }: Received, file: CaseFile): string =>
  `facerights-receipt-${caseReference(file)}-${kind}-${koreanTime(at).slice(0, 19).replace(/\D/g, '')}.txt`;

const BEGIN = '-----BEGIN FACERIGHTS RECEIPT-----';
const MIDDLE = '-----SIGNATURE-----';
const END = '-----END FACERIGHTS RECEIPT-----';
const LINE = /.{1,64}/g;

const wrapped = (bytes: Uint8Array): readonly string[] =>
  Buffer.from(bytes).toString('base64url').match(LINE) ?? [];

const blockOf = (payload: Uint8Array, signature: Uint8Array): string =>
  [BEGIN, ...wrapped(payload), MIDDLE, ...wrapped(signature), END].join('\n');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The 32 bytes at the end of an Ed25519 key in SPKI form. */
export const rawKey = (pem: string): string =>
  Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
    .subarray(-32)
    .toString('base64url');

/** @param key - 32 bytes as base64url. False where it is no key at all. */
export type VerifySignature = (bytes: Uint8Array, signature: Uint8Array, key: string) => boolean;

export type ReceiptProblem =
  /** Nothing in it looks like a receipt. */
  | 'no-receipt'
  /** Signed with another key than the one that is trusted. */
  | 'other-key'
  /** The signature does not fit what was signed. */
  | 'signature'
  /** What people read differs from what was signed, or something was put around it. */
  | 'text';

export type CheckedReceipt =
  | { readonly isSound: true; readonly receipt: Receipt }
  | { readonly isSound: false; readonly why: ReceiptProblem };

/**
 * Whether a receipt is as it was signed: every byte of it counts. Line ends of other systems and white space around the whole do not.
 *
 * @param trusted - The public key of the institution, as base64url. Undefined: the one that the receipt names, which shows
 * that it was not altered, but not by whom it was made.
 */
export function checkReceipt(
  given: string,
  verify: VerifySignature,
  trusted: string | undefined,
): CheckedReceipt {
  const text = given
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .trim();
  const found = partsOf(text);
  const receipt = found && payloadIn(found.payload);
  if (!found || !receipt) return { isSound: false, why: 'no-receipt' };
  const { payload, signature, readable } = found;
  if (trusted !== undefined && receipt.key !== trusted) return { isSound: false, why: 'other-key' };
  if (!verify(payload, signature, trusted ?? receipt.key)) {
    return { isSound: false, why: 'signature' };
  }
  const isWhole = text === `${readable}\n\n${blockOf(payload, signature)}`;
  if (!isWhole || sha256(readable) !== receipt.text) return { isSound: false, why: 'text' };
  return { isSound: true, receipt };
}

function partsOf(text: string) {
  const [begin, middle, end] = [BEGIN, MIDDLE, END].map((mark) => text.indexOf(mark));
  if (begin === undefined || middle === undefined || end === undefined) return undefined;
  if (begin < 0 || middle < begin || end < middle) return undefined;
  const decoded = (from: number, to: number) => Buffer.from(text.slice(from, to), 'base64url');
  return {
    readable: text.slice(0, begin).replace(/\n\n$/, ''),
    payload: decoded(begin + BEGIN.length, middle),
    signature: decoded(middle + MIDDLE.length, end),
  };
}

function payloadIn(bytes: Uint8Array): Receipt | undefined {
  try {
    return Payload.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}
