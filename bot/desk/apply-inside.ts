import { type Applied, type Doing, happened, nextNo, textProblem, unchanged } from './applied.ts';
import type { Refusal, StaffAction } from './case-actions.ts';
import type { CaseFile, CaseMessage } from './case-file.ts';
import type { StaffContext } from './staff-context.ts';

type InsideAction = Extract<StaffAction, { do: 'note' | 'task' | 'task-done' | 'read' }>;

/** What the person never sees. */
export function applyInside(
  file: CaseFile,
  action: InsideAction,
  doing: Doing,
  { findStaff }: StaffContext,
): Applied | Refusal {
  switch (action.do) {
    case 'note': {
      const problem = textProblem(action.text, file.notes);
      if (problem) return problem;
      const mentions = action.mentions.filter((id) => findStaff(id)?.isActive);
      const { by, now } = doing;
      const note = { no: nextNo(file.notes), at: now, by, text: action.text.trim(), mentions };
      const details = {
        no: String(note.no),
        ...(mentions.length > 0 && { mentions: mentions.join(' ') }),
      };
      return happened({ ...file, notes: [...file.notes, note] }, doing, 'case-note', details);
    }
    case 'task':
      return addTask(file, action, doing, findStaff);
    case 'task-done':
      return endTask(file, action.no, doing);
    case 'read':
      return read(file, doing);
  }
}

function addTask(
  file: CaseFile,
  { text, owner, due }: Extract<StaffAction, { do: 'task' }>,
  doing: Doing,
  findStaff: StaffContext['findStaff'],
): Applied | Refusal {
  const problem = textProblem(text, file.tasks);
  if (problem) return problem;
  if (owner !== undefined && !findStaff(owner)?.isActive) return 'not-there';
  const { by, now } = doing;
  const no = nextNo(file.tasks);
  const task = { no, at: now, by, text: text.trim(), ...(owner && { owner }), ...(due && { due }) };
  const details = { no: String(no), ...(owner && { owner }), ...(due && { due }) };
  return happened({ ...file, tasks: [...file.tasks, task] }, doing, 'case-task', details);
}

function endTask(file: CaseFile, no: number, doing: Doing): Applied | Refusal {
  const task = file.tasks.find((one) => one.no === no);
  if (!task) return 'not-there';
  if (task.doneAt !== undefined) return unchanged(file);
  const tasks = file.tasks.map((one) => (one === task ? { ...one, doneAt: doing.now } : one));
  return happened({ ...file, tasks }, doing, 'case-task-done', { no: String(no) });
}

function read(file: CaseFile, doing: Doing): Applied {
  const isNew = ({ from, readAt }: CaseMessage) => from === 'person' && readAt === undefined;
  if (!file.messages.some(isNew)) return unchanged(file);
  const messages = file.messages.map((one) => (isNew(one) ? { ...one, readAt: doing.now } : one));
  return happened({ ...file, messages }, doing, 'case-read');
}
