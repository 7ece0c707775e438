import { koreanDay } from '../../knowledge/law/korean-day.ts';
import type { WrittenLetter } from '../../knowledge/triage/triage.ts';
import { citing } from '../draft.ts';
import { applyPerson } from './apply-person.ts';
import { applyStaff } from './apply-staff.ts';
import type { CaseDesk, CaseIntake, Done, OpenedCase } from './case-desk.ts';
import { type CaseFile, caseReference, readCaseFile } from './case-file.ts';
import { changeCase } from './change-case.ts';
import type { DeskParts } from './desk-parts.ts';
import { staffContext } from './desk-people.ts';
import { evidenceOf, identityOf } from './desk-sealed.ts';
import { figureRow } from './figure-row.ts';
import { actOnAll, merge, split } from './merging.ts';
import { accessTo, may } from './permissions.ts';
import { refuse } from './refusing.ts';
import type { Staff } from './staff.ts';

/** As long as two lines about one case and one member of staff lie apart at least, where nothing was done. */
const SAME_LOOK_MS = 60_000;

/** The one way in for pages, Slack and tests: every call checks the right to it, and leaves its line in the audit log. */
export function openCaseDesk(parts: DeskParts): CaseDesk {
  const { index, clock } = parts;
  return {
    queue: async (who, query) => {
      await index.sync();
      return index.page(who, query);
    },
    open: (who, id) => openCase(parts, who, id),
    find: async (reference) => {
      await index.sync();
      return index.byReference(reference);
    },
    act: async (who, id, action, key) => {
      const context = await staffContext(parts, who);
      const apply = (file: CaseFile) => applyStaff(file, action, key, context);
      // What is decided of a case is decided of those gathered into it.
      return action.do === 'status'
        ? actOnAll(parts, id, apply, { by: who.id, now: clock(), key })
        : changeCase(parts, id, apply);
    },
    merge: (who, into, ids, key) => merge(parts, who, into, ids, key),
    split: (who, id, key) => split(parts, who, id, key),
    identity: (who, id, no) => identityOf(parts, who, id, no),
    evidence: (who, id, file) => evidenceOf(parts, who, id, file),
    similar: (who, id) => similarTo(parts, who, id),
    writeLetter: (who, id, wish) => writeLetter(parts, who, id, wish),
    heads: (who) => headsFor(parts, who),
    figureRows: async (who) => {
      const heads = await headsFor(parts, who);
      return heads.isDone ? { isDone: true, value: heads.value.map(figureRow) } : heads;
    },
  };
}

async function headsFor({ index }: DeskParts, who: Staff): ReturnType<CaseDesk['heads']> {
  if (!may(who, 'see-figures')) return refuse('not-allowed');
  await index.sync();
  return { isDone: true, value: index.heads() };
}

/** The person's side of the same cases. */
export const openCaseIntake = (parts: DeskParts): CaseIntake => ({
  byCode: (code) => parts.cases.byCode(code),
  act: ({ id }, action, key, more = {}) =>
    changeCase(parts, id, (file) => applyPerson(file, action, key, parts.clock()), more),
});

async function openCase(parts: DeskParts, who: Staff, id: string): Promise<OpenedCase | undefined> {
  const { cases, index, triage } = parts;
  if (!may(who, 'see-queue')) return undefined;
  await index.sync();
  const [stored, head] = [await cases.read(id), index.head(id)];
  if (!stored || !head) return undefined;
  const file = readCaseFile(stored.file);
  const { reference, receivedOn, status } = head;
  if (accessTo(who, file) !== 'full') {
    return { access: 'exists', head: { id, reference, receivedOn, status } };
  }
  await noteOpening(parts, who, id);
  return {
    access: 'full',
    file,
    head,
    version: stored.version,
    moves: file.mergedInto === undefined ? triage.movesFrom(file.status, file.document) : [],
    letters: file.letters,
    needsSecondPerson: parts.needsSecondPerson,
  };
}

/** Each look is in the audit log; a page that is sent again right after a form is the same look. */
async function noteOpening({ cases, clock }: DeskParts, who: Staff, id: string): Promise<void> {
  const now = clock();
  const [last] = await cases.auditLog.list({ limit: 1, case: id, actor: who.id });
  if (last && now - last.at < SAME_LOOK_MS) return;
  await cases.audit([{ at: now, actor: who.id, action: 'case-opened', case: id, details: {} }]);
}

/** Only those that this member of staff may see. */
async function similarTo(
  { index, cases }: DeskParts,
  who: Staff,
  id: string,
): Promise<Awaited<ReturnType<CaseDesk['similar']>>> {
  await index.sync();
  const own = await cases.read(id);
  if (!own || accessTo(who, readCaseFile(own.file)) !== 'full') return [];
  return index.similar(id).flatMap((likeness) => {
    const head = index.head(likeness.id);
    return head && accessTo(who, head.access) === 'full' ? [{ ...likeness, head }] : [];
  });
}

async function writeLetter(
  { cases, triage, settings, institution, clock }: DeskParts,
  who: Staff,
  id: string,
  { letter, ground, body, missing }: Parameters<CaseDesk['writeLetter']>[2],
): Promise<Done<WrittenLetter>> {
  const stored = await cases.read(id);
  if (!stored) return refuse('no-such-case');
  const file = readCaseFile(stored.file);
  if (accessTo(who, file) !== 'full' || !may(who, 'work-on-case')) return refuse('not-allowed');
  const outline = triage.letters.get(letter);
  if (!outline) return refuse('not-there');
  const due = file.supplements.at(-1)?.due;
  const value = outline.write({
    language: file.language,
    reference: caseReference(file),
    receivedOn: koreanDay(new Date(file.receivedAt)),
    today: koreanDay(new Date(clock())),
    institution,
    ...(ground && { ground }),
    ...(body && { body }),
    ...(missing && { missing }),
    ...(due && { due }),
    ...citing(settings),
  });
  return { isDone: true, value };
}
