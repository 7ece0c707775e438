import type { AuditEntry } from './audit.ts';
import type { ActionKey, Refusal } from './case-actions.ts';
import type { CaseFile, CaseMessage } from './case-file.ts';

/** What an action comes to: the file as it is then, and what stands of it in the audit log. */
export interface Applied {
  readonly file: CaseFile;
  /** Empty where it was done before: nothing is to be written. */
  readonly audit: readonly AuditEntry[];
  /** There is something for the person to know. */
  readonly news?: News | undefined;
}

export type News = 'message' | 'status' | 'letter';

/** As long as anything typed may be. */
export const LONGEST_TEXT = 10_000;
/** Of anything that there can be many of in one case. */
export const MOST_OF_A_KIND = 500;
/** Actions by which a repeat is known. */
const REMEMBERED_KEYS = 200;

export const isRefusal = (outcome: Applied | Refusal): outcome is Refusal =>
  typeof outcome === 'string';

/** Who did what when, and by which it is known again. */
export interface Doing {
  readonly by: string;
  readonly now: number;
  readonly key: ActionKey;
}

/** The action was done before: a form sent twice, a delivery repeated. */
export const isRepeat = (file: CaseFile, key: ActionKey): boolean => file.done.includes(key);

export const unchanged = (file: CaseFile): Applied => ({ file, audit: [] });

/** The file with a line of its history, and the same line for the audit log. */
export function happened(
  file: CaseFile,
  { by, now, key }: Doing,
  what: string,
  details: Readonly<Record<string, string>> = {},
): Applied {
  return {
    file: {
      ...file,
      history: [...file.history, { no: nextNo(file.history), at: now, by, what, details }],
      done: [...file.done, key].slice(-REMEMBERED_KEYS),
    },
    audit: [{ at: now, actor: by, action: what, case: file.id, details }],
  };
}

export const nextNo = (list: readonly { readonly no: number }[]): number =>
  (list.at(-1)?.no ?? 0) + 1;

/** Undefined: the text will do. */
export function textProblem(text: string, list: readonly unknown[] = []): Refusal | undefined {
  if (text.trim() === '') return 'needs-text';
  if (text.length > LONGEST_TEXT) return 'too-long';
  return list.length >= MOST_OF_A_KIND ? 'too-many' : undefined;
}

/** A message of the staff is the first answer, if there was none. */
export function withMessage(file: CaseFile, text: string, { by, now }: Doing): CaseFile {
  const no = nextNo(file.messages);
  const message: CaseMessage = { no, at: now, from: 'staff', by, text: text.trim() };
  return { ...file, messages: [...file.messages, message], answeredAt: file.answeredAt ?? now };
}
