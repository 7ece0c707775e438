import { may } from '../../bot/desk/permissions.ts';
import { ROLES, type Staff } from '../../bot/desk/staff.ts';
import { oneTimePassword, withoutSecondFactor } from '../staff-accounts.ts';
import { changeStaff } from './change-staff.ts';
import type { DeskContext } from './context.ts';
import type { Door } from './door.ts';
import { turns } from './turns.ts';

interface Wanted {
  readonly id: string;
  /** `role`, `close`, `open`, `reset-second-factor`, `new-password`. */
  readonly change: string;
  readonly by: Staff;
  readonly role: string;
}

type Why = 'notOwnAccount' | 'roleMissing';

type Made =
  | { readonly is: 'done'; readonly staff: Staff }
  | { readonly is: 'password'; readonly staff: Staff; readonly password: string }
  | { readonly is: 'refused'; readonly staff: Staff; readonly why: Why }
  | { readonly is: 'unknown' };

/**
 * What an administrator does to an account. Nobody changes their own, and one change is made after the other, by somebody who
 * still may: so the last administrator stays one, also where two take the role from each other.
 */
export const staffChanges = (context: DeskContext, door: Door) => {
  const inTurn = turns(1);
  return (wanted: Wanted): Promise<Made> => inTurn(() => staffChange(context, door, wanted));
};

async function staffChange(context: DeskContext, door: Door, wanted: Wanted): Promise<Made> {
  const by = await context.staff.byId(wanted.by.id);
  if (!by || !may(by.staff, 'manage-staff')) return { is: 'unknown' };
  const stored = await context.staff.byId(wanted.id);
  if (!stored) return { is: 'unknown' };
  const { staff } = stored;
  if (staff.id === wanted.by.id) return { is: 'refused', staff, why: 'notOwnAccount' };
  if (wanted.change === 'new-password') return givePassword(context, door, wanted);
  const change = changeOf(wanted);
  if (!change) return { is: 'unknown' };
  if (change === 'roleMissing') return { is: 'refused', staff, why: change };
  const changed = await changeStaff(context, staff.id, change.to, {
    actor: wanted.by.id,
    action: change.action,
    details: { staff: staff.id, ...change.details },
  });
  if (!changed) return { is: 'unknown' };
  // A right that was taken away holds from the next page on; the account comes in anew where it may.
  if (change.endsSessions) await context.staff.endSessionsOf(staff.id);
  return { is: 'done', staff: changed };
}

interface Change {
  readonly action: string;
  readonly to: (staff: Staff) => Staff;
  readonly details?: Readonly<Record<string, string>>;
  readonly endsSessions: boolean;
}

function changeOf({ change, role: wanted }: Wanted): Change | 'roleMissing' | undefined {
  if (change === 'role') {
    const role = ROLES.find((one) => one === wanted);
    if (!role) return 'roleMissing';
    const to = (staff: Staff) => ({ ...staff, role });
    return { action: 'staff-role-changed', to, details: { role }, endsSessions: true };
  }
  if (change === 'close') {
    const to = (staff: Staff) => ({ ...staff, isActive: false });
    return { action: 'staff-closed', to, endsSessions: true };
  }
  if (change === 'open') {
    const to = (staff: Staff) => ({ ...staff, isActive: true });
    return { action: 'staff-opened', to, endsSessions: false };
  }
  if (change !== 'reset-second-factor') return undefined;
  return { action: 'second-factor-reset', to: withoutSecondFactor, endsSessions: true };
}

async function givePassword(context: DeskContext, door: Door, { id, by }: Wanted): Promise<Made> {
  const { password, passwordUntil } = oneTimePassword(context.clock());
  const passwordHash = await door.passwords.hash(password);
  const staff = await changeStaff(
    context,
    id,
    (now) => ({ ...now, passwordHash, passwordUntil, mustChangePassword: true }),
    { actor: by.id, action: 'one-time-password-made', details: { staff: id } },
  );
  if (!staff) return { is: 'unknown' };
  await context.staff.endSessionsOf(id);
  return { is: 'password', staff, password };
}
