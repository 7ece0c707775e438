import { createHash, createHmac, randomInt } from 'node:crypto';
import { generateURI, verify } from 'otplib';
import qrcode from 'qrcode';
import type { Staff } from '../../bot/desk/staff.ts';
import type { DeskContext, Signed } from './context.ts';

/** Of the codes, in seconds, as every authenticator app has it. */
const PERIOD = 30;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SECRET_BYTES = 20;

/** Without letters and digits that look alike. */
const CODE_LETTERS = '23456789abcdefghjkmnpqrstvwxyz';
const RECOVERY_CODES = 8;

/**
 * The secret that is set up in this session. It is worked out from the session's token and a key of ours, so nothing has to
 * be kept before the person has shown that their app has it.
 */
export function pendingSecret(context: DeskContext, { token, staff }: Signed): string {
  const bytes = createHmac('sha256', context.secretFor('desk-second-factor'))
    .update(`${staff.id} ${token}`)
    .digest()
    .subarray(0, SECRET_BYTES);
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}

const addressOf = (context: DeskContext, login: string, secret: string): string =>
  generateURI({ issuer: context.institution, label: login, secret });

/** The secret as a picture for the app's camera. */
export const secretPicture = (context: DeskContext, { login }: Staff, secret: string) =>
  qrcode.toString(addressOf(context, login, secret), {
    type: 'svg',
    margin: 2,
    errorCorrectionLevel: 'M',
  });

/** The time step of a code that is right now, or was or will be within one step. Whether it was used, the caller looks. */
export async function stepOfCode(
  code: string,
  secret: string,
  now: number,
): Promise<number | undefined> {
  const token = code.normalize('NFKC').replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const result = await verify({
    token,
    secret,
    epoch: Math.floor(now / 1000),
    period: PERIOD,
    epochTolerance: PERIOD,
  });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}

/** Codes for whoever has lost their app: shown once, each good for one sign-in. */
export function newRecoveryCodes(staff: string): {
  readonly codes: readonly string[];
  readonly digests: readonly string[];
} {
  const group = () =>
    Array.from({ length: 4 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
  const codes = Array.from({ length: RECOVERY_CODES }, () => [group(), group(), group()].join('-'));
  return { codes, digests: codes.map((code) => recoveryDigest(staff, code)) };
}

/** Without the one that was used. Undefined: it is none of them. */
export function withoutRecoveryCode(staff: Staff, code: string): readonly string[] | undefined {
  const digest = recoveryDigest(staff.id, code);
  return staff.recovery.includes(digest)
    ? staff.recovery.filter((one) => one !== digest)
    : undefined;
}

/** The codes are random and long: no slow hash is needed, and the record they lie in is sealed. */
function recoveryDigest(staff: string, code: string): string {
  const plain = code.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '');
  return createHash('sha256').update(`${staff} ${plain}`).digest('base64url');
}
