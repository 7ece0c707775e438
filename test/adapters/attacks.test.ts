import { randomBytes, randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../adapters/staff-accounts.ts';
import { type CaseFile, readCaseFile, writeCaseFile } from '../../bot/desk/case-file.ts';
import { newReceiptCode } from '../../bot/desk/receipt-code.ts';
import type { Role, Staff } from '../../bot/desk/staff.ts';
import { LANGUAGES, type Language } from '../../knowledge/language.ts';
import { hiddenField } from '../conversations/html-words.ts';
import { type App, BASE_URL, eventually, openApp } from '../conversations/open-app.ts';
import { SlackTalker } from '../conversations/slack-talker.ts';
import { codeAt, PASSWORD, SECRET, throughTheDoor } from '../desk-app.ts';
import { type MadeCase, madeCase } from '../desk-cases.ts';
import { DeskVisitor } from '../desk-visitor.ts';
import { picture } from '../evidence/making.ts';
import { AS_SLACK, Courier } from '../servers/slack/deliver.ts';
import { SlackServer } from '../servers/slack/slack-server.ts';
import { type CaseVisitor, SUBWAY, withDraft } from './web/case-visitor.ts';
import { codeOn, FiledVisitor, sends } from './web/filed-visitor.ts';

const TEAM = 'T00000001';
const STAFF_ROOM = 'C0STAFF001';
const BOT_TOKEN = 'xoxb-test-token';

/** Leaves a text area, a title, an attribute, a script; runs a script in two ways; calls everybody in Slack. */
const ATTACK = `</textarea></title></script>"'><script>alert(1)</script><img src=x onerror=alert(1)><!channel>`;
const attack = (where: string) => `${where}${ATTACK}`;
const INSTITUTION = attack('institution');
/** None of these may come out as it went in. */
const RUNS = ['<script>alert', '<img src=x', '</textarea></title>', '<!channel>'];

/** With the whole desk: signed in by cookies of plain http, as a test can send them. */
let app: App;
let slack: SlackServer;
/** As it is run: under an address of its own, over https. */
let secure: App;
let photo: Blob;
let passwordHash: string;
const staff = {} as Record<'kim' | 'lee' | 'boss' | 'keeper' | 'vi', Staff>;
beforeAll(async () => {
  slack = await new SlackServer().listen();
  const { botUser } = slack.world.addTeam(TEAM, BOT_TOKEN);
  slack.world.addChannel(TEAM, STAFF_ROOM, [botUser]);
  app = await openApp({
    isReceiving: true,
    baseUrl: '',
    env: () => ({
      INTAKE_INSTITUTION: INSTITUTION,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      SLACK_DESK_CHANNEL: STAFF_ROOM,
    }),
  });
  secure = await openApp({ isReceiving: true });
  photo = new Blob([new Uint8Array(await picture().jpeg().toBuffer())]);
  passwordHash = await hashPassword(PASSWORD);
  staff.kim = await account('officer', { name: attack('kim') });
  staff.lee = await account('officer', { login: 'lee<b>@example.org' });
  staff.boss = await account('supervisor', { name: attack('boss') });
  staff.keeper = await account('administrator');
  staff.vi = await account('viewer');
}, 180_000);
afterAll(async () => {
  await app?.stop();
  await secure?.stop();
  await slack?.close();
});

async function account(role: Role, over: Partial<Staff> = {}, at = app): Promise<Staff> {
  const id = randomUUID();
  const one: Staff = {
    id,
    login: `${role}-${id.slice(0, 8)}@example.org`,
    name: role,
    role,
    language: 'ko',
    passwordHash,
    totpSecret: SECRET,
    recovery: [],
    isActive: true,
    mustChangePassword: false,
    views: [],
    createdAt: 1,
    ...over,
  };
  const line = { at: Date.now(), actor: 'system', action: 'staff-added', details: { staff: id } };
  if (!(await at.store.staff.put(one, 0, [line]))) throw new Error(`${one.login} is there.`);
  return one;
}

async function speaks(who: Staff, language: Language): Promise<void> {
  const stored = await app.store.staff.byId(who.id);
  if (!stored) throw new Error(`There is no ${who.login}.`);
  await app.store.staff.put({ ...stored.staff, language }, stored.version, []);
}

/** Somebody with a session of their own. */
async function as(who: Staff, at = app): Promise<DeskVisitor> {
  const visitor = new DeskVisitor(at.url);
  const [token, csrf] = [randomBytes(32).toString('base64url'), randomUUID()];
  const now = Date.now();
  const session = { staff: who.id, startedAt: now, seenAt: now, endsAt: now + 3_600_000, csrf };
  await at.store.staff.beginSession(token, { ...session, state: 'full' });
  visitor.cookies.set('desk', token);
  visitor.csrf = csrf;
  return visitor;
}

const newCode = () => newReceiptCode(() => randomBytes(24).toString('base64url'));

interface PutCase {
  readonly file: CaseFile;
  readonly id: string;
  readonly code: string;
}

let seeds = 70_000;
async function put(made: MadeCase = {}, name?: string): Promise<PutCase> {
  seeds += 1;
  const file = madeCase({
    seed: seeds,
    document: 'nhrck',
    language: 'ko',
    receivedAt: Date.now() - 60_000,
    exhibits: [exhibit],
    hasIdentity: name !== undefined,
    ...made,
  });
  const code = newCode();
  const bytes = new Uint8Array(await photo.arrayBuffer());
  await app.store.cases.commit(
    [
      {
        id: file.id,
        expects: 0,
        file: writeCaseFile(file),
        code,
        files: [{ id: exhibit.file, bytes }],
        ...(name !== undefined && { identity: JSON.stringify({ name }) }),
      },
    ],
    [{ at: file.receivedAt, actor: 'person', action: 'case-received', case: file.id, details: {} }],
  );
  return { file, id: file.id, code };
}
const exhibit = {
  file: 'photo',
  caption: '사진',
  mediaType: 'image/jpeg',
  size: 1,
  sha256: 'a'.repeat(64),
  isStripped: true,
  addedAt: 1,
};

async function versionOf(id: string): Promise<number> {
  return (await app.store.cases.read(id))?.version ?? 0;
}
async function fileOf(id: string): Promise<CaseFile> {
  return readCaseFile((await app.store.cases.read(id))?.file ?? '');
}

/** Sends a form with nothing that a browser of ours would say of it, but what is given. */
const posts = (
  visitor: DeskVisitor,
  path: string,
  fields: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> => {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
  const type = 'application/x-www-form-urlencoded';
  return visitor.fetches(path, {
    method: 'POST',
    body,
    headers: { 'content-type': type, ...headers },
  });
};
const ours = () => ({ origin: app.url, 'sec-fetch-site': 'same-origin' });

interface Raw {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends an address as it is: `fetch` would put it right first. */
const raw = (
  path: string,
  { method = 'GET', headers = {}, body = '', at = app } = {},
): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(at.url);
    const call = request({ hostname, port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    call.on('error', reject).end(body);
  });

const cookieHeader = ({ cookies }: DeskVisitor) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** For titles. */
const named = (values: readonly string[]) =>
  values.map((value) => ({ value, name: value.slice(0, 40) }));

async function isAlive(): Promise<void> {
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  expect((await (await as(staff.kim)).opens('/desk/queue')).status).toBe(200);
}

const opensAccount = async (token: string) => {
  const visitor = new DeskVisitor(app.url);
  visitor.cookies.set('desk', token);
  return (await visitor.opens('/desk/account')).status === 200;
};

describe('a session', () => {
  it('that somebody else chose before signing in is worth nothing after it', async () => {
    const who = await account('officer');
    const chosen = 'x'.repeat(43);
    const visitor = new DeskVisitor(app.url);
    visitor.cookies.set('desk', chosen);
    await throughTheDoor(visitor, who, Date.now());
    expect(visitor.status).toBe(200);
    expect(visitor.cookies.get('desk')).not.toBe(chosen);
    expect(await opensAccount(chosen)).toBe(false);
  });

  it('gets another token at each step, and the ones before end', async () => {
    const who = await account('officer');
    const before = await as(await account('viewer'));
    const visitor = new DeskVisitor(app.url);
    visitor.cookies.set('desk', before.cookies.get('desk') ?? '');
    visitor.csrf = before.csrf;
    await visitor.sends('/desk/sign-in', { login: who.login, password: PASSWORD });
    const half = visitor.cookies.get('desk') ?? '';
    const formToken = visitor.csrf;
    await visitor.follows();
    await visitor.sends('/desk/sign-in/code', { code: await codeAt(Date.now()) });
    const whole = visitor.cookies.get('desk') ?? '';
    expect(new Set([before.cookies.get('desk'), half, whole]).size).toBe(3);
    expect(await opensAccount(before.cookies.get('desk') ?? '')).toBe(false);
    expect(await opensAccount(half)).toBe(false);
    expect(await opensAccount(whole)).toBe(true);
    // Nor does a form of before work after it.
    await visitor.sends('/desk/account/language', { language: 'en', csrf: formToken });
    expect(visitor.status).toBe(403);
  });

  it('ends with signing out, for whoever has its token', async () => {
    const visitor = await as(staff.vi);
    const token = visitor.cookies.get('desk') ?? '';
    await visitor.sends('/desk/sign-out');
    expect(visitor.answered.get('clear-site-data')).toContain('cache');
    expect(await opensAccount(token)).toBe(false);
  });

  it.each(
    named([
      'x'.repeat(5_000),
      '%00',
      '__proto__',
      '../../etc/passwd',
      `' OR 1=1 --`,
      '"><script>',
      '%E0%A4%A',
    ]),
  )('of the token $name is none', async ({ value: token }) => {
    const { status, text } = await raw('/desk/account', { headers: { cookie: `desk=${token}` } });
    expect([303, 431]).toContain(status);
    for (const one of RUNS) expect(text).not.toContain(one);
  });

  it('stands in cookies that no script and no other site can read, and over https in no others', async () => {
    const who = await account('officer', {}, secure);
    const visitor = new DeskVisitor(secure.url);
    visitor.headers = { origin: BASE_URL };
    const set: string[] = [];
    const keep = () => set.push(...visitor.answered.getSetCookie());
    await visitor.opens('/desk/sign-in');
    keep();
    const mine = { origin: BASE_URL };
    await visitor.sends('/desk/sign-in', { login: who.login, password: PASSWORD }, mine);
    keep();
    await visitor.follows();
    await visitor.sends('/desk/sign-in/code', { code: await codeAt(Date.now()) }, mine);
    keep();
    expect(visitor.location).toBe('/desk/queue');
    const names = set.map((line) => line.split('=')[0]);
    expect([...new Set(names)].sort()).toEqual([
      '__Host-desk',
      '__Host-desk-device',
      '__Host-desk-form',
    ]);
    for (const line of set) {
      expect(line).toContain('HttpOnly');
      expect(line).toContain('Secure');
      expect(line).toContain('SameSite=Strict');
      expect(line).toContain('Path=/');
      expect(line).not.toMatch(/domain=/i);
    }
    const plain = (await new DeskVisitor(app.url).opens('/desk/sign-in')).answered.getSetCookie();
    expect(plain).toHaveLength(1);
    expect(plain[0]).toMatch(/HttpOnly.*SameSite=Strict/);
  });

  it('of a person does not exist: their pages set no cookie', async () => {
    for (const path of ['/', '/case', '/receipt', '/figures', '/complaint', '/no-such-page']) {
      expect((await fetch(`${app.url}${path}`)).headers.getSetCookie(), path).toEqual([]);
    }
  });
});

describe('a form that another site sends', () => {
  const FORGED: readonly {
    readonly what: string;
    readonly headers: () => Readonly<Record<string, string>>;
    readonly csrf?: () => Promise<string>;
  }[] = [
    { what: 'without a token', headers: ours, csrf: async () => '' },
    { what: 'with a wrong token', headers: ours, csrf: async () => 'x'.repeat(43) },
    {
      what: 'with the token of another session',
      headers: ours,
      csrf: async () => (await as(staff.boss)).csrf,
    },
    {
      what: 'with the token of another session of the same account',
      headers: ours,
      csrf: async () => (await as(staff.kim)).csrf,
    },
    {
      what: 'with the token of a stranger',
      headers: ours,
      csrf: async () => (await new DeskVisitor(app.url).opens('/desk/sign-in')).csrf,
    },
    { what: 'from a foreign origin', headers: () => ({ origin: 'https://evil.example' }) },
    {
      what: 'from a foreign origin that a browser calls our own',
      headers: () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }),
    },
    {
      what: 'from an origin that begins like ours',
      headers: () => ({ origin: `${app.url}.evil.example` }),
    },
    {
      what: 'from another scheme',
      headers: () => ({ origin: app.url.replace('http:', 'https:') }),
    },
    { what: 'from nowhere', headers: () => ({ origin: 'null' }) },
    { what: 'with no origin, across sites', headers: () => ({ 'sec-fetch-site': 'cross-site' }) },
    { what: 'with no origin, from a sibling', headers: () => ({ 'sec-fetch-site': 'same-site' }) },
    { what: 'with no origin, from no site', headers: () => ({ 'sec-fetch-site': 'none' }) },
    { what: 'with nothing said of where it comes from', headers: () => ({}) },
  ];

  it.each(FORGED)('$what changes nothing', async ({ headers, csrf }) => {
    const visitor = await as(staff.kim);
    const { id } = await put();
    const token = csrf ? await csrf() : visitor.csrf;
    const fields = { do: 'note', text: '위조', key: 'k', csrf: token };
    const response = await posts(visitor, `/desk/cases/${id}/act`, fields, headers());
    expect(response.status).toBe(403);
    expect(await versionOf(id)).toBe(1);
    // The same with everything right does.
    const right = { ...fields, csrf: visitor.csrf };
    expect((await posts(visitor, `/desk/cases/${id}/act`, right, ours())).status).toBe(303);
    expect(await versionOf(id)).toBe(2);
  });

  it('does not sign anybody in either', async () => {
    const who = await account('officer');
    for (const csrf of ['', 'x'.repeat(43), (await as(staff.boss)).csrf]) {
      const visitor = new DeskVisitor(app.url);
      const fields = { login: who.login, password: PASSWORD, csrf };
      expect((await posts(visitor, '/desk/sign-in', fields, ours())).status).toBe(403);
      expect(visitor.cookies.has('desk')).toBe(false);
    }
  });

  it('is not let in by a token in an address, a header or a body of another type', async () => {
    const visitor = await as(staff.kim);
    const { id } = await put();
    const path = `/desk/cases/${id}/act`;
    const fields = { do: 'note', text: '위조', key: 'k' };
    const all = { ...fields, csrf: visitor.csrf };
    const form = new FormData();
    for (const [name, value] of Object.entries(all)) form.append(name, value);
    const tries = [
      posts(visitor, `${path}?csrf=${visitor.csrf}`, fields, ours()),
      posts(visitor, path, fields, { ...ours(), 'x-csrf-token': visitor.csrf }),
      posts(visitor, path, JSON.stringify(all), { ...ours(), 'content-type': 'application/json' }),
      posts(visitor, path, new URLSearchParams(all).toString(), {
        ...ours(),
        'content-type': 'text/plain',
      }),
      visitor.fetches(path, { method: 'POST', body: form, headers: ours() }),
    ];
    for (const response of await Promise.all(tries)) expect(response.status).toBe(403);
    expect(await versionOf(id)).toBe(1);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('by %s is none of ours', async (method) => {
    const visitor = await as(staff.boss);
    const { id } = await put();
    for (const path of [`/desk/cases/${id}/act`, `/desk/cases/${id}`, '/desk/staff']) {
      const body = new URLSearchParams({ do: 'note', text: 'x', csrf: visitor.csrf });
      const response = await visitor.fetches(path, { method, body, headers: ours() });
      expect(response.status, path).toBe(403);
    }
    expect(await versionOf(id)).toBe(1);
  });
});

describe('an address that is only opened', () => {
  it('changes nothing, whatever stands in it', async () => {
    const { id } = await put({ identityRequests: [asked(staff.kim)] }, '이름');
    const mine = await account('supervisor', { views: [{ name: '보기', query: '' }] });
    const line = await app.store.cases.auditLog.head();
    for (const who of [mine, staff.keeper]) {
      const visitor = await as(who);
      for (const { path, query } of CHANGES(id, staff.lee.id)) {
        const asked = new URLSearchParams({ ...query, csrf: visitor.csrf, _method: 'POST' });
        const headers = { ...ours(), 'x-http-method-override': 'POST' };
        for (const method of ['GET', 'HEAD']) {
          await visitor.fetches(`${path}?${asked}`, { method, headers });
        }
      }
    }
    expect(await versionOf(id)).toBe(1);
    const lines = await app.store.cases.auditLog.list({ limit: 100 });
    const written = lines.filter(({ no }) => no > (line?.no ?? 0)).map(({ action }) => action);
    expect(written.filter((action) => action !== 'case-opened')).toEqual([]);
    expect((await app.store.staff.byId(mine.id))?.staff).toEqual(mine);
    expect((await app.store.staff.byId(staff.lee.id))?.staff).toEqual(staff.lee);
  });

  const CHANGES = (id: string, other: string) => [
    { path: `/desk/cases/${id}/act`, query: { do: 'note', text: 'x', key: 'k' } },
    { path: `/desk/cases/${id}`, query: { do: 'note', text: 'x', key: 'k' } },
    { path: `/desk/cases/${id}/merge`, query: { ids: id } },
    { path: `/desk/cases/${id}/split`, query: {} },
    { path: `/desk/cases/${id}/identity`, query: { no: '1' } },
    { path: '/desk/queue/act', query: { do: 'take', case: id } },
    { path: '/desk/queue', query: { do: 'take', case: id } },
    { path: '/desk/queue/views', query: { name: 'x', query: '' } },
    { path: '/desk/queue/views/delete', query: { name: '보기' } },
    { path: '/desk/account/language', query: { language: 'en' } },
    { path: '/desk/account/sessions', query: {} },
    { path: '/desk/account/password', query: { present: PASSWORD, fresh: 'y', again: 'y' } },
    { path: '/desk/staff', query: { login: 'new@example.org', name: 'x', role: 'viewer' } },
    { path: `/desk/staff/${other}/role`, query: { role: 'administrator' } },
    { path: `/desk/staff/${other}/close`, query: {} },
    { path: '/desk/audit/verify', query: {} },
    { path: '/desk/sign-out', query: {} },
  ];

  it('does not withdraw a case, nor say anything in it', async () => {
    const { id, code } = await put();
    for (const path of ['/case', '/case/act', '/case/evidence', '/case/receipt']) {
      for (const does of ['withdraw-sure', 'message', 'identify']) {
        const query = new URLSearchParams({ code, do: does, text: 'x' });
        const response = await fetch(`${app.url}${path}?${query}`, { redirect: 'manual' });
        expect([200, 303]).toContain(response.status);
        expect(response.headers.get('location') ?? '').not.toContain(code);
        expect(await response.text()).not.toContain(code);
      }
    }
    expect(await versionOf(id)).toBe(1);
  });
});

const asked = ({ id: by }: Staff, no = 1) => ({
  no,
  at: Date.now(),
  by,
  reason: '연락',
  approvedBy: 'x',
  approvedAt: Date.now(),
  openedAt: [],
});

describe('the number or name of what belongs to others', () => {
  const WORD = '은밀한자주색';
  const INSIDE = '깊숙한연두색';

  it('opens nothing of a case that one may not see', async () => {
    const hidden = await put(
      {
        answers: { story: [`${WORD} 다음의 ${INSIDE}`] },
        restrictedTo: [],
        identityRequests: [asked(staff.kim)],
      },
      '남궁비밀',
    );
    const own = await put();
    const visitor = await as(staff.kim);
    const base = `/desk/cases/${hidden.id}`;
    const found: string[] = [];
    const tries: readonly (readonly [string, Readonly<Record<string, string>>?])[] = [
      [base],
      [`${base}?statement=1&move=dismissed`],
      [`${base}/evidence/photo`],
      [`/desk/queue?q=${WORD}`],
      [`/desk/queue?all=1&kind=open&kind=waiting&kind=closed&place=subway`],
      [`/desk/cases/${own.id}/evidence/photo%2F..%2F..%2F${hidden.id}`],
      ['/desk/export.json?what=cases'],
      [`${base}/act`, { do: 'note', text: 'x' }],
      [`${base}/identity`, { no: '1' }],
      [`${base}/letter`, { letter: 'dismissal' }],
      [`${base}/merge`, { ids: own.id }],
      [`/desk/cases/${own.id}/merge`, { ids: hidden.id }],
      [`/desk/cases/${own.id}/split`, { back: hidden.id }],
      ['/desk/queue/act', { do: 'take', case: hidden.id }],
      [`/desk/cases/${own.id}/act`, { do: 'note', text: 'x', form: hidden.id, id: hidden.id }],
    ];
    for (const [path, fields] of tries) {
      await (fields ? visitor.sends(path, fields) : visitor.opens(path));
      if (visitor.page.includes(INSIDE) || visitor.page.includes('남궁비밀')) found.push(path);
      expect(visitor.status, path).toBeLessThan(500);
    }
    expect(found).toEqual([]);
    expect(await versionOf(hidden.id)).toBe(1);
    // Neither the word nor the kind of place tells that there is such a case.
    await visitor.opens(`/desk/queue?q=${WORD}`);
    expect(visitor.page).not.toContain(hidden.id);
    const boss = await (await as(staff.boss)).opens(`/desk/queue?q=${WORD}`);
    expect(boss.page).toContain(hidden.id);
  });

  it('is taken for none of the case in the address', async () => {
    const at = { at: 1, by: 'x' };
    const rich = await put(
      {
        tasks: [1, 2, 3].map((no) => ({ ...at, no, text: '일' })),
        letters: [1, 2, 3].map((no) => ({ ...at, no, letter: 'dismissal', text: '편지' })),
        identityRequests: [1, 2, 3].map((no) => asked(staff.boss, no)),
        exhibits: [{ ...exhibit, file: 'photo' }],
      },
      '남궁비밀',
    );
    const poor = await put({ exhibits: [] }, '제갈다른');
    const visitor = await as(staff.boss);
    for (const fields of [
      { do: 'task-done', no: '2' },
      { do: 'letter-change', no: '2', text: 'x' },
      { do: 'letter-send', no: '2' },
      { do: 'approve-identity', no: '2' },
      ...['0', '-1', '1e3', '2.5', 'NaN', '__proto__', '', '9'.repeat(400)].map((no) => ({
        do: 'task-done',
        no,
      })),
    ]) {
      const more = { case: rich.id, id: rich.id, key: randomUUID() };
      await visitor.sends(`/desk/cases/${poor.id}/act`, { ...fields, ...more });
      expect(visitor.status, JSON.stringify(fields)).toBe(422);
    }
    for (const no of ['2', '-1', 'NaN', '']) {
      await visitor.sends(`/desk/cases/${poor.id}/identity`, { no, id: rich.id });
      expect(visitor.status).toBe(422);
      expect(visitor.page).not.toContain('남궁비밀');
    }
    expect((await visitor.opens(`/desk/cases/${poor.id}/evidence/photo`)).status).toBe(404);
    expect([await versionOf(rich.id), await versionOf(poor.id)]).toEqual([1, 1]);
    // Who asked, and only they.
    const other = await as(await account('supervisor'));
    expect((await other.sends(`/desk/cases/${rich.id}/identity`, { no: '1' })).status).toBe(422);
    expect((await visitor.sends(`/desk/cases/${rich.id}/identity`, { no: '1' })).page).toContain(
      '남궁비밀',
    );
  });

  it('of an account that is not one’s own changes nothing of it', async () => {
    const other = await account('officer', { views: [{ name: '남의 보기', query: 'q=x' }] });
    const visitor = await as(staff.lee);
    const hidden = { id: other.id, staff: other.id, account: other.id, login: other.login };
    for (const [path, fields] of [
      ['/desk/queue/views/delete', { name: '남의 보기' }],
      ['/desk/queue/views', { name: '남의 보기', query: 'q=y' }],
      ['/desk/account/language', { language: 'en' }],
      ['/desk/account/sessions', {}],
      ['/desk/account/slack', { present: PASSWORD, slackUser: 'U0000ATTACK' }],
      [`/desk/staff/${other.id}/role`, { role: 'viewer' }],
      [`/desk/staff/${other.id}/new-password`, {}],
      [`/desk/staff/${staff.lee.id}/role`, { role: 'administrator' }],
    ] as const) {
      await visitor.sends(path, { ...fields, ...hidden });
    }
    expect((await app.store.staff.byId(other.id))?.staff).toEqual(other);
    expect((await app.store.staff.byId(staff.lee.id))?.staff.role).toBe('officer');
    expect((await visitor.opens('/desk/queue')).page).not.toContain('q=x');
  });

  it('of staff who may not is assigned and told nothing', async () => {
    const { id } = await put();
    const visitor = await as(staff.boss);
    const gone = await account('officer', { isActive: false });
    for (const to of [
      staff.vi.id,
      staff.keeper.id,
      gone.id,
      'nobody',
      '__proto__',
      'constructor',
    ]) {
      await visitor.sends(`/desk/cases/${id}/act`, { do: 'assign', to, key: randomUUID() });
      expect(visitor.status, to).toBe(422);
    }
    expect(await versionOf(id)).toBe(1);
  });

  it('of another case leads from the page of a person to nothing of it', async () => {
    const theirs = await put(
      { messages: [{ no: 1, at: 1, from: 'staff', text: WORD }] },
      '남궁비밀',
    );
    const mine = await put();
    const person = new FiledVisitor(app.url, mine.code);
    await person.posts('/case');
    const key = person.key;
    const other = { id: theirs.id, case: theirs.id, file: theirs.id, reference: theirs.id };
    for (const [path, fields] of [
      ['/case', {}],
      ['/case/act', { do: 'message', text: 'x' }],
      ['/case/act', { do: 'withdraw-sure' }],
      ['/case/receipt', { receipt: '1' }],
      ['/case/receipt', { receipt: '-1' }],
      ['/case/receipt', { receipt: '__proto__' }],
    ] as const) {
      await person.posts(path, { ...other, ...fields, key });
      expect(person.status, path).toBeLessThan(500);
      for (const word of [WORD, '남궁비밀', theirs.id]) expect(person.page).not.toContain(word);
    }
    expect(await versionOf(theirs.id)).toBe(1);
    // The key of a form is known to its own case only.
    const second = new FiledVisitor(app.url, theirs.code);
    await second.posts('/case/act', { do: 'message', text: '내 말', key });
    expect((await fileOf(theirs.id)).messages.at(-1)?.text).toBe('내 말');
  });

  it('of another conversation gives neither its draft nor its files', async () => {
    const visitor = await withDraft(app.url);
    await visitor.sends('/document?document=nhrck');
    const story = String(SUBWAY['q-story']).slice(0, 12);
    expect(visitor.page).toContain(story);
    const { conversation } = visitor.form;
    const guesses = [
      '',
      'x'.repeat(24),
      conversation.slice(0, 23),
      `${conversation}x`,
      conversation.toLowerCase(),
      `../${conversation}`,
      '%',
      '__proto__',
    ];
    for (const guess of guesses.filter((one) => one !== conversation)) {
      for (const path of ['/document?document=nhrck', '/submit?document=nhrck', '/complaint']) {
        visitor.form = { conversation: guess, delivery: 'y'.repeat(24) };
        const response = await visitor.fetches(path);
        expect(response.status, path).toBeLessThan(500);
        expect(await response.text(), `${path} ${guess}`).not.toContain(story);
      }
      const body = new URLSearchParams({ conversation: guess, file: 'x' });
      expect((await fetch(`${app.url}/kept`, { method: 'POST', body })).status).toBe(404);
    }
  });
});

/** Everything that a person and staff can fill in, filled in with an attack. */
interface Filled {
  readonly id: string;
  readonly code: string;
  readonly visitor: CaseVisitor;
}
let filled: Filled;

describe('a script that somebody wrote into a field', () => {
  const IDENTITY = {
    'identity-name': attack('name'),
    'identity-address': attack('address'),
    'identity-phone': '010-0000-0000',
    'identity-email': attack('email'),
  };

  beforeAll(async () => {
    const visitor = await withDraft(app.url);
    await visitor.sends('/complaint/answers', {
      ...SUBWAY,
      'q-story': attack('story'),
      'q-respondent': attack('respondent'),
      'q-exact-place': attack('place'),
      'q-place': 'other',
    });
    await visitor.sends('/submit?document=nhrck');
    pages.set('the page before sending', visitor.page);
    await sends(visitor, { ...IDENTITY, 'identity-phone': `${ATTACK}${'1'.repeat(300)}` });
    pages.set('the page before sending, refused', visitor.page);
    await sends(visitor, IDENTITY);
    const code = codeOn(visitor.page);
    pages.set('the page after sending', visitor.page);
    const stored = await app.store.cases.byCode(code);
    if (!stored) throw new Error('It was not sent.');
    filled = { id: stored.id, code, visitor };
    const person = new FiledVisitor(app.url, code);
    await person.posts('/case/act', { do: 'message', text: attack('said') });
    await uploads(code);
    await staffFillsIn(stored.id);
    await staffLooks(stored.id);
    await personLooks(person, visitor);
  }, 120_000);

  const pages = new Map<string, string>();

  async function uploads(code: string): Promise<void> {
    const body = new FormData();
    for (const [name, value] of Object.entries({
      code,
      agree: 'yes',
      caption: attack('caption'),
    })) {
      body.append(name, value);
    }
    body.append('files', photo, `../../${ATTACK}.jpg`);
    const response = await fetch(`${app.url}/case/evidence`, { method: 'POST', body });
    expect(response.status).toBe(200);
    pages.set('the page after a photo', await response.text());
  }

  async function staffFillsIn(id: string): Promise<void> {
    const visitor = await as(staff.kim);
    for (const fields of [
      { do: 'note', text: `@${staff.boss.login} ${attack('note')}` },
      { do: 'task', text: attack('task') },
      { do: 'message', text: attack('answer') },
      { do: 'letter', letter: 'dismissal', text: attack('draft') },
      { do: 'letter', letter: 'dismissal', text: attack('letter') },
      { do: 'letter-send', no: '2' },
      { do: 'status', to: 'supplement', missing: attack('missing'), reason: attack('why') },
      { do: 'ask-identity', reason: attack('request') },
    ]) {
      await visitor.sends(`/desk/cases/${id}/act`, { key: randomUUID(), ...fields });
      expect(visitor.status, fields.do).toBe(303);
    }
    const boss = await as(staff.boss);
    await boss.sends(`/desk/cases/${id}/act`, { do: 'approve-identity', no: '1', key: 'a' });
    await boss.sends(`/desk/cases/${id}/act`, {
      do: 'recuse',
      staff: staff.lee.id,
      reason: attack('recusal'),
      key: 'r',
    });
    for (const name of [ATTACK.slice(0, 60), `"'><script>alert(2)`, 'x<!channel>']) {
      await boss.sends('/desk/queue/views', { name, query: `q=${encodeURIComponent(ATTACK)}` });
    }
    const keeper = await as(staff.keeper);
    await keeper.sends('/desk/staff', { login: ATTACK, name: attack('new'), role: ATTACK });
    pages.set('a new account, refused', keeper.page);
    const login = 'script@example.org';
    await keeper.sends('/desk/staff', { login, name: attack('new'), role: 'viewer' });
    pages.set('a new account', keeper.page);
  }

  const evil = encodeURIComponent(ATTACK);
  /** Opened by staff; `id`: of the case, `file`: of a photo of it. */
  const deskPaths = (id: string, file: string | undefined) => [
    '/desk/queue?all=1',
    `/desk/queue?q=${evil}&place=${evil}&sort=${evil}&did=${evil}`,
    `/desk/cases/${id}`,
    `/desk/cases/${id}?statement=1&move=${evil}&ground=${evil}&reply=${evil}&from=${evil}&did=${evil}`,
    `/desk/cases/${id}/evidence/${file}?x=${evil}`,
    `/desk/cases/${evil}`,
    `/desk/${evil}?${evil}`,
    '/desk/shortcuts',
    '/desk/figures',
    `/desk/figures?period=${evil}`,
    '/desk/figures/week.svg',
    `/desk/figures/${evil}.svg`,
    '/desk/audit',
    `/desk/audit?case=${evil}&actor=${evil}&before=${evil}`,
    '/desk/staff',
    `/desk/staff/${staff.kim.id}`,
    `/desk/staff/${evil}`,
    '/desk/account',
    `/desk/account?done=${evil}`,
    `/desk/sign-in?next=${evil}&lang=${evil}`,
    '/desk/account/second-factor',
  ];
  const OPEN_PATHS = [
    '/?',
    '/case?',
    '/receipt?',
    '/figures?',
    '/figures/embed?',
    `/figures?period=${evil}&`,
    `/law?q=${evil}&`,
    `/entries?q=${evil}&`,
    `/${evil}?`,
  ];

  async function staffLooks(id: string): Promise<void> {
    const [file] = (await fileOf(id)).exhibits;
    for (const who of [staff.boss, staff.keeper, staff.lee]) {
      for (const language of LANGUAGES) {
        await speaks(who, language);
        const visitor = await as(who);
        const keep = (name: string) => pages.set(`${who.role} ${language} ${name}`, visitor.page);
        for (const path of deskPaths(id, file?.file)) {
          await visitor.opens(path);
          keep(path);
        }
        const wish = { letter: 'supplement', missing: ATTACK, transferOther: ATTACK };
        await visitor.sends(`/desk/cases/${id}/letter`, wish);
        keep('letter');
        await visitor.sends('/desk/audit/verify', { noted: ATTACK });
        keep('verify');
      }
    }
    const kim = await as(staff.kim);
    await kim.sends(`/desk/cases/${id}/identity`, { no: '1' });
    pages.set('identity', kim.page);
    const stranger = await new DeskVisitor(app.url).opens(`/desk/sign-in?next=${evil}`);
    await stranger.sends('/desk/sign-in', { login: ATTACK, password: ATTACK });
    pages.set('sign-in', stranger.page);
  }

  async function personLooks(person: FiledVisitor, draft: CaseVisitor): Promise<void> {
    for (const language of LANGUAGES) {
      const keep = (name: string, page: string) => pages.set(`${language} ${name}`, page);
      for (const path of OPEN_PATHS) {
        const response = await fetch(`${app.url}${path}lang=${language}`);
        keep(path, await response.text());
      }
      await person.posts('/case', {}, language);
      keep('case', person.page);
      await person.posts('/case/act', { do: 'withdraw' }, language);
      keep('withdraw', person.page);
      const nameless = { do: 'identify', ...IDENTITY, 'identity-name': '' };
      await person.posts('/case/act', nameless, language);
      keep('identify', person.page);
      for (const path of ['/document?document=nhrck', '/submit?document=nhrck', '/complaint']) {
        await draft.sends(path, {}, language);
        keep(path, draft.page);
      }
      await draft.sends('/ask', { question: attack('question') }, language);
      keep('chat', draft.page);
    }
    const body = new URLSearchParams({ text: attack('pasted') });
    const checked = await fetch(`${app.url}/receipt`, { method: 'POST', body });
    pages.set('a receipt that is none', await checked.text());
  }

  it('runs on no page', () => {
    const running = [...pages].flatMap(([name, page]) =>
      RUNS.filter((one) => page.includes(one)).map((one) => `${name}: ${one}`),
    );
    expect(running).toEqual([]);
    expect(pages.size).toBeGreaterThan(150);
    // All our scripts are files of ours, and nothing is an attribute that runs.
    const strange = [...pages].flatMap(([name, page]) =>
      (page.match(/<[a-z][^>]*>/gi) ?? []).filter(isStrange).map((tag) => `${name}: ${tag}`),
    );
    expect(strange).toEqual([]);
  });

  const isStrange = (tag: string): boolean =>
    /<script(?![^>]*\ssrc="\/)|="\s*(?:javascript|data):/i.test(tag) ||
    /\s(?:on[a-z]+|style)\s*=|['`]/i.test(tag.replace(/"[^"]*"/g, '""'));

  it.each([
    ['supervisor', 'story', 'respondent', 'place', 'caption', 'said', 'note', 'task', 'answer'],
    ['supervisor', 'draft', 'letter', 'request', 'recusal', 'kim', 'boss', 'institution'],
  ])('comes out as words on the page of the case for a %s', (role, ...words) => {
    const page = pages.get(`${role} ko /desk/cases/${filled.id}`) ?? '';
    for (const word of words) expect(page, word).toContain(`${word}&lt;/textarea&gt;`);
  });

  it.each([
    { page: 'identity', words: ['name', 'address', 'email'] },
    { page: 'ko case', words: ['said', 'answer', 'institution'] },
    { page: 'ko /document?document=nhrck', words: ['story', 'respondent', 'place'] },
    { page: 'the page before sending', words: ['story', 'respondent', 'institution'] },
    { page: 'supervisor ko /desk/audit', words: ['kim', 'boss'] },
    { page: 'administrator ko /desk/staff', words: ['kim', 'boss', 'new'] },
    { page: 'ko /figures?', words: ['institution'] },
    { page: 'sign-in', words: ['institution'] },
  ])('comes out as words on: $page', ({ page, words }) => {
    for (const word of words) {
      expect(pages.get(page) ?? '', word).toContain(`${word}&lt;/textarea&gt;`);
    }
  });

  it('is a name of a view that is words, too', () => {
    expect(pages.get('supervisor ko /desk/queue?all=1')).toContain('&lt;script&gt;alert(2)');
  });

  it('is plain text in a receipt, which no browser takes for a page', async () => {
    const person = new FiledVisitor(app.url, filled.code);
    await person.posts('/case/receipt', { receipt: '0' });
    expect(person.page).toContain(INSTITUTION);
    expect(person.headers.get('content-type')).toContain('text/plain');
    expect(person.headers.get('content-disposition')).toContain('attachment');
    expect(person.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is nowhere in what the staff are told in Slack, and calls nobody', async () => {
    await app.chores.run();
    const said = () =>
      (slack.world.channels.get(STAFF_ROOM)?.messages ?? []).map((one) => JSON.stringify(one));
    const { id, receivedAt } = await fileOf(filled.id);
    const reference = id.slice(0, 8).toUpperCase();
    await eventually(() => said().some((text) => text.includes(reference.slice(0, 4))));
    for (const text of said()) {
      expect(text).not.toMatch(/alert\(|<!channel|&lt;script|story|respondent/);
    }
    expect(receivedAt).toBeGreaterThan(0);
  });

  it('that a person says in Slack comes back as words', async () => {
    const courier = new Courier(slack, { kind: 'socket' }, AS_SLACK);
    const talker = new SlackTalker(app, slack, courier, TEAM, 'U0PERSON01');
    await talker.says('/complaint');
    await talker.says('<!channel> <@U0KIM00001> <https://evil.example|은행>');
    await talker.says('민간 헬스장이 <!everyone> 얼굴 등록을 강제해도 되나요?');
    const bot = [...slack.world.channels.values()]
      .flatMap(({ messages }) => messages)
      .filter(({ bot_id }) => bot_id);
    expect(bot.length).toBeGreaterThan(2);
    for (const one of bot) {
      expect(JSON.stringify(one)).not.toMatch(
        /<!(?:channel|everyone|here)|<https:\/\/evil|<@U0KIM/,
      );
    }
  });
});

describe('a file for a spreadsheet', () => {
  const FORMULA = '=cmd|calc!A1';
  it.each([FORMULA, '+1+1', '-2+3', '@SUM(1)', '\t=1', '\r=1'])(
    'has no formula %s',
    async (evil) => {
      await put({ status: evil, answers: { place: [evil], operator: [evil], mode: [evil] } });
      for (const language of LANGUAGES) {
        const { staff: boss, version = 0 } = (await app.store.staff.byId(staff.boss.id)) ?? {};
        await app.store.staff.put({ ...(boss ?? staff.boss), language }, version, []);
        const visitor = await as(staff.boss);
        const response = await visitor.fetches('/desk/export.csv?what=cases');
        expect(response.status).toBe(200);
        const text = await response.text();
        expect(text).toContain(`'${evil}`);
        const cells = text.replace(/^\ufeff/, '').split(/[,\n]/);
        expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
        expect(response.headers.get('content-disposition')).toContain('attachment');
        expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      }
    },
  );
});

describe('a path that climbs', () => {
  const CLIMBS = [
    '..%2f..%2fpackage.json',
    '..%2f..%2f..%2fpackage.json',
    '%2e%2e/%2e%2e/package.json',
    '%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
    '..%5c..%5c..%5cpackage.json',
    '..\\..\\..\\package.json',
    '....//....//....//package.json',
    '..%252f..%252f..%252fpackage.json',
    '%c0%ae%c0%ae/%c0%ae%c0%ae/package.json',
    '../../../package.json',
    '/etc/passwd',
    '//etc/passwd',
    '%2fetc%2fpasswd',
    'file:///etc/passwd',
    'C:%5cwindows%5cwin.ini',
    'desk.css%00.png',
    '%00',
    '..;/..;/package.json',
    '.',
    '..',
    '.env',
    '.git/config',
    'views/layout.eta',
    '%',
    '%zz',
    'a'.repeat(3000),
  ];
  const FOLDERS = [
    '/static/',
    '/desk/static/',
    '/figures/',
    '/desk/figures/',
    '/law/',
    '/entries/',
  ];

  it.each(named(CLIMBS))('$name leads out of no folder', async ({ value: climb }) => {
    const visitor = await as(staff.boss);
    const cookie = cookieHeader(visitor);
    for (const folder of [...FOLDERS, `/desk/cases/${filled.id}/evidence/`, '/desk/cases/']) {
      const { status, text } = await raw(folder + climb, { headers: { cookie } });
      // Without the official text at hand the pages of the law say that it is not there (503).
      expect(status, folder).not.toBe(500);
      expect(text, folder).not.toMatch(/"dependencies"|root:.*:0:0|\[core\]|<%|for 16-bit/);
      if (/package|passwd|env|git|\.eta/.test(climb)) expect(status, folder).not.toBe(200);
    }
  });
});

describe('what is too large', () => {
  const large = (bytes: number) => `text=${'a'.repeat(bytes)}`;

  it.each([
    { path: '/desk/sign-in', bytes: 400_000 },
    { path: '/desk/account/language', bytes: 400_000 },
    { path: '/case', bytes: 200_000 },
    { path: '/case/act', bytes: 200_000 },
    { path: '/case/receipt', bytes: 200_000 },
    { path: '/submit', bytes: 200_000 },
    { path: '/submit/send', bytes: 200_000 },
    { path: '/receipt', bytes: 800_000 },
    { path: '/ask', bytes: 2_000_000 },
    { path: '/complaint', bytes: 2_000_000 },
  ])('in a form to $path is refused, packed or not', async ({ path, bytes }) => {
    const visitor = await as(staff.kim);
    expect((await posts(visitor, path, large(bytes), ours())).status).toBe(413);
    const body = gzipSync(large(bytes * 10));
    const type = 'application/x-www-form-urlencoded';
    const headers = { ...ours(), 'content-type': type, 'content-encoding': 'gzip' };
    expect((await visitor.fetches(path, { method: 'POST', body, headers })).status).toBe(413);
    await isAlive();
  });

  it('in files is refused before it is read', async () => {
    for (const path of ['/case/evidence', '/receipt/file', '/evidence']) {
      const headers = {
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': '900000000',
      };
      const { status } = await Promise.race([
        begun(path, headers),
        new Promise<{ status: number }>((_, reject) => {
          setTimeout(() => reject(new Error(`${path} waits for it all.`)), 10_000).unref();
        }),
      ]);
      expect([400, 404, 413], path).toContain(status);
    }
    await isAlive();
  });

  /** Sends the head of a request, and the body never. */
  const begun = (path: string, headers: Readonly<Record<string, string>>) =>
    new Promise<{ readonly status: number }>((resolve, reject) => {
      const { hostname, port } = new URL(app.url);
      const call = request({ hostname, port, method: 'POST', path, headers }, (response) => {
        resolve({ status: response.statusCode ?? 0 });
        call.destroy();
      });
      call.on('error', reject);
      call.flushHeaders();
    });

  it.each([
    { what: 'an address', path: `/desk/queue?q=${'a'.repeat(5_000)}`, headers: {} },
    { what: 'cookies', path: '/desk/queue', headers: { cookie: `x=${'a'.repeat(5_000)}` } },
    { what: 'a header', path: '/desk/queue', headers: { 'x-large': 'a'.repeat(20_000) } },
    { what: 'a header for a person', path: '/', headers: { 'x-large': 'a'.repeat(20_000) } },
    { what: 'an address for a person', path: `/${'a'.repeat(20_000)}`, headers: {} },
  ])('in $what is refused', async ({ path, headers }) => {
    expect((await raw(path, { headers })).status).toBe(431);
    await isAlive();
  });
});

describe('fields that nobody asked for', () => {
  const PATHS = ['/desk/sign-in', '/desk/queue/act', '/case', '/case/act', '/submit', '/receipt'];
  const deep = `a${'[b]'.repeat(2_000)}=c`;
  const BODIES = [
    {
      what: 'thousands of them',
      body: Array.from({ length: 5_000 }, (_, at) => `f${at}=x`).join('&'),
    },
    { what: 'one, thousands of times', body: 'code=1&'.repeat(900) },
    { what: 'deep brackets', body: deep },
    { what: 'a prototype', body: '__proto__=x&__proto__=y&__proto__[isAdmin]=true' },
    {
      what: 'a constructor',
      body: 'constructor[prototype][isAdmin]=true&constructor=x&hasOwnProperty=x&toString=y&then=z',
    },
    { what: 'a length and an index', body: 'length=9999999999&0=a&ids[]=x&ids[length]=1e9' },
    { what: 'bytes that are no text', body: 'code=%ff%fe%00&do=%c3%28&text=%ed%a0%80' },
    { what: 'broken escapes', body: 'code=%&do=%zz&text=%u0041' },
    { what: 'nothing', body: '' },
  ];

  it.each(BODIES)('harm nothing: $what', async ({ body }) => {
    const visitor = await as(staff.kim);
    for (const path of PATHS) {
      const sent = path.startsWith('/desk') ? `csrf=${visitor.csrf}&${body}` : body;
      const response = await posts(visitor, path, sent, ours());
      expect(response.status, path).toBeLessThan(500);
      expect(await response.text()).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d/);
    }
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    await isAlive();
  });

  it.each([
    'application/json',
    'text/plain',
    'application/xml',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'application/x-www-form-urlencoded; charset=utf-16',
    'application/x-www-form-urlencoded; charset=__proto__',
    'x',
    ',',
  ])('nor does the type %s', async (type) => {
    const visitor = await as(staff.kim);
    for (const path of [...PATHS, '/case/evidence', '/receipt/file']) {
      const body = JSON.stringify({ csrf: visitor.csrf, code: { $ne: '' }, do: 'withdraw-sure' });
      const response = await posts(visitor, path, body, { ...ours(), 'content-type': type });
      expect(response.status, path).toBeLessThan(500);
      if (path.startsWith('/desk')) expect([403, 415], path).toContain(response.status);
    }
    await isAlive();
  });

  const NAMES = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'];
  const ADDRESSES = [
    `/desk/cases/CASE?did=NAME&move=NAME&reply=NAME&ground=NAME`,
    `/desk/account?done=NAME`,
    `/desk/figures?period=NAME`,
    `/desk/figures/NAME.svg`,
    `/desk/export.NAME`,
    `/desk/audit?case=NAME&actor=NAME`,
    `/desk/queue?sort=NAME&kind=NAME`,
    `/desk/queue?status=NAME&assignee=NAME&place=NAME&clock=NAME`,
    `/desk/queue?did=NAME&count=1`,
    `/desk/staff/NAME`,
    `/figures?period=NAME&lang=NAME`,
    `/figures/embed?chart=NAME`,
    `/?lang=NAME&NAME=NAME`,
    `/law/NAME`,
    `/entries/NAME`,
  ];

  it.each(ADDRESSES)('in an address say nothing: %s', async (address) => {
    const visitor = await as(staff.boss);
    for (const name of NAMES) {
      await visitor.opens(address.replaceAll('NAME', name).replace('CASE', filled.id));
      expect(visitor.status, name).not.toBe(500);
      expect(visitor.page, name).not.toMatch(/\[object |function |\[native code\]|undefined/);
    }
  });
});

describe('where a page leads', () => {
  const ELSEWHERE = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/desk/queue@evil.example',
    '/desk//evil.example',
    '/desk/../..//evil.example',
    '/desk/queue\r\nset-cookie: a=b',
    '/desk/queue%0d%0aset-cookie: a=b',
    '/desk/queue?x=\r\nset-cookie: a=b',
    'javascript:alert(1)',
    'data:text/html,x',
    '/desk/sign-in?next=/desk/sign-in',
    '/desk/\u0000',
    '\t//evil.example',
    '/％2f',
  ];

  it.each(ELSEWHERE)('is never %j', async (to) => {
    const evil = encodeURIComponent(to);
    const visitor = await as(await account('officer'));
    const stranger = new DeskVisitor(app.url);
    const { id } = await put();
    const answers = [
      await visitor.opens(`/desk/sign-in?next=${evil}`),
      await visitor.sends('/desk/account/language', { language: 'ko', next: to }),
      await visitor.sends(`/desk/cases/${id}/act`, { do: 'note', text: 'x', from: to, key: 'k' }),
      await visitor.sends('/desk/queue/views', { name: 'x', query: to }),
      await visitor.sends('/desk/queue/act', { do: 'take', case: id, query: to }),
      await stranger.opens(`/desk/queue?next=${evil}&from=${evil}`),
      await stranger.opens(`/desk/sign-in/code?next=${evil}`),
    ];
    for (const one of [visitor, stranger])
      expect(one.answered.get('set-cookie') ?? '').not.toContain('a=b');
    expect(answers).toHaveLength(7);
    const places = new Set<string>();
    for (const [path, fields] of [
      [`/desk/sign-in?next=${evil}`],
      ['/desk/account/language', { language: 'ko', next: to }],
      [`/desk/cases/${id}/act`, { do: 'note', text: 'x', from: to, key: 'l' }],
      ['/desk/queue/views', { name: 'x', query: to }],
      ['/desk/queue/act', { do: 'take', case: id, query: to }],
      ['/receipt/file'],
      ['/case/act'],
    ] as const) {
      await (fields ? visitor.sends(path, fields) : visitor.opens(path));
      expect(visitor.status, path).toBe(303);
      places.add(visitor.location);
    }
    for (const place of places) {
      expect(place).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
      const { origin, pathname } = new URL(place, app.url);
      expect(origin).toBe(app.url);
      expect(pathname).not.toContain('//');
    }
    // The page that leads on does so to ours as well.
    const { text } = await raw(`/desk/queue?x=${evil}`, {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    const [, onward = ''] = /url=([^"]*)"/.exec(text) ?? [];
    expect(onward).toMatch(/^\/desk(?:\/queue[^"<>]*)?$/);
  });

  it('is not read from the host that a request names', async () => {
    const visitor = await as(staff.boss);
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
      cookie: cookieHeader(visitor),
    };
    for (const at of [app, secure]) {
      for (const path of [
        '/',
        '/case',
        '/figures',
        '/desk',
        '/desk/sign-in',
        '/desk/queue',
        '/law',
        '/receipt/file',
        '/figures/embed',
        '/figures.json',
      ]) {
        const answer = await raw(path, { headers, at });
        expect(answer.text, path).not.toContain('evil.example');
        expect(JSON.stringify(answer.headers), path).not.toContain('evil.example');
      }
    }
    // Where our address is known, a form is ours by that address alone.
    const own = await account('officer', {}, secure);
    const there = await as(own, secure);
    there.cookies.set('__Host-desk', there.cookies.get('desk') ?? '');
    const body = new URLSearchParams({ csrf: there.csrf, language: 'en', next: '/desk/account' });
    const send = (host: string, origin: string) =>
      raw('/desk/account/language', {
        method: 'POST',
        at: secure,
        body: body.toString(),
        headers: {
          host,
          origin,
          cookie: cookieHeader(there),
          'content-type': 'application/x-www-form-urlencoded',
        },
      });
    expect((await send('evil.example', 'https://evil.example')).status).toBe(403);
    expect((await send('evil.example', BASE_URL)).status).toBe(303);
  });
});

describe('the headers of a page', () => {
  const PRIVATE = [
    '/desk',
    '/desk/sign-in',
    '/desk/queue',
    '/desk/account',
    '/desk/audit',
    '/desk/export.csv',
    '/desk/figures/week.svg',
    '/desk/no-such-page',
  ];

  it.each(PRIVATE)('%s: kept by no cache, found by no search, in no frame', async (path) => {
    const visitor = await as(staff.boss);
    for (const who of [visitor, new DeskVisitor(app.url)]) {
      const { headers } = await who.fetches(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-robots-tag')).toContain('noindex');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'|sandbox/);
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('of a case and of an account: the same', async () => {
    const visitor = await as(staff.boss);
    const [file] = (await fileOf(filled.id)).exhibits;
    for (const path of [
      `/desk/cases/${filled.id}`,
      `/desk/cases/${filled.id}/evidence/${file?.file}`,
    ]) {
      const { status, headers } = await visitor.fetches(path);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'|sandbox/);
    }
  });

  it('of a person’s own pages: kept by no cache', async () => {
    const person = new FiledVisitor(app.url, filled.code);
    for (const path of ['/case', '/case/act', '/case/receipt', '/receipt']) {
      await person.posts(path, { receipt: '0' });
      expect(person.headers.get('cache-control'), path).toBe('no-store');
      expect(person.headers.get('content-security-policy'), path).toContain(
        "frame-ancestors 'none'",
      );
      expect(person.headers.get('referrer-policy'), path).toBe('no-referrer');
    }
  });

  it('let other sites frame the public figures, and nothing else', async () => {
    const framed: string[] = [];
    for (const path of [
      '/',
      '/case',
      '/receipt',
      '/figures',
      '/figures/embed',
      '/desk/sign-in',
      '/law',
      '/entries',
      '/complaint',
      '/static/content.css',
      '/no-such-page',
    ]) {
      const { headers } = await fetch(`${app.url}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      if (!policy.includes("frame-ancestors 'none'")) framed.push(path);
    }
    expect(framed).toEqual(['/figures/embed']);
  });
});

describe('somebody signed in who asks without end', () => {
  it('is told to wait, in this session alone, and loses nothing', async () => {
    const who = await account('officer');
    const [robot, human] = [await as(who), await as(who)];
    const { id } = await put();
    const statuses: number[] = [];
    for (let asked = 0; asked < 310; asked += 1) {
      statuses.push((await robot.fetches('/desk/account/awake')).status);
    }
    expect(statuses.slice(0, 300).every((status) => status === 204)).toBe(true);
    expect(statuses.slice(300).every((status) => status === 429)).toBe(true);
    await robot.sends(`/desk/cases/${id}/act`, { do: 'note', text: 'x', key: 'k' });
    expect(robot.status).toBe(429);
    expect(await versionOf(id)).toBe(1);
    const wait = Number(robot.answered.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(robot.page).toContain(app.cases.words.ko.shared.tooManyText);
    expect(robot.answered.get('cache-control')).toBe('no-store');
    expect((await human.opens('/desk/account')).status).toBe(200);
  });
});

/** Last, for whoever comes from the address of this machine is a guesser from then on. */
describe('whoever guesses codes of receipts', () => {
  it('learns nothing of whether there was such a case, and has to wait', async () => {
    const erased = await put();
    const gone = { id: erased.id, expects: 1, erases: true };
    const line = { at: 0, actor: 'system', action: 'case-erased', case: erased.id, details: {} };
    expect(await app.store.cases.commit([gone], [line])).toBe(true);
    const answersTo = async (code: string) => {
      const guesser = new FiledVisitor(app.url, code);
      const answers: unknown[] = [];
      const keep = () => {
        const { status, page, headers } = guesser;
        answers.push({ status, page, cache: headers.get('cache-control') });
      };
      await guesser.posts('/case');
      keep();
      await guesser.posts('/case/act', { do: 'withdraw-sure' });
      keep();
      await guesser.posts('/case/receipt', { receipt: '0' });
      keep();
      await guesser.uploads([photo]);
      keep();
      return answers;
    };
    const unknown = await answersTo(newCode());
    expect(unknown.map((one) => (one as { status: number }).status)).toEqual([404, 404, 404, 404]);
    // Each counts as a guess, the erased one like the others: 8 so far, 10 are free.
    expect(await answersTo(erased.code)).toEqual(unknown);
    const guesser = new FiledVisitor(app.url, newCode());
    for (const status of [404, 404, 429, 429]) {
      await guesser.posts('/case');
      expect(guesser.status).toBe(status);
    }
    // A right one, too, says nothing then; what cannot be a code is not looked up at all.
    const right = await put();
    const blocked = new FiledVisitor(app.url, right.code);
    await blocked.posts('/case');
    expect(blocked.status).toBe(429);
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(60);
    const mistyped = new FiledVisitor(
      app.url,
      `${right.code.slice(0, -1)}${(Number(right.code.at(-1)) + 1) % 10}`,
    );
    await mistyped.posts('/case');
    expect(mistyped.status).toBe(422);
    expect(hiddenField(mistyped.page, 'key')).toBe('');
  });
});
