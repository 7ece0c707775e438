import { createHash } from 'node:crypto';
import type { Bilingual } from '../../../knowledge/language.ts';
import { paragraph } from '../../answer-blocks.ts';
import { isRefusal } from '../../desk/applied.ts';
import { applyPerson } from '../../desk/apply-person.ts';
import type { AuditEntry } from '../../desk/audit.ts';
import type { PersonAction, Refusal } from '../../desk/case-actions.ts';
import { type CaseFile, readCaseFile, writeCaseFile } from '../../desk/case-file.ts';
import type { StoredCase } from '../../desk/case-store.ts';
import { type Received, receiptFileName, writeReceipt } from '../../desk/receipt.ts';
import type { Incoming, Outgoing } from '../../message.ts';
import type { NewFile } from '../../store.ts';
import {
  type ChangeHere,
  type FiledHere,
  type Reply,
  replyWith,
  say,
  type Talk,
} from '../../talk.ts';
import type { Words } from '../../words.ts';

/** Nothing is received here: documents are handed out, and filed by the person. */
export const notReceiving = (talk: Talk): Reply =>
  replyWith(talk, 'no-intake', [say(talk.words.filing.off)]);

/** By which a repeated delivery is known; the platform's own number stays out of the file. */
const actionKey = ({ platform, deliveryId }: Incoming): string =>
  createHash('sha256').update(`${platform} ${deliveryId}`).digest('base64url').slice(0, 22);

export interface Acted {
  readonly file: CaseFile;
  /** Undefined: it was done before. */
  readonly filed: FiledHere | undefined;
}

/** What the person does, applied one after the other and written as one change. */
export function act(
  { incoming, now }: Talk,
  stored: StoredCase,
  actions: readonly PersonAction[],
  more: Pick<ChangeHere, 'files' | 'copiesHere'> = {},
): Acted | Refusal {
  let file = readCaseFile(stored.file);
  const audit: AuditEntry[] = [];
  for (const [index, action] of actions.entries()) {
    const applied = applyPerson(file, action, `${actionKey(incoming)}${index}`, now);
    if (isRefusal(applied)) return applied;
    file = applied.file;
    audit.push(...applied.audit);
  }
  if (audit.length === 0) return { file, filed: undefined };
  const { id, version } = stored;
  const change = { id, expects: version, file: writeCaseFile(file), ...more };
  return { file, filed: { changes: [change], audit } };
}

/** Why something was not done, for whoever sent the case. */
export function refusalLine({ filing }: Words, why: Refusal): string {
  const lines: Partial<Record<Refusal, string>> = {
    closed: filing.refusedClosed,
    withdrawn: filing.refusedWithdrawn,
    'too-long': filing.refusedTooLong,
    'too-many': filing.refusedTooMany,
    'needs-text': filing.refusedEmpty,
  };
  return lines[why] ?? filing.refused;
}

export const refused = (talk: Talk, why: Refusal): Reply =>
  replyWith(talk, `refused-${why}`, [say(refusalLine(talk.words, why))]);

export const titleIn = ({ parts }: Pick<Talk, 'parts'>, document: string): Bilingual =>
  parts.casework.outlines.get(document)?.title ?? { ko: document, en: document };

/** A receipt as a file of this conversation. */
function receiptMessage(
  talk: Talk,
  file: CaseFile,
  received: Received,
): { readonly message: Outgoing; readonly file: NewFile } | undefined {
  const { parts, words } = talk;
  const { intake, settings } = parts;
  if (!intake) return undefined;
  const text = writeReceipt(file, received, {
    ...intake,
    words: settings.words,
    titleOf: (document) => titleIn(talk, document),
  });
  const made = {
    id: parts.newId(),
    name: receiptFileName(received, file),
    mediaType: 'text/plain; charset=utf-8',
  };
  const { id, name, mediaType } = made;
  const blocks = paragraph(words.filing.receiptFile);
  return {
    message: { kind: 'file', file: id, name, mediaType, blocks },
    file: { ...made, purpose: 'document', bytes: new TextEncoder().encode(text) },
  };
}

/** A reply with the receipts of what was received just now, or earlier. */
export function withReceipts(
  talk: Talk,
  reply: Reply,
  file: CaseFile,
  receiveds: readonly Received[],
): Reply {
  const receipts = receiveds.flatMap((one) => receiptMessage(talk, file, one) ?? []);
  return {
    ...reply,
    messages: [...reply.messages, ...receipts.map(({ message }) => message)],
    files: [...(reply.files ?? []), ...receipts.map((receipt) => receipt.file)],
  };
}
