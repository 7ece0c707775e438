import {
  type Applied,
  type Doing,
  happened,
  isRepeat,
  MOST_OF_A_KIND,
  nextNo,
  textProblem,
  unchanged,
} from './applied.ts';
import type { ActionKey, PersonAction, Refusal } from './case-actions.ts';
import type { CaseExhibit, CaseFile, CaseMessage } from './case-file.ts';

/** Photos and papers of one case. */
export const MOST_EXHIBITS = 40;

/** The status of a case that the person took back. */
const WITHDRAWN = 'withdrawn';

/** What the person does with their own case. Pure. */
export function applyPerson(
  file: CaseFile,
  action: PersonAction,
  key: ActionKey,
  now: number,
): Applied | Refusal {
  if (isRepeat(file, key)) return unchanged(file);
  const doing: Doing = { by: 'person', now, key };
  switch (action.do) {
    case 'message':
      return write(file, action.text, doing);
    case 'add-evidence':
      return addEvidence(file, action.exhibits, doing);
    case 'correct':
      return correct(file, action, doing);
    case 'identify':
      return happened({ ...file, hasIdentity: true }, doing, 'person-identify');
    case 'withdraw':
      return withdraw(file, doing);
    case 'read':
      return read(file, doing);
  }
}

function write(file: CaseFile, text: string, doing: Doing): Applied | Refusal {
  const problem = textProblem(text, file.messages);
  if (problem) return problem;
  const no = nextNo(file.messages);
  const message: CaseMessage = { no, at: doing.now, from: 'person', text: text.trim() };
  const written = { ...awake(file, doing.now), messages: [...file.messages, message] };
  return happened(written, doing, 'person-message', { no: String(no) });
}

function addEvidence(
  file: CaseFile,
  exhibits: readonly CaseExhibit[],
  doing: Doing,
): Applied | Refusal {
  if (file.closedAt !== undefined) return 'closed';
  if (exhibits.length === 0) return 'needs-text';
  if (file.exhibits.length + exhibits.length > MOST_EXHIBITS) return 'too-many';
  const added = { ...awake(file, doing.now), exhibits: [...file.exhibits, ...exhibits] };
  return happened(added, doing, 'person-add-evidence', { count: String(exhibits.length) });
}

function correct(
  file: CaseFile,
  { answers, documentSha256, formal }: Extract<PersonAction, { do: 'correct' }>,
  doing: Doing,
): Applied | Refusal {
  if (file.withdrawnAt !== undefined) return 'withdrawn';
  if (file.closedAt !== undefined) return 'closed';
  if (file.statements.length >= MOST_OF_A_KIND) return 'too-many';
  const copied = Object.fromEntries(
    Object.entries(answers).map(([question, values]) => [question, [...values]]),
  );
  const statement = {
    at: doing.now,
    answers: copied,
    documentSha256,
    ...(formal && { formal }),
  };
  const corrected = { ...awake(file, doing.now), statements: [...file.statements, statement] };
  return happened(corrected, doing, 'person-correct', { no: String(corrected.statements.length) });
}

function withdraw(file: CaseFile, doing: Doing): Applied | Refusal {
  if (file.withdrawnAt !== undefined) return 'withdrawn';
  if (file.closedAt !== undefined) return 'closed';
  const { now } = doing;
  const taken = { ...awake(file, now), withdrawnAt: now, status: WITHDRAWN, statusSince: now };
  return happened(taken, doing, 'person-withdraw', { from: file.status });
}

function read(file: CaseFile, doing: Doing): Applied {
  const isNew = ({ from, readAt }: CaseMessage) => from === 'staff' && readAt === undefined;
  if (!file.messages.some(isNew)) return unchanged(file);
  const messages = file.messages.map((one) => (isNew(one) ? { ...one, readAt: doing.now } : one));
  return happened({ ...file, messages }, doing, 'person-read');
}

/** Whoever waited for the person has to look again; what was asked for counts as answered. */
function awake({ snoozedUntil: _slept, ...file }: CaseFile, now: number): CaseFile {
  const supplements = file.supplements.map((one) =>
    one.answeredAt === undefined ? { ...one, answeredAt: now } : one,
  );
  return { ...file, supplements };
}
