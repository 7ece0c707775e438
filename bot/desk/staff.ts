import { z } from 'zod';
import { LANGUAGES } from '../../knowledge/language.ts';

/** From the least to the most that one may do with cases; an administrator keeps accounts and sees no case. */
export const ROLES = ['viewer', 'officer', 'supervisor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

const SavedView = z.strictObject({ name: z.string(), query: z.string() });

const StaffSchema = z.strictObject({
  id: z.string(),
  /** What they sign in with: an e-mail address or a name, lower case. */
  login: z.string(),
  /** As colleagues see it. */
  name: z.string(),
  role: z.enum(ROLES),
  language: z.enum(LANGUAGES),
  /** Argon2id; absent for somebody who signs in through the institution only. */
  passwordHash: z.string().optional(),
  /** Until when a one-time password may be used. Absent: the person chose it themselves. */
  passwordUntil: z.number().optional(),
  /** Base32; absent until the second factor is set up. */
  totpSecret: z.string().optional(),
  /** The time step of the last code that was taken: none is taken twice. */
  totpStep: z.number().optional(),
  /** Digests of recovery codes that were not used. */
  recovery: z.array(z.string()),
  /** Issuer and subject of the institution's sign-in. */
  oidc: z.strictObject({ issuer: z.string(), subject: z.string() }).optional(),
  /** Their user id in Slack. */
  slackUser: z.string().optional(),
  isActive: z.boolean(),
  /** Whoever was given a password must choose their own. */
  mustChangePassword: z.boolean(),
  views: z.array(SavedView),
  createdAt: z.number(),
});

export type Staff = Readonly<z.infer<typeof StaffSchema>>;
export type SavedView = Readonly<z.infer<typeof SavedView>>;

/** @throws {z.ZodError} when it was not written by {@link writeStaff}. */
export const readStaff = (stored: string): Staff => StaffSchema.parse(JSON.parse(stored));
export const writeStaff = (staff: Staff): string => JSON.stringify(staff);
