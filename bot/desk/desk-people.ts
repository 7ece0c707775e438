import { koreanDay } from '../../knowledge/law/korean-day.ts';
import type { ClockFacts } from '../../knowledge/triage/triage.ts';
import type { CaseFile } from './case-file.ts';
import type { DeskParts } from './desk-parts.ts';
import type { Staff } from './staff.ts';
import type { StaffContext } from './staff-context.ts';

/** Everything that the pure part asks of the world, as it is at this moment. */
export async function staffContext(parts: DeskParts, who: Staff): Promise<StaffContext> {
  const { staff, triage, clock } = parts;
  const everybody = new Map((await staff.list()).map((row) => [row.staff.id, row.staff]));
  return {
    // As the account is now: a role may have been taken away since the page was opened.
    who: everybody.get(who.id) ?? { ...who, isActive: false },
    now: clock(),
    findStaff: (id) => everybody.get(id),
    moves: ({ status, document }) => triage.movesFrom(status, document),
    statusOf: (id) => triage.statuses.get(id),
    isGround: (id, document) => isGround(parts, id, document),
    isLetter: (id) => triage.letters.has(id),
    supplementDue: (file, now) => supplementDue(parts, file, now),
  };
}

function supplementDue({ triage }: DeskParts, file: CaseFile, now: number): string {
  const today = koreanDay(new Date(now));
  const facts: ClockFacts = {
    document: file.document,
    receivedOn: koreanDay(new Date(file.receivedAt)),
    isOngoing: false,
    supplementAskedOn: today,
    pauses: [],
  };
  const clock = triage.clocks(facts, today).find(({ id }) => id === 'supplement');
  if (!clock) throw new Error(`The rules have no time for a supplement of ${file.document}.`);
  return clock.due;
}

/** Of the route of the document; letters know some more, such as why a complaint is rejected on its merits. */
function isGround({ casework, triage }: DeskParts, id: string, document: string): boolean {
  const route = casework.routes.find((one) => one.document === document);
  const ground = casework.grounds.find((one) => one.id === id);
  return ground ? ground.route === route?.id : triage.reasons.has(id);
}
