import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChartDrawer } from '../../../adapters/charts/draw-chart.ts';
import type { Signed } from '../../../adapters/desk/context.ts';
import { deskSite } from '../../../adapters/desk/desk-site.ts';
import { pendingSecret } from '../../../adapters/desk/second-factor.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import { writeSheet } from '../../../adapters/tables/write-sheet.ts';
import type { AuditLine } from '../../../bot/desk/audit.ts';
import type { StaffAction } from '../../../bot/desk/case-actions.ts';
import type { CaseFile } from '../../../bot/desk/case-file.ts';
import type { Role, Staff } from '../../../bot/desk/staff.ts';
import { codeAt, PASSWORD } from '../../desk-app.ts';
import type { MadeCase } from '../../desk-cases.ts';
import { DeskVisitor } from '../../desk-visitor.ts';
import { CLIENT, type OpenIdProvider, startOpenIdProvider } from '../../servers/openid-provider.ts';
import { type CaseSite, startCaseSite } from './case-site.ts';

/**
 * In the order of the table's letters. `half` has shown a password and no second factor; `closed` is a supervisor whose account
 * was closed while a session went on; the last but one and the one before are officers with no right to the case of the row.
 */
const WHO = [
  'nobody',
  'half',
  'viewer',
  'officer',
  'supervisor',
  'administrator',
  'recused',
  'outside',
  'closed',
] as const;
type Who = (typeof WHO)[number];

const ROLE_OF: Readonly<Record<Exclude<Who, 'nobody'>, Role>> = {
  half: 'supervisor',
  viewer: 'viewer',
  officer: 'officer',
  supervisor: 'supervisor',
  administrator: 'administrator',
  recused: 'officer',
  outside: 'officer',
  closed: 'supervisor',
};
/** Never see a word of the case. */
const BLIND: readonly Who[] = ['nobody', 'half', 'administrator', 'recused', 'outside', 'closed'];

const STORY = '보라색 회전문 앞의 카메라 이야기';
const NAME = '독고숨은이름';
/** As far as anybody looks. */
const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

/** What stands there for one request. */
interface Ground {
  readonly file: CaseFile;
  /** About the same place, with the same rights. */
  readonly other: CaseFile;
  /** Another member of staff, an officer. */
  readonly colleague: Staff;
  /** Whoever asks; for nobody, an account that they know the password of. */
  readonly me: Staff;
  readonly session: Signed['session'];
  /** Of the session. */
  readonly token: string;
  readonly now: number;
}

type Fields = Readonly<Record<string, string>>;

interface Row {
  /** As the router has it. */
  readonly route: string;
  /** What the address says in the place of the parameters, or behind them. Absent: the route itself. */
  readonly path?: (ground: Ground) => string;
  readonly fields?: (ground: Ground) => Fields | Promise<Fields>;
  readonly made?: (me: Staff, colleague: Staff) => MadeCase;
  /** True: the case is gathered into the other one. */
  readonly isGathered?: boolean;
  /** An account of its own for each request, which is so. */
  readonly account?: Partial<Staff>;
  /** The line of the audit log that there is then, and only then. */
  readonly writes?: string;
  /** Where it leads whoever may. */
  readonly to?: RegExp;
  /**
   * `+` shown or done; `=` answered, and nothing done; `e` no more than that there is such a case; `>` sent to sign in;
   * `-` sent on to the queue, for there is nothing to do here; `x` 403; `w` the page says why not (422); `0` not found.
   */
  readonly answers: string;
}

const ANYBODY = '>>++++++>';
const READERS = '>>+++xxx>';
const WORKERS = '>>w++xxx>';
const LEADERS = '>>ww+xxx>';
const KEEPERS = '>>xxx+xx>';

const caseOf = ({ file }: Ground) => `/desk/cases/${file.id}`;
const present = { present: PASSWORD };

/** Every action at least once; where one role may do part of it, once for each part. */
const ACTIONS: Readonly<
  Record<StaffAction['do'], readonly Pick<Row, 'fields' | 'made' | 'writes' | 'answers'>[]>
> = {
  assign: [
    { fields: ({ me }) => ({ to: me.id }), writes: 'case-assign', answers: WORKERS },
    { fields: ({ colleague }) => ({ to: colleague.id }), writes: 'case-assign', answers: LEADERS },
    {
      fields: () => ({ to: '' }),
      made: (_me, { id }) => ({ assignee: id, assignedAt: 1, assigneeActiveAt: 1 }),
      writes: 'case-assign',
      answers: LEADERS,
    },
  ],
  status: [
    {
      fields: () => ({ to: 'dismissed', ground: 'nhrck-facility' }),
      writes: 'case-status',
      answers: WORKERS,
    },
  ],
  message: [{ fields: () => ({ text: '안내' }), writes: 'case-message', answers: WORKERS }],
  note: [{ fields: () => ({ text: '메모' }), writes: 'case-note', answers: WORKERS }],
  task: [{ fields: () => ({ text: '할 일' }), writes: 'case-task', answers: WORKERS }],
  'task-done': [{ fields: () => ({ no: '1' }), writes: 'case-task-done', answers: WORKERS }],
  letter: [
    {
      fields: () => ({ letter: 'dismissal', text: '통지' }),
      writes: 'case-letter',
      answers: WORKERS,
    },
  ],
  'letter-change': [
    { fields: () => ({ no: '1', text: '고침' }), writes: 'case-letter-change', answers: WORKERS },
  ],
  'letter-send': [{ fields: () => ({ no: '1' }), writes: 'case-letter-send', answers: WORKERS }],
  recuse: [
    {
      fields: ({ me }) => ({ staff: me.id, reason: '친족' }),
      writes: 'case-recuse',
      // Whoever recuses themselves may not see the answer either.
      answers: WORKERS,
    },
    {
      fields: ({ colleague }) => ({ staff: colleague.id, reason: '친족' }),
      writes: 'case-recuse',
      answers: LEADERS,
    },
  ],
  restrict: [
    {
      fields: ({ colleague }) => ({ to: colleague.id }),
      writes: 'case-restrict',
      answers: LEADERS,
    },
  ],
  unrestrict: [
    {
      fields: () => ({}),
      made: (me) => ({ restrictedTo: [me.id] }),
      writes: 'case-unrestrict',
      answers: LEADERS,
    },
  ],
  priority: [{ fields: () => ({ level: 'high' }), writes: 'case-priority', answers: WORKERS }],
  snooze: [{ fields: () => ({ until: '2026-12-20' }), writes: 'case-snooze', answers: WORKERS }],
  unsnooze: [{ fields: () => ({}), writes: 'case-unsnooze', answers: WORKERS }],
  'ask-identity': [
    { fields: () => ({ reason: '연락' }), writes: 'identity-asked', answers: WORKERS },
  ],
  'approve-identity': [
    { fields: () => ({ no: '1' }), writes: 'identity-approved', answers: LEADERS },
  ],
  read: [{ fields: () => ({}), writes: 'case-read', answers: WORKERS }],
};

const ACTION_ROWS = Object.entries(ACTIONS).flatMap(([does, rows]) =>
  rows.map(
    ({ fields, ...row }): Row => ({
      route: 'POST /desk/cases/:id/act',
      path: (ground) => `${caseOf(ground)}/act`,
      fields: async (ground) => ({ do: does, key: 'k', ...(await fields?.(ground)) }),
      ...row,
    }),
  ),
);

const askedBy = ({ id }: Staff, { id: other }: Staff) => ({
  identityRequests: [
    { no: 1, at: 1, by: id, reason: '연락', approvedBy: other, approvedAt: 1e15, openedAt: [] },
  ],
});
const NO_FACTOR = { totpSecret: undefined } as Partial<Staff>;
const MUST_CHANGE = { ...NO_FACTOR, mustChangePassword: true };
const FRESH = 'otter lantern gravel 8';
const staffPath =
  (change: string) =>
  ({ colleague }: Ground) =>
    `/desk/staff/${colleague.id}/${change}`;

const TABLE: readonly Row[] = [
  ...ACTION_ROWS,
  {
    route: 'GET /desk/cases/:id',
    path: caseOf,
    writes: 'case-opened',
    answers: '>>+++eee>',
  },
  { route: 'GET /desk/cases/:id', path: () => '/desk/cases/none', answers: '>>000000>' },
  {
    route: 'GET /desk/cases/:id/evidence/:file',
    path: (ground) => `${caseOf(ground)}/evidence/photo`,
    writes: 'evidence-opened',
    answers: READERS,
  },
  {
    route: 'POST /desk/cases/:id/merge',
    path: (ground) => `${caseOf(ground)}/merge`,
    fields: ({ other }) => ({ ids: other.id }),
    writes: 'case-merge',
    answers: WORKERS,
  },
  {
    route: 'POST /desk/cases/:id/split',
    path: (ground) => `${caseOf(ground)}/split`,
    isGathered: true,
    writes: 'case-split',
    answers: WORKERS,
  },
  {
    route: 'POST /desk/cases/:id/letter',
    path: (ground) => `${caseOf(ground)}/letter`,
    fields: () => ({ letter: 'dismissal', ground: 'nhrck-facility' }),
    answers: WORKERS,
  },
  {
    route: 'POST /desk/cases/:id/identity',
    path: (ground) => `${caseOf(ground)}/identity`,
    fields: () => ({ no: '1' }),
    made: askedBy,
    writes: 'identity-opened',
    answers: WORKERS,
  },
  {
    route: 'POST /desk/cases/:id/identity',
    path: (ground) => `${caseOf(ground)}/identity`,
    fields: () => ({ no: '1' }),
    made: (me, colleague) => askedBy(colleague, me),
    writes: 'identity-opened',
    answers: '>>wwwxxx>',
  },
  { route: 'GET /desk/queue', path: () => '/desk/queue?all=1', answers: ANYBODY },
  { route: 'GET /desk/shortcuts', answers: ANYBODY },
  {
    route: 'POST /desk/queue/act',
    fields: ({ file }) => ({ do: 'take', case: file.id, key: 'k' }),
    to: /^\/desk\/queue\?/,
    writes: 'case-assign',
    answers: '>>=++===>',
  },
  {
    route: 'POST /desk/queue/act',
    fields: ({ file }) => ({ do: 'snooze', days: '3', case: file.id, key: 'k' }),
    to: /^\/desk\/queue\?/,
    writes: 'case-snooze',
    answers: '>>=++===>',
  },
  {
    route: 'POST /desk/queue/views',
    fields: () => ({ name: '보기', query: 'q=a' }),
    to: /did=view-saved/,
    writes: 'view-saved',
    answers: ANYBODY,
    account: {},
  },
  {
    route: 'POST /desk/queue/views/delete',
    fields: () => ({ name: '보기', query: 'q=a' }),
    to: /did=view-deleted/,
    writes: 'view-deleted',
    answers: ANYBODY,
    account: { views: [{ name: '보기', query: '' }] },
  },
  { route: 'GET /desk/figures', answers: ANYBODY },
  { route: 'GET /desk/figures/:chart.svg', path: () => '/desk/figures/week.svg', answers: ANYBODY },
  {
    route: 'GET /desk/figures/:chart.svg',
    path: () => '/desk/figures/none.svg',
    answers: '>>000000>',
  },
  {
    route: 'GET /desk/export.:format',
    path: () => '/desk/export.csv',
    writes: 'exported',
    answers: ANYBODY,
  },
  {
    route: 'GET /desk/export.:format',
    path: () => '/desk/export.json?what=cases',
    writes: 'exported',
    answers: '>>xx+xxx>',
  },
  { route: 'GET /desk/export.:format', path: () => '/desk/export.exe', answers: '>>000000>' },
  { route: 'GET /desk/audit', answers: '>>xx++xx>' },
  { route: 'POST /desk/audit/verify', writes: 'audit-verified', answers: '>>xx++xx>' },
  { route: 'GET /desk/staff', answers: KEEPERS },
  { route: 'GET /desk/staff/new', answers: KEEPERS },
  {
    route: 'GET /desk/staff/:id',
    path: ({ colleague }) => `/desk/staff/${colleague.id}`,
    answers: KEEPERS,
  },
  {
    route: 'POST /desk/staff',
    fields: ({ now }) => ({ login: `new-${now}@example.org`, name: '새 담당자', role: 'viewer' }),
    writes: 'staff-added',
    answers: KEEPERS,
  },
  {
    route: 'POST /desk/staff/:id/:change',
    path: staffPath('role'),
    fields: () => ({ role: 'administrator' }),
    writes: 'staff-role-changed',
    answers: KEEPERS,
  },
  {
    route: 'POST /desk/staff/:id/:change',
    path: staffPath('close'),
    writes: 'staff-closed',
    answers: KEEPERS,
  },
  {
    route: 'POST /desk/staff/:id/:change',
    path: staffPath('open'),
    writes: 'staff-opened',
    answers: KEEPERS,
  },
  {
    route: 'POST /desk/staff/:id/:change',
    path: staffPath('reset-second-factor'),
    writes: 'second-factor-reset',
    answers: KEEPERS,
  },
  {
    route: 'POST /desk/staff/:id/:change',
    path: staffPath('new-password'),
    writes: 'one-time-password-made',
    answers: KEEPERS,
  },
  {
    route: 'POST /desk/staff/:id/:change',
    path: ({ me }) => `/desk/staff/${me.id}/role`,
    fields: () => ({ role: 'supervisor' }),
    writes: 'staff-role-changed',
    answers: '>>xxxwxx>',
  },
  { route: 'GET /desk/account', answers: ANYBODY },
  { route: 'GET /desk/account/awake', answers: ANYBODY },
  {
    route: 'POST /desk/account/language',
    fields: () => ({ language: 'ko', next: '/desk/account' }),
    to: /^\/desk\/account$/,
    answers: ANYBODY,
  },
  { route: 'POST /desk/account/sessions', writes: 'other-sessions-ended', answers: ANYBODY },
  {
    route: 'POST /desk/account/slack',
    fields: ({ now }) => ({ ...present, slackUser: `U${now}` }),
    writes: 'slack-linked',
    account: {},
    answers: ANYBODY,
  },
  {
    route: 'POST /desk/account/password',
    fields: () => ({ ...present, fresh: FRESH, again: FRESH }),
    writes: 'password-changed',
    account: {},
    answers: ANYBODY,
  },
  {
    route: 'POST /desk/account/recovery',
    fields: () => present,
    writes: 'recovery-codes-made',
    account: {},
    answers: ANYBODY,
  },
  { route: 'GET /desk/account/second-factor', answers: ANYBODY },
  { route: 'GET /desk/account/second-factor/picture.svg', answers: ANYBODY },
  {
    route: 'POST /desk/account/second-factor',
    fields: async (ground) => ({ ...present, code: await newCode(ground) }),
    writes: 'second-factor-set',
    account: {},
    answers: ANYBODY,
  },
  { route: 'GET /desk', answers: '>>------>' },
  { route: 'GET /desk/sign-in', answers: '++------+' },
  {
    route: 'POST /desk/sign-in',
    fields: ({ me }) => ({ login: me.login, password: PASSWORD }),
    to: /^\/desk\/sign-in\/code$/,
    answers: '++++++++w',
  },
  {
    route: 'POST /desk/sign-out',
    to: /^\/desk\/sign-in$/,
    writes: 'signed-out',
    answers: '>+++++++>',
  },
  { route: 'GET /desk/sign-in/code', answers: '>+------>' },
  {
    route: 'POST /desk/sign-in/code',
    fields: async ({ now }) => ({ code: await codeAt(now) }),
    to: /^\/desk\/queue$/,
    writes: 'signed-in',
    account: {},
    answers: '>+------>',
  },
  { route: 'GET /desk/sign-in/password', account: MUST_CHANGE, answers: '>+++++++>' },
  { route: 'GET /desk/sign-in/password', answers: '>>------>' },
  {
    route: 'POST /desk/sign-in/password',
    fields: () => ({ fresh: FRESH, again: FRESH }),
    writes: 'password-changed',
    to: /^\/desk\/(?:queue|sign-in\/set-up)$/,
    account: MUST_CHANGE,
    answers: '>+++++++>',
  },
  {
    route: 'POST /desk/sign-in/password',
    fields: () => ({ fresh: FRESH, again: FRESH }),
    writes: 'password-changed',
    answers: '>>------>',
  },
  { route: 'GET /desk/sign-in/set-up', account: NO_FACTOR, answers: '>+------>' },
  { route: 'GET /desk/sign-in/set-up/picture.svg', account: NO_FACTOR, answers: '>+------>' },
  {
    route: 'POST /desk/sign-in/set-up',
    fields: async (ground) => ({ code: await newCode(ground) }),
    writes: 'second-factor-set',
    account: NO_FACTOR,
    answers: '>+------>',
  },
  // Whoever has a second factor sets up none before showing it.
  {
    route: 'POST /desk/sign-in/set-up',
    fields: async (ground) => ({ code: await newCode(ground) }),
    writes: 'second-factor-set',
    answers: '>>------>',
  },
  { route: 'GET /desk/sign-in/oidc', to: /^http:\/\/127/, answers: '+++++++++' },
  { route: 'GET /desk/sign-in/oidc/callback', answers: 'xxxxxxxxx' },
];

let site: CaseSite;
let provider: OpenIdProvider;
let server: Server;
let router: RequestHandler;
let url = '';
let colleague: Staff;
let keeper: Signed['staff'];
const accounts = new Map<Who, Staff>();
beforeAll(async () => {
  site = await startCaseSite();
  const app = express();
  app.set('query parser', 'simple');
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const redirectUri = `${url}/desk/sign-in/oidc/callback`;
  provider = await startOpenIdProvider(redirectUri);
  router = deskSite(site.context, {
    root: projectRoot(),
    regions: new Map(),
    press: {
      figureRows: site.context.desk.figureRows,
      shelf: site.store.figureShelf,
      drawChart: openChartDrawer(),
      writeSheet,
    },
    oidc: { issuer: provider.issuer, redirectUri, ...CLIENT },
  });
  app.use(router);
  colleague = await site.account('officer');
  keeper = await site.account('supervisor');
  for (const who of WHO) accounts.set(who, await accountFor(who));
});
afterAll(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
  await provider?.stop();
  await site?.stop();
});

/** Nobody knows a name and a password, too: those of somebody who has not signed in. */
const accountFor = (who: Who, over: Partial<Staff> = {}): Promise<Staff> =>
  site.account(who === 'nobody' ? 'supervisor' : ROLE_OF[who], {
    ...over,
    isActive: who !== 'closed',
  });

const newCode = ({ me, session, token, now }: Ground): Promise<string> =>
  codeAt(now, pendingSecret(site.context, { staff: me, session, token }));

let cells = 0;
async function groundFor(row: Row, who: Who): Promise<Ground> {
  cells += 1;
  // No code is taken twice, and no session seen for the second time.
  site.clock.now += 60_000;
  const now = site.clock.now;
  const me = row.account ? await accountFor(who, row.account) : accounts.get(who);
  if (!me) throw new Error(`There is no account for ${who}.`);
  const rights: MadeCase = {
    ...(who === 'recused' && { recused: [{ staff: me.id, by: keeper.id, at: 1, reason: '친족' }] }),
    ...(who === 'outside' && { restrictedTo: [colleague.id] }),
  };
  const made = (seed: number, more: MadeCase = {}) =>
    site.put(
      { seed, document: 'nhrck', language: 'ko', receivedAt: now - 1, ...FULL, ...more, ...rights },
      { files: [{ id: 'photo', bytes: JPEG }], identity: { name: NAME } },
    );
  const other = await made(10_000 + cells * 2);
  const file = await made(10_001 + cells * 2, {
    ...row.made?.(me, colleague),
    ...(row.isGathered && { mergedInto: other.id }),
  });
  const session = {
    staff: me.id,
    state: who === 'half' ? ('password' as const) : ('full' as const),
    startedAt: now,
    seenAt: now,
    endsAt: now + 3_600_000,
    csrf: site.context.newSecret(),
  };
  return { file, other, colleague, me, session, token: site.context.newSecret(), now };
}

const FULL: MadeCase = {
  answers: { story: [STORY] },
  exhibits: [
    {
      file: 'photo',
      caption: '사진',
      mediaType: 'image/jpeg',
      size: JPEG.length,
      sha256: 'a'.repeat(64),
      isStripped: true,
      addedAt: 1,
    },
  ],
  messages: [{ no: 1, at: 1, from: 'person', text: '언제 되나요?' }],
  tasks: [{ no: 1, at: 1, by: 'x', text: '전화' }],
  letters: [{ no: 1, at: 1, by: 'x', letter: 'dismissal', text: '통지서' }],
  hasIdentity: true,
  identityRequests: [{ no: 1, at: 1, by: 'x', reason: '연락', openedAt: [] }],
};

/** Somebody with the session of the ground, and the token that their forms bring back. */
async function visitorFor(who: Who, { session, token }: Ground): Promise<DeskVisitor> {
  const visitor = new DeskVisitor(url);
  if (who !== 'nobody') {
    await site.context.staff.beginSession(token, session);
    visitor.cookies.set('desk', token);
    visitor.csrf = session.csrf;
  }
  return visitor;
}

const newLines = async (after: number): Promise<readonly AuditLine[]> =>
  (await site.context.auditLog.list({ limit: 20 })).filter(({ no }) => no > after);

/** Lines that say that somebody looked, or was refused. */
const HARMLESS = ['case-opened', 'sign-in-refused'];

async function answerOf(row: Row, who: Who): Promise<string> {
  const ground = await groundFor(row, who);
  const visitor = await visitorFor(who, ground);
  const [method = '', route = ''] = row.route.split(' ');
  const path = row.path?.(ground) ?? route;
  const head = await site.context.auditLog.head();
  if (method === 'GET') await visitor.opens(path);
  else {
    // Whoever has no session, or one no more, gets the token of a stranger.
    if (who === 'nobody' || who === 'closed') await visitor.opens('/desk/sign-in');
    await visitor.sends(path, await row.fields?.(ground));
  }
  const lines = await newLines(head?.no ?? 0);
  const isWritten = lines.some(
    ({ action, actor }) => action === row.writes && actor === ground.me.id,
  );
  const answer = letterFor(row, visitor, isWritten || !row.writes);
  if (answer !== '+') {
    const more = lines.map(({ action }) => action).filter((one) => !HARMLESS.includes(one));
    expect(more, `written for ${who}`).toEqual([]);
  }
  if (BLIND.includes(who)) expect(visitor.page, `words for ${who}`).not.toContain(STORY);
  const isIdentity = answer === '+' && row.writes === 'identity-opened';
  expect(visitor.page.includes(NAME), `the name for ${who}`).toBe(isIdentity);
  return answer;
}

async function answersOf(row: Row): Promise<string> {
  let answers = '';
  for (const who of WHO) answers += await answerOf(row, who);
  return answers;
}

const REFUSED: Readonly<Record<number, string>> = { 403: 'x', 404: '0', 422: 'w' };

function letterFor(row: Row, { status, location, page }: DeskVisitor, isDone: boolean): string {
  if (status === 303) return letterOfPlace(row, location, isDone);
  if (status !== 200 && status !== 204) return REFUSED[status] ?? `(${status})`;
  if (page.includes(site.context.words.ko.case.existsOnly)) return 'e';
  return isDone ? '+' : '=';
}

function letterOfPlace({ to }: Row, location: string, isDone: boolean): string {
  const isPlace = to ? to.test(location) : !/^\/desk\/(?:sign-in|queue$)/.test(location);
  if (isPlace && isDone) return '+';
  if (location.startsWith('/desk/sign-in')) return '>';
  return location === '/desk/queue' ? '-' : '=';
}

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
  /** True where it is mounted at the root. */
  readonly slash: boolean;
}

/** Every route of a router and of those within it, which have full addresses. */
function routesOf(stack: readonly Layer[]): readonly string[] {
  return stack.flatMap(({ route, handle, slash }) => {
    if (route) {
      return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
    }
    if (!handle.stack) return [];
    if (!slash) throw new Error('A router is mounted below an address: its routes are not known.');
    return routesOf(handle.stack);
  });
}

describe('the desk', () => {
  it('has no route without a row, and no row without a route', () => {
    const { stack } = router as unknown as { readonly stack: readonly Layer[] };
    const routes = new Set(routesOf(stack));
    expect([...new Set(TABLE.map(({ route }) => route))].sort()).toEqual([...routes].sort());
    expect(routes.size).toBeGreaterThan(40);
  });

  it.each(TABLE.map((row) => ({ row, title: `${row.route} ${row.writes ?? row.answers}` })))(
    'answers each role as the table says: $title',
    async ({ row }) => {
      expect(await answersOf(row)).toBe(row.answers);
    },
  );

  it('says of an address that is none nothing to strangers', async () => {
    const row = { route: 'GET /desk/no-such-page', answers: '' };
    expect(await answersOf(row)).toBe('>>000000>');
  });
});
