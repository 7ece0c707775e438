import { createHash } from 'node:crypto';
import { hashPassword } from '../../adapters/staff-accounts.ts';
import {
  type CaseFile,
  caseReference,
  readCaseFile,
  writeCaseFile,
} from '../../bot/desk/case-file.ts';
import { newReceiptCode } from '../../bot/desk/receipt-code.ts';
import type { Role, Staff } from '../../bot/desk/staff.ts';
import { addDays } from '../../knowledge/calendar/day.ts';
import type { Answers } from '../../knowledge/casework/questions.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { periodOf } from '../../knowledge/triage/periods.ts';
import { type App, openApp } from '../conversations/open-app.ts';
import { PASSWORD, SECRET } from '../desk-app.ts';
import { madeCase } from '../desk-cases.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Cases with a part of their own in the day; the others only wait in the queue. */
export const PARTS = ['writer', 'lacking', 'elsewhere', 'late', 'twin', 'other-twin'] as const;
export type Part = (typeof PARTS)[number];

/** As many as wait in the queue in the morning. */
export const WAITING = 14;
/** As many as came in and ended in the quarter before: enough of them for figures. */
export const ENDED = 24;

/** Who sent the case that is called `twin`. */
export const IDENTITY = { name: '제갈다솜별', address: '서울특별시 성동구 시험로 7길 19, 402호' };

/** Two people at the same gate. */
const GATE: Answers = {
  place: ['subway'],
  operator: ['public-corporation'],
  'exact-place': ['시청역 3번 출구 안쪽 개찰구 옆 기둥'],
  respondent: ['서울시험교통공사'],
};

const ANSWERS: Readonly<Partial<Record<Part, Answers>>> = {
  twin: { ...GATE, story: ['개찰구 옆 기둥에 달린 카메라가 제 얼굴을 비추고 이름을 띄웠습니다.'] },
  'other-twin': {
    ...GATE,
    story: ['개찰구 옆 기둥의 카메라 화면에 지나가는 사람들의 얼굴과 이름이 보였습니다.'],
  },
};

export interface Floor {
  readonly app: App;
  readonly officer: Staff;
  readonly supervisor: Staff;
  readonly administrator: Staff;
  /** Ids of everything that waits in the morning. */
  readonly waiting: readonly string[];
  /** Those of them that have no part in the day. */
  readonly plain: readonly string[];
  idOf(part: Part): string;
  /** As staff and people call it. */
  referenceOf(part: Part): string;
  /** With which the person of a case comes to it. */
  codeOf(part: Part): string;
  /** As it is in the store now. */
  file(id: string): Promise<CaseFile>;
}

/** The whole program on a morning on which three people come to work, with cases that came in before. */
export async function openFloor(): Promise<Floor> {
  const app = await openApp({ isReceiving: true, baseUrl: '' });
  const now = Date.now();
  const cases = Array.from({ length: WAITING }, (_, at) => waitingCase(at, now));
  const ended = Array.from({ length: ENDED }, (_, at) => endedCase(at, now));
  for (const file of [...cases, ...ended]) await comesIn(app, file);
  const passwordHash = await hashPassword(PASSWORD);
  const account = (role: Role, name: string) => hires(app, { role, name, passwordHash });
  const caseOf = (part: Part): CaseFile => {
    const file = cases[PARTS.indexOf(part)];
    if (!file) throw new Error(`There is no case for ${part}.`);
    return file;
  };
  return {
    app,
    officer: await account('officer', '조사관 하늘'),
    supervisor: await account('supervisor', '감독자 바다'),
    administrator: await account('administrator', '관리자 들'),
    waiting: cases.map(({ id }) => id),
    plain: cases.slice(PARTS.length).map(({ id }) => id),
    idOf: (part) => caseOf(part).id,
    referenceOf: (part) => caseReference(caseOf(part)),
    codeOf: (part) => codeFor(caseOf(part)),
    file: async (id) => {
      const stored = await app.store.cases.read(id);
      if (!stored) throw new Error(`There is no case ${id}.`);
      return readCaseFile(stored.file);
    },
  };
}

/** Each came an hour after the one before; what it is about happened a while ago. */
function waitingCase(at: number, now: number): CaseFile {
  const part = PARTS[at];
  return madeCase({
    seed: at + 1,
    language: 'ko',
    document: 'nhrck',
    receivedAt: now - (at + 2) * HOUR_MS,
    hasIdentity: part === 'twin',
    answers: {
      ...(part && ANSWERS[part]),
      when: [koreanDay(new Date(now - (20 + at) * DAY_MS))],
    },
  });
}

function endedCase(at: number, now: number): CaseFile {
  const receivedAt = lastQuarter(now) + at * HOUR_MS;
  const endedAt = receivedAt + 3 * DAY_MS;
  return madeCase({
    seed: at + 100,
    receivedAt,
    status: 'closed',
    statusSince: endedAt,
    answeredAt: receivedAt + DAY_MS,
    closedAt: endedAt,
  });
}

/** A moment in the middle of the quarter that was over last. */
function lastQuarter(now: number): number {
  const { from } = periodOf(koreanDay(new Date(now)));
  const over = periodOf(addDays(from, -1));
  return Date.parse(addDays(over.from, Math.floor(over.weeks.length / 2) * 7));
}

/** Twenty digits of the id: the same in every run. */
const codeFor = ({ id }: CaseFile): string =>
  newReceiptCode(() => createHash('sha256').update(id).digest('base64url'));

async function comesIn({ store }: App, file: CaseFile): Promise<void> {
  const change = {
    id: file.id,
    expects: 0,
    file: writeCaseFile(file),
    code: codeFor(file),
    ...(file.hasIdentity && { identity: JSON.stringify(IDENTITY) }),
  };
  const entry = { at: file.receivedAt, actor: 'person', action: 'case-received', case: file.id };
  if (!(await store.cases.commit([change], [{ ...entry, details: {} }]))) {
    throw new Error(`Case ${file.id} is there already.`);
  }
}

async function hires(
  { store }: App,
  given: Pick<Staff, 'role' | 'name' | 'passwordHash'>,
): Promise<Staff> {
  const staff: Staff = {
    ...given,
    id: `staff-${given.role}`,
    login: `${given.role}@example.org`,
    language: 'ko',
    totpSecret: SECRET,
    recovery: [],
    isActive: true,
    mustChangePassword: false,
    views: [],
    createdAt: Date.now(),
  };
  if (!(await store.staff.put(staff, 0, []))) throw new Error(`${staff.login} is there already.`);
  return staff;
}
