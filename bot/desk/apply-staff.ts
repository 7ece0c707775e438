import {
  type Applied,
  type Doing,
  happened,
  isRepeat,
  nextNo,
  textProblem,
  unchanged,
  withMessage,
} from './applied.ts';
import { assign, priority, recuse, restrict, snooze, unrestrict, unsnooze } from './apply-care.ts';
import { applyIdentity } from './apply-identity.ts';
import { applyInside } from './apply-inside.ts';
import { changeLetter, keepLetter, sendLetter } from './apply-letter.ts';
import { setStatus } from './apply-status.ts';
import type { ActionKey, Refusal, StaffAction } from './case-actions.ts';
import type { CaseFile } from './case-file.ts';
import { accessTo, may } from './permissions.ts';
import type { StaffContext } from './staff-context.ts';

/** What a member of staff does with a case. Pure; checks whether they may. */
export function applyStaff(
  file: CaseFile,
  action: StaffAction,
  key: ActionKey,
  context: StaffContext,
): Applied | Refusal {
  const { who, now } = context;
  if (accessTo(who, file) !== 'full')
    return file.recused.some(({ staff }) => staff === who.id) ? 'recused' : 'not-allowed';
  if (!may(who, 'work-on-case')) return 'not-allowed';
  if (isRepeat(file, key)) return unchanged(file);
  const touched = file.assignee === who.id ? { ...file, assigneeActiveAt: now } : file;
  return apply(touched, action, { by: who.id, now, key }, context);
}

function apply(
  file: CaseFile,
  action: StaffAction,
  doing: Doing,
  context: StaffContext,
): Applied | Refusal {
  switch (action.do) {
    case 'status':
      return setStatus(file, action, doing, context);
    case 'message':
      return write(file, action.text, doing);
    case 'note':
    case 'task':
    case 'task-done':
    case 'read':
      return applyInside(file, action, doing, context);
    case 'letter':
      return keepLetter(file, action, doing, context);
    case 'letter-change':
      return changeLetter(file, action, doing);
    case 'letter-send':
      return sendLetter(file, action.no, doing);
    case 'ask-identity':
    case 'approve-identity':
      return applyIdentity(file, action, doing, context);
    case 'assign':
    case 'recuse':
    case 'restrict':
    case 'unrestrict':
    case 'priority':
    case 'snooze':
    case 'unsnooze':
      return applyCare(file, action, doing, context);
  }
}

type CareAction = Extract<
  StaffAction,
  { do: 'assign' | 'recuse' | 'restrict' | 'unrestrict' | 'priority' | 'snooze' | 'unsnooze' }
>;

/** Whose case it is, who may see it, and when it is looked at. */
function applyCare(
  file: CaseFile,
  action: CareAction,
  doing: Doing,
  context: StaffContext,
): Applied | Refusal {
  switch (action.do) {
    case 'assign':
      return assign(file, action.to, doing, context);
    case 'recuse':
      return recuse(file, action, doing, context);
    case 'restrict':
      return restrict(file, action.to, doing, context);
    case 'unrestrict':
      return unrestrict(file, doing, context);
    case 'priority':
      return priority(file, action.level, doing);
    case 'snooze':
      return snooze(file, action.until, doing);
    case 'unsnooze':
      return unsnooze(file, doing);
  }
}

/** Says something to the person. */
function write(file: CaseFile, text: string, doing: Doing): Applied | Refusal {
  const problem = textProblem(text, file.messages);
  if (problem) return problem;
  const written = withMessage(file, text, doing);
  const no = String(nextNo(file.messages));
  return { ...happened(written, doing, 'case-message', { no }), news: 'message' };
}
