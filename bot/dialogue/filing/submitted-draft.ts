import type { CaseFile } from '../../desk/case-file.ts';
import { readCaseFile } from '../../desk/case-file.ts';
import type { StoredCase } from '../../desk/case-store.ts';
import { prepareSubmission, type Submission } from '../../desk/submission.ts';
import type { Filed } from '../../filed-state.ts';
import type { Talk } from '../../talk.ts';
import { answersOf } from '../interview/asking.ts';

/** A case that this conversation sent in and that can still be corrected. */
export interface OpenFiled {
  readonly filed: Filed;
  readonly stored: StoredCase;
  readonly file: CaseFile;
}

/** The newest case of this document, while it is neither ended, taken back nor erased. */
export async function openFiled(talk: Talk, document: string): Promise<OpenFiled | undefined> {
  const filed = talk.state.filed?.findLast((one) => one.document === document);
  const stored = filed && (await talk.lookUp.caseById(filed.id));
  if (!stored) return undefined;
  const file = readCaseFile(stored.file);
  const isOver = file.withdrawnAt !== undefined || file.closedAt !== undefined;
  return isOver ? undefined : { filed, stored, file };
}

/** The draft as it would be sent. Undefined where there is no draft, or no such document. */
export async function submissionOf(
  { parts, state, now }: Talk,
  document: string,
  { withSensitive, at = now }: { readonly withSensitive: boolean; readonly at?: number },
): Promise<Submission | undefined> {
  if (!state.case) return undefined;
  const { exhibits = [] } = state;
  const { formal } = state.case;
  const answers = answersOf(state, 'complaint');
  return prepareSubmission(parts, { document, answers, exhibits, formal, now: at, withSensitive });
}

/** True where the draft says something else than what was sent. The day that it bears does not count. */
export async function isChanged(talk: Talk, { filed }: OpenFiled): Promise<boolean> {
  const { withSensitive, at, documentSha256 } = filed;
  const then = await submissionOf(talk, filed.document, { withSensitive, at });
  return then !== undefined && then.documentSha256 !== documentSha256;
}
