import { randomUUID } from 'node:crypto';
import type { parseArgs } from 'node:util';
import { ROLES, type Staff } from '../../bot/desk/staff.ts';
import type { StaffStore } from '../../bot/desk/staff-store.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { type Config, readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { openKept } from '../open-kept.ts';
import {
  hashPassword,
  isLogin,
  newStaff,
  normalLogin,
  oneTimePassword,
  withoutSecondFactor,
} from '../staff-accounts.ts';
import { readArguments, runTool, ToolError } from './law-tools.ts';

const USAGE = `npm run staff:add -- --login kim@example.org --name "김하늘" [--role administrator] [--language ko]
Makes an account at the desk and prints a password that opens it once, within 24 hours; whoever comes in with it chooses their
own and sets up a second factor. No password is typed here, and none is there by default. Roles: ${ROLES.join(', ')}.

npm run staff:add -- --login kim@example.org --reset
For an account that nobody can get into any more: a new one-time password, and the second factor is set up anew.

With the database in DATA_DIR stop the server first.`;

const OPTIONS = {
  login: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string' },
  language: { type: 'string' },
  reset: { type: 'boolean' },
} as const;

type Wanted = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** `npm run staff:add`; see {@link USAGE}. */
async function main(): Promise<number> {
  const given = readArguments(OPTIONS, USAGE);
  if (!given) return 0;
  const { values } = given;
  const login = normalLogin(values.login ?? '');
  if (!isLogin(login)) throw new ToolError(`--login is missing or not a login.\n\n${USAGE}`);
  const config = readConfig(environment());
  const { store } = await openKept(config, QUIET);
  try {
    const password = values.reset
      ? await resetAccount(store.staff, login)
      : await addAccount(store.staff, login, values);
    console.log(whatWasDone(login, password, config));
  } finally {
    await store.close();
  }
  return 0;
}

async function addAccount(store: StaffStore, login: string, values: Wanted): Promise<string> {
  const name = values.name?.normalize('NFC').trim();
  if (!name) throw new ToolError(`--name is missing.\n\n${USAGE}`);
  const role = oneOf(ROLES, values.role ?? 'administrator', '--role');
  const language = oneOf(LANGUAGES, values.language ?? 'ko', '--language');
  const now = Date.now();
  const { password, passwordUntil } = oneTimePassword(now);
  const staff: Staff = {
    ...newStaff({ id: randomUUID(), login, name, role, language, now }),
    passwordHash: await hashPassword(password),
    passwordUntil,
  };
  const audit = lineOf('staff-added', staff.id, { role });
  if (await store.put(staff, 0, [audit])) return password;
  throw new ToolError(
    `There is an account ${login} already. If nobody can get into it, use --reset.`,
  );
}

async function resetAccount(store: StaffStore, login: string): Promise<string> {
  const stored = await store.byLogin(login);
  if (!stored) throw new ToolError(`There is no account ${login}.`);
  const { password, passwordUntil } = oneTimePassword(Date.now());
  const staff: Staff = {
    ...withoutSecondFactor(stored.staff),
    passwordHash: await hashPassword(password),
    passwordUntil,
    mustChangePassword: true,
    isActive: true,
  };
  const audit = lineOf('staff-reset', staff.id, {});
  if (!(await store.put(staff, stored.version, [audit]))) {
    throw new ToolError('The account changed at this moment. Try again.');
  }
  await store.endSessionsOf(staff.id);
  return password;
}

/** The operator of the server has no account: the line says that it was done here. */
const lineOf = (action: string, staff: string, details: Readonly<Record<string, string>>) => ({
  at: Date.now(),
  actor: 'system',
  action,
  details: { ...details, staff, by: 'command' },
});

function oneOf<T extends string>(values: readonly T[], given: string, option: string): T {
  const value = values.find((one) => one === given);
  if (value) return value;
  throw new ToolError(`${option} must be one of ${values.join(', ')}.`);
}

const whatWasDone = (login: string, password: string, { PUBLIC_URL, INTAKE }: Config): string =>
  [
    `The account ${login} is ready. This password opens it once, within 24 hours:`,
    '',
    `  ${password}`,
    '',
    `Sign in at ${PUBLIC_URL?.replace(/\/$/, '') ?? '(the address of this server)'}/desk/sign-in. It is not shown again.`,
    ...(INTAKE === 'off' ? ['The desk is switched off: set INTAKE=on.'] : []),
  ].join('\n');

await runTool(main);
