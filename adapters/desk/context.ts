import type { Request, Response } from 'express';
import { z } from 'zod';
import type { AuditEntry } from '../../bot/desk/audit.ts';
import type { AuditLog } from '../../bot/desk/audit-log.ts';
import type { CaseDesk } from '../../bot/desk/case-desk.ts';
import { may, type Permission } from '../../bot/desk/permissions.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import type { StaffSession, StaffStore } from '../../bot/desk/staff-store.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import type { Log } from '../../bot/log.ts';
import type { TextSettings } from '../../bot/render-text.ts';
import type { Casework } from '../../knowledge/casework/casework.ts';
import type { Language } from '../../knowledge/language.ts';
import type { Triage } from '../../knowledge/triage/triage.ts';

/** What every page of the desk needs. */
export interface DeskContext {
  readonly desk: CaseDesk;
  readonly staff: StaffStore;
  readonly auditLog: AuditLog;
  /** Adds lines about what changed nothing: `CaseStore.audit`. */
  readonly audit: (entries: readonly AuditEntry[]) => Promise<void>;
  readonly words: Readonly<Record<Language, DeskWords>>;
  /** Corpus (with its slots) and laws, for labels and citations. */
  readonly settings: TextSettings;
  readonly casework: Casework;
  readonly triage: Triage;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Something that nobody can guess: 256 bits, in letters that an address and a cookie take. */
  readonly newSecret: () => string;
  readonly newId: () => string;
  /** The same at every start until the master key is rotated, for every purpose another one. */
  readonly secretFor: (purpose: string) => string;
  /** Who runs the desk, as it stands in letters. */
  readonly institution: string;
  /** Scheme and host of our public address; empty where none is set. */
  readonly baseUrl: string;
  /** Renders one template of `adapters/desk/views/`; everything put in with `<%= %>` is escaped. */
  readonly render: (view: string, data: Readonly<Record<string, unknown>>) => string;
}

/** Who is signed in; put there by the guard of every page but those of signing in. */
export interface Signed {
  readonly staff: Staff;
  readonly session: StaffSession;
  readonly token: string;
}

const Locals = z.object({ signed: z.custom<Signed>((value) => typeof value === 'object') });

export const signedIn = (response: Response): Signed => Locals.parse(response.locals).signed;

/** The same where somebody may not have signed in yet. */
export const signedInOrNot = (response: Response): Signed | undefined =>
  Locals.safeParse(response.locals).data?.signed;

export interface DeskPage {
  readonly view: string;
  readonly title: string;
  readonly current?: 'queue' | 'figures' | 'staff' | 'audit' | 'account';
  /** Of `static/`, beside `desk.css`. */
  readonly styles?: readonly string[];
  /** Of `static/`. */
  readonly scripts?: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly status?: number;
}

/** Whom a page is for; without `staff`, somebody who has not signed in. */
export interface Reader {
  readonly language: Language;
  readonly csrf: string;
  readonly staff?: Staff;
  /** True: they chose no language yet, but by the address or their browser. */
  readonly mayChooseLanguage?: boolean;
}

/**
 * Sends a page of the desk to whoever is signed in, in their language. Nothing of it may be kept by a cache. Templates have
 * `words`, `language`, `staff`, `csrf` and `can(permission)` beside the data.
 */
export function sendDeskPage(context: DeskContext, response: Response, page: DeskPage): void {
  const { staff, session } = signedIn(response);
  sendPageTo(context, response, { language: staff.language, csrf: session.csrf, staff }, page);
}

export function sendPageTo(
  context: DeskContext,
  response: Response,
  reader: Reader,
  page: DeskPage,
): void {
  const { language, staff } = reader;
  const can = (what: Permission): boolean => staff !== undefined && may(staff, what);
  const shared = { ...reader, words: context.words[language], can };
  const body = context.render(page.view, { ...shared, ...page.data });
  const html = context.render('layout', {
    ...shared,
    body,
    title: page.title,
    current: page.current,
    styles: page.styles ?? [],
    scripts: page.scripts ?? [],
    institution: context.institution,
    next: page.data['next'],
    // Only what was fetched can be fetched again in another language.
    here: response.req.method === 'GET' ? response.req.originalUrl : '/desk',
  });
  response
    .status(page.status ?? 200)
    .set('cache-control', 'no-store')
    .type('html')
    .send(html);
}

/** Form fields as text: a field that came more than once keeps its values in a list. */
export const formOf = (request: Request): Readonly<Record<string, string | readonly string[]>> => {
  const parsed = z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .safeParse(request.body ?? {});
  return parsed.success ? parsed.data : {};
};

/** The first value of a field, trimmed; empty where there is none. */
export const fieldOf = (request: Request, name: string): string =>
  [formOf(request)[name] ?? ''].flat()[0]?.trim() ?? '';
