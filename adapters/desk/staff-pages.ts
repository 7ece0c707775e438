import { type Request, type Response, Router } from 'express';
import { ROLES, type Staff } from '../../bot/desk/staff.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { isLogin, newStaff, normalLogin, oneTimePassword } from '../staff-accounts.ts';
import { type DeskContext, fieldOf, sendDeskPage, signedIn } from './context.ts';
import type { Door } from './door.ts';
import { requirePermission } from './guard.ts';
import { sendNotice } from './notices.ts';
import { staffChanges } from './staff-changes.ts';

const LONGEST_NAME = 80;

/** Accounts, for administrators. */
export function staffPages(context: DeskContext, door: Door): Router {
  const router = Router();
  const makeChange = staffChanges(context, door);
  router.use('/desk/staff', requirePermission(context, 'manage-staff'));
  router.get('/desk/staff', async (_request, response) => {
    await sendList(context, response);
  });
  router.get('/desk/staff/new', (_request, response) => {
    sendNew(context, response, {});
  });
  router.post('/desk/staff', async (request, response) => {
    await addStaff(context, door, request, response);
  });
  router.get('/desk/staff/:id', async (request, response) => {
    const stored = await context.staff.byId(request.params.id);
    if (!stored) return sendNotice(context, request, response, 404, 'notFound');
    sendOne(context, response, stored.staff, {});
  });
  router.post('/desk/staff/:id/:change', async (request, response) => {
    const { id, change } = request.params;
    const by = signedIn(response).staff;
    const made = await makeChange({ id, change, by, role: fieldOf(request, 'role') });
    if (made.is === 'unknown') return sendNotice(context, request, response, 404, 'notFound');
    if (made.is === 'password') return sendPassword(context, response, made);
    const { auth } = context.words[by.language];
    const { staff } = made;
    if (made.is === 'refused') {
      return sendOne(context, response, staff, { status: 422, problem: auth[made.why] });
    }
    response.redirect(303, `/desk/staff/${staff.id}?done=1`);
  });
  return router;
}

async function addStaff(
  context: DeskContext,
  door: Door,
  request: Request,
  response: Response,
): Promise<void> {
  const by = signedIn(response).staff;
  const { auth } = context.words[by.language];
  const login = normalLogin(fieldOf(request, 'login'));
  const name = fieldOf(request, 'name').normalize('NFC').slice(0, LONGEST_NAME);
  const role = ROLES.find((one) => one === fieldOf(request, 'role'));
  const language = LANGUAGES.find((one) => one === fieldOf(request, 'language')) ?? by.language;
  const typed = { login, name, role, language };
  const refuse = (word: keyof DeskWords['auth']) =>
    sendNew(context, response, { ...typed, problem: auth[word] });
  if (!isLogin(login)) return refuse('loginWrong');
  if (!name) return refuse('nameMissing');
  if (!role) return refuse('roleMissing');
  const { password, passwordUntil } = oneTimePassword(context.clock());
  const passwordHash = await door.passwords.hash(password);
  const staff: Staff = {
    ...newStaff({ id: context.newId(), login, name, role, language, now: context.clock() }),
    passwordHash,
    passwordUntil,
  };
  const audit = { at: context.clock(), actor: by.id, action: 'staff-added' };
  const isNew = await context.staff.put(staff, 0, [
    { ...audit, details: { staff: staff.id, role } },
  ]);
  if (!isNew) return refuse('loginTaken');
  sendPassword(context, response, { staff, password });
}

async function sendList(context: DeskContext, response: Response): Promise<void> {
  const by = signedIn(response).staff;
  const all = (await context.staff.list()).map(({ staff }) => staff);
  sendDeskPage(context, response, {
    view: 'staff',
    title: context.words[by.language].auth.staffTitle,
    current: 'staff',
    data: {
      all: all
        .toSorted((a, b) => Number(b.isActive) - Number(a.isActive) || a.name.localeCompare(b.name))
        .map((one) => ({ ...one, state: stateOf(one) })),
    },
  });
}

const stateOf = ({ isActive, mustChangePassword, totpSecret, oidc }: Staff) => {
  if (!isActive) return 'stateClosed';
  const isUsed = !mustChangePassword && (totpSecret ?? oidc);
  return (isUsed ? 'stateActive' : 'stateWaiting') satisfies keyof DeskWords['auth'];
};

interface Typed {
  readonly login?: string;
  readonly name?: string;
  readonly role?: string | undefined;
  readonly language?: string;
  readonly problem?: string;
}

function sendNew(
  context: DeskContext,
  response: Response,
  { problem = '', ...typed }: Typed,
): void {
  const { language } = signedIn(response).staff;
  sendDeskPage(context, response, {
    view: 'staff-new',
    title: context.words[language].auth.staffNew,
    current: 'staff',
    status: problem ? 422 : 200,
    data: { problem, typed: { login: '', name: '', role: '', language, ...typed }, roles: ROLES },
  });
}

function sendOne(
  context: DeskContext,
  response: Response,
  one: Staff,
  { status = 200, problem = '' }: { readonly status?: number; readonly problem?: string },
): void {
  const by = signedIn(response).staff;
  const { auth } = context.words[by.language];
  sendDeskPage(context, response, {
    view: 'staff-one',
    title: one.name,
    current: 'staff',
    status,
    data: {
      one,
      problem,
      state: auth[stateOf(one)],
      isSelf: one.id === by.id,
      roles: ROLES,
      done: response.req.query['done'] ? auth.staffSaved : '',
    },
  });
}

/** Shows a one-time password, this once. */
function sendPassword(
  context: DeskContext,
  response: Response,
  { staff, password }: { readonly staff: Staff; readonly password: string },
): void {
  const by = signedIn(response).staff;
  sendDeskPage(context, response, {
    view: 'one-time-password',
    title: context.words[by.language].auth.oneTimeTitle,
    current: 'staff',
    data: { one: staff, password },
  });
}
