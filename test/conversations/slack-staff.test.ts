import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CaseFile,
  caseReference,
  readCaseFile,
  writeCaseFile,
} from '../../bot/desk/case-file.ts';
import type { Role, Staff } from '../../bot/desk/staff.ts';
import { staffToken } from '../../bot/desk/staff-channel.ts';
import { fill } from '../../bot/words.ts';
import { madeCase } from '../desk-cases.ts';
import { AS_SLACK, Courier } from '../servers/slack/deliver.ts';
import { SlackServer } from '../servers/slack/slack-server.ts';
import { type App, BASE_URL, eventually, openApp } from './open-app.ts';
import { SlackTalker } from './slack-talker.ts';

const TEAM = 'T00000001';
const STAFF_ROOM = 'C0STAFF001';
const HALL = 'C00000001';
const SIGNING_SECRET = 'signing-secret-of-a-test';
const BOT_TOKEN = 'xoxb-test-token';
const STORY = '역사 게이트에서 얼굴을 찍혔다고 적은 글';
const RESPONDENT = '가상교통공사';

let server: SlackServer;
let app: App;
let courier: Courier;
const talker = (user: string) => new SlackTalker(app, server, courier, TEAM, user);

beforeAll(async () => {
  server = await new SlackServer().listen();
  const { botUser } = server.world.addTeam(TEAM, BOT_TOKEN);
  for (const channel of [STAFF_ROOM, HALL]) server.world.addChannel(TEAM, channel, [botUser]);
  app = await openApp({
    isReceiving: true,
    env: () => ({
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: server.apiUrl,
      SLACK_DESK_CHANNEL: STAFF_ROOM,
    }),
  });
  const url = `${app.url}/slack/events`;
  courier = new Courier(server, { kind: 'http', url, signingSecret: SIGNING_SECRET }, AS_SLACK);
  await account('kim', 'officer', 'U0KIM00001');
  await account('vi', 'viewer', 'U0VIEW0001');
});
afterAll(async () => {
  await app?.stop();
  await server?.close();
});

async function account(id: string, role: Role, slackUser: string): Promise<void> {
  const staff: Staff = {
    id,
    login: `${id}@example.org`,
    name: '김하늘',
    role,
    language: 'ko',
    recovery: [],
    slackUser,
    isActive: true,
    mustChangePassword: false,
    views: [],
    createdAt: Date.now(),
  };
  const line = { at: Date.now(), actor: 'system', action: 'staff-added', details: { staff: id } };
  expect(await app.store.staff.put(staff, 0, [line])).toBe(true);
}

async function takenIn(seed: number, more: Partial<CaseFile> = {}): Promise<CaseFile> {
  const answers = { story: [STORY], respondent: [RESPONDENT] };
  const receivedAt = Date.now() - 60_000;
  // As the ids of real cases are.
  const id = randomUUID();
  const file = madeCase({
    seed,
    id,
    language: 'ko',
    document: 'nhrck',
    receivedAt,
    answers,
    ...more,
  });
  await app.store.cases.commit(
    [{ id, expects: 0, file: writeCaseFile(file) }],
    [{ at: receivedAt, actor: 'person', action: 'case-received', case: id, details: {} }],
  );
  return file;
}

async function fileOf(id: string): Promise<CaseFile> {
  const stored = await app.store.cases.read(id);
  if (!stored) throw new Error(`There is no case ${id}.`);
  return readCaseFile(stored.file);
}

const said = (): readonly string[] =>
  (server.world.channels.get(STAFF_ROOM)?.messages ?? [])
    .filter(({ bot_id }) => bot_id)
    .map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`);

const toldOf = (file: CaseFile) => said().filter((text) => text.includes(caseReference(file)));

describe('the channel of the staff', () => {
  it('is told of a new case once, by its reference and kind, and not by a word of the person', async () => {
    const file = await takenIn(1);
    await app.chores.run();
    await eventually(() => toldOf(file).length === 1);
    await app.chores.run();
    const again = await takenIn(2);
    await app.chores.run();
    await eventually(() => toldOf(again).length === 1);
    expect(toldOf(file)).toHaveLength(1);
    for (const text of said()) {
      expect(text).not.toContain(STORY);
      expect(text).not.toContain(RESPONDENT);
      expect(text).not.toMatch(/undefined|\[object|NaN/);
    }
    expect(toldOf(file)[0]).toContain(`${BASE_URL}/desk/cases/${file.id}`);
  });

  it('hears of the day once, with what is due', async () => {
    const now = Date.now();
    const isMorning = new Date(now + 9 * 60 * 60 * 1000).getUTCHours() < 9;
    await app.chores.run();
    const title = app.cases.words.ko.slack.digestOpen.split('{')[0] ?? '';
    await eventually(() => isMorning || said().some((text) => text.includes(title)));
    expect(said().filter((text) => text.includes(title))).toHaveLength(isMorning ? 0 : 1);
  });

  it('lets whoever has an account take a case, under their own name in history and audit log', async () => {
    const file = await takenIn(3);
    await app.chores.run();
    await eventually(() => toldOf(file).length === 1);
    const kim = talker('U0KIM00001');
    const answer = await kim.does(
      () => kim.person.press(staffToken('take', file.id), STAFF_ROOM),
      STAFF_ROOM,
    );
    const reference = caseReference(file);
    const line = fill(app.cases.words.ko.slack.taken, { name: '김하늘', reference });
    expect(answer.text).toContain(line);
    const taken = await fileOf(file.id);
    expect(taken.assignee).toBe('kim');
    expect(taken.history.at(-1)).toMatchObject({ by: 'kim', what: 'case-assign' });
    const [audited] = await app.store.cases.auditLog.list({ limit: 1, case: file.id });
    expect(audited).toMatchObject({ actor: 'kim', action: 'case-assign' });
  });

  it('lets a case sleep for three days', async () => {
    const file = await takenIn(4);
    const kim = talker('U0KIM00001');
    await app.chores.run();
    await eventually(() => toldOf(file).length === 1);
    await kim.does(() => kim.person.press(staffToken('snooze', file.id), STAFF_ROOM), STAFF_ROOM);
    const { snoozedUntil = 0 } = await fileOf(file.id);
    expect((snoozedUntil - Date.now()) / 86_400_000).toBeCloseTo(3, 1);
  });

  it.each([
    { user: 'U0NOBODY01', why: 'stranger' as const },
    { user: 'U0VIEW0001', why: 'not-allowed' as const },
  ])('lets $user do nothing ($why)', async ({ user, why }) => {
    const file = await takenIn(why === 'stranger' ? 5 : 6);
    await app.chores.run();
    await eventually(() => toldOf(file).length === 1);
    const somebody = talker(user);
    const answer = await somebody.does(
      () => somebody.person.press(staffToken('take', file.id), STAFF_ROOM),
      STAFF_ROOM,
    );
    const { slack, shared } = app.cases.words.ko;
    expect(answer.text).toContain(
      why === 'stranger' ? fill(slack.stranger, { user }) : shared['refusal-not-allowed'],
    );
    expect((await fileOf(file.id)).assignee).toBeUndefined();
  });

  it('is the only place where its buttons mean anything', async () => {
    const file = await takenIn(7);
    await app.chores.run();
    await eventually(() => toldOf(file).length === 1);
    const kim = talker('U0KIM00001');
    await kim.does(() => kim.person.press(staffToken('take', file.id), HALL), HALL);
    expect((await fileOf(file.id)).assignee).toBeUndefined();
  });
});
