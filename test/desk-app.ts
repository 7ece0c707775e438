import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import helmet from 'helmet';
import { generate } from 'otplib';
import type { DeskContext } from '../adapters/desk/context.ts';
import { type DeskOptions, deskRouter } from '../adapters/desk/desk-router.ts';
import type { Oidc } from '../adapters/desk/oidc.ts';
import { loadDeskViews } from '../adapters/desk/views.ts';
import { projectRoot } from '../adapters/project-root.ts';
import { hashPassword } from '../adapters/staff-accounts.ts';
import { openStore } from '../adapters/store/open-store.ts';
import type { Role, Staff } from '../bot/desk/staff.ts';
import { loadDeskWords } from '../bot/desk/words/desk-words.ts';
import type { TextSettings } from '../bot/render-text.ts';
import type { Store } from '../bot/store.ts';
import { loadWords } from '../bot/words.ts';
import { type Casework, loadCasework } from '../knowledge/casework/casework.ts';
import { loadCorpus, readCorpusFiles } from '../knowledge/corpus-model/load-corpus.ts';
import { koreanDayClock } from '../knowledge/law/korean-day.ts';
import { createProver } from '../knowledge/law/prover.ts';
import { MADE_NOW } from './desk-cases.ts';
import { DeskVisitor } from './desk-visitor.ts';

const SESSION_MS = 12 * 60 * 60_000;

/** Of every account that {@link DeskApp.account} makes, unless told otherwise. */
export const PASSWORD = 'otter lantern gravel 7';
/** Base32, of 20 bytes. */
export const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

export const MASTER_KEY = new Uint8Array(32).fill(7);

/** What cases are worked on with. */
export interface DeskGround {
  readonly store: Store;
  readonly settings: TextSettings;
  readonly casework: Casework;
  readonly clock: () => number;
  readonly log: DeskContext['log'];
  readonly institution: string;
}

export interface DeskAppOptions extends Partial<Pick<DeskOptions, 'pages'>> {
  /** @param url - Of the desk. */
  readonly oidc?: (url: string) => Promise<Oidc>;
  /** The desk and its rules; without them no page may touch a case. */
  readonly cases?: (ground: DeskGround) => Pick<DeskContext, 'desk' | 'triage'>;
  readonly baseUrl?: string;
  /** Of data that is there already, under {@link MASTER_KEY}; the caller removes it. */
  readonly folder?: string;
}

export interface SignedInVisitor {
  readonly visitor: DeskVisitor;
  readonly staff: Staff;
}

export interface DeskApp {
  readonly url: string;
  readonly store: Store;
  readonly context: DeskContext;
  /** Milliseconds since 1970; tests move it. */
  readonly clock: { now: number };
  /** Everything that was logged, one JSON line each. */
  readonly log: readonly string[];
  /** Somebody whose browser has never been here. */
  visitor(): DeskVisitor;
  /** An account, by default with {@link PASSWORD} and {@link SECRET}. */
  account(role: Role, over?: Partial<Staff>): Promise<Staff>;
  /**
   * A new member of staff who is signed in and has a page with a token before them. How one comes in is tested by itself, with
   * {@link throughTheDoor}: it takes a good part of a second.
   */
  signIn(role: Role, over?: Partial<Staff>): Promise<SignedInVisitor>;
  stop(): Promise<void>;
}

/** The desk over a real SQLite store, on a free port of this machine. It is the morning of {@link MADE_NOW}. */
export async function startDeskApp(options: DeskAppOptions = {}): Promise<DeskApp> {
  const { pages = [], oidc, baseUrl = '' } = options;
  const root = projectRoot();
  const clock = { now: MADE_NOW };
  const log: string[] = [];
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'facerights-desk-'));
  const store = await openStore({
    database: { kind: 'sqlite', path: join(folder, 'conversations.sqlite') },
    masterKey: MASTER_KEY,
    clock: () => clock.now,
    owner: 'desk-app',
  });
  const context = contextOf({ store, clock: () => clock.now, log, baseUrl }, options);
  const app = express();
  // One proxy, so that tests say in a header where somebody comes from.
  app.set('trust proxy', 1);
  app.set('query parser', 'simple');
  app.use(sameHeadersAsTheWeb());
  const server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.use(
    deskRouter(context, {
      root,
      pages,
      requestsPerMinute: 1_000_000,
      ...(oidc && { oidc: await oidc(url) }),
    }),
  );
  const account = accounts(context);
  return {
    url,
    store,
    context,
    clock,
    log,
    visitor: () => new DeskVisitor(url),
    account,
    signIn: async (role, over) => {
      const staff = await account(role, over);
      return { staff, visitor: await inside(new DeskVisitor(url), context, staff) };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await store.close();
      if (!options.folder) rmSync(folder, { recursive: true });
    },
  };
}

function contextOf(
  {
    store,
    clock,
    log: lines,
    baseUrl,
  }: Pick<DeskContext, 'clock' | 'baseUrl'> & { readonly store: Store; readonly log: string[] },
  { cases = withoutCases }: DeskAppOptions,
): DeskContext {
  const root = projectRoot();
  const { settings, casework } = legalGround(clock);
  const write = (level: string) => (details: object, message: string) =>
    void lines.push(JSON.stringify({ level, ...details, message }));
  const log = { info: write('info'), warn: write('warn'), error: write('error') };
  const institution = '시험 인권기구';
  return {
    ...cases({ store, settings, casework, clock, log, institution }),
    staff: store.staff,
    auditLog: store.cases.auditLog,
    audit: (entries) => store.cases.audit(entries),
    words: loadDeskWords(join(root, 'bot/words')),
    settings,
    casework,
    log,
    clock,
    newSecret: () => randomBytes(32).toString('base64url'),
    newId: randomUUID,
    secretFor: (purpose) => createHmac('sha256', 'desk-app').update(purpose).digest('hex'),
    institution,
    baseUrl,
    render: loadDeskViews(root),
  };
}

let ground: Omit<TextSettings, 'prover' | 'baseUrl'> & { readonly casework: Casework };

/** The real corpus and rules, without official text. */
function legalGround(clock: () => number) {
  const root = projectRoot();
  if (!ground) {
    const corpus = loadCorpus(readCorpusFiles(join(root, 'knowledge/corpus')));
    const words = loadWords(join(root, 'bot/words'));
    const casework = loadCasework(join(root, 'knowledge/rules'), corpus);
    ground = { corpus, words, casework };
  }
  const { corpus, words, casework } = ground;
  const today = koreanDayClock(() => new Date(clock()));
  const prover = createProver({ stamps: corpus.stamps, today });
  return { settings: { corpus, words, prover, baseUrl: '' }, casework };
}

function withoutCases(): Pick<DeskContext, 'desk' | 'triage'> {
  const refusing = <T extends object>(): T =>
    new Proxy({} as T, {
      get: () => {
        throw new Error('This desk was started without cases.');
      },
    });
  return { desk: refusing(), triage: refusing() };
}

let passwordHash: Promise<string> | undefined;

const accounts = ({ staff: store, clock, newId }: DeskContext): DeskApp['account'] => {
  let made = 0;
  return async (role, over = {}) => {
    made += 1;
    passwordHash ??= hashPassword(PASSWORD);
    const staff: Staff = {
      id: newId(),
      login: `${role}-${made}@example.org`,
      name: `담당자 ${made}`,
      role,
      language: 'ko',
      passwordHash: await passwordHash,
      totpSecret: SECRET,
      recovery: [],
      isActive: true,
      mustChangePassword: false,
      views: [],
      createdAt: clock(),
      ...over,
    };
    if (!(await store.put(staff, 0, []))) throw new Error(`${staff.login} is there already.`);
    return staff;
  };
};

/** The code that an app shows. @param now - Milliseconds since 1970. */
export const codeAt = (now: number, secret = SECRET): Promise<string> =>
  generate({ secret, epoch: Math.floor(now / 1000) });

/** As whoever came in a moment ago. */
async function inside(
  visitor: DeskVisitor,
  { staff: store, clock, newSecret, baseUrl }: DeskContext,
  staff: Staff,
): Promise<DeskVisitor> {
  const [now, token] = [clock(), newSecret()];
  const times = { startedAt: now, seenAt: now, endsAt: now + SESSION_MS };
  await store.beginSession(token, { staff: staff.id, state: 'full', csrf: newSecret(), ...times });
  visitor.cookies.set(baseUrl.startsWith('https:') ? '__Host-desk' : 'desk', token);
  return visitor.opens('/desk/account');
}

export async function throughTheDoor(
  visitor: DeskVisitor,
  { login, totpSecret = SECRET }: Pick<Staff, 'login' | 'totpSecret'>,
  now: number,
): Promise<DeskVisitor> {
  await visitor.opens('/desk/sign-in');
  await visitor.sends('/desk/sign-in', { login, password: PASSWORD });
  await visitor.follows();
  await visitor.sends('/desk/sign-in/code', { code: await codeAt(now, totpSecret) });
  if (visitor.status !== 303) throw new Error(`Not signed in: ${visitor.page}`);
  return visitor.opens('/desk/account');
}

function sameHeadersAsTheWeb() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}
