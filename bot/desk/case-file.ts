import { z } from 'zod';
import { LANGUAGES } from '../../knowledge/language.ts';
import { Formal } from '../formal-state.ts';
import { PLATFORMS } from '../message.ts';

/** Milliseconds since 1970. */
const time = z.number();
/** Of the staff member, or who else did it. */
const actor = z.string();
const numbered = { no: z.number().int(), at: time };

/** A photo or paper that came with a case, or later. The bytes lie in the store under `file`. */
const CaseExhibit = z.strictObject({
  file: z.string(),
  caption: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  /** Of the original as the person had it. */
  sha256: z.string(),
  isStripped: z.boolean(),
  takenAt: z.string().optional(),
  place: z.strictObject({ latitude: z.number(), longitude: z.number() }).optional(),
  addedAt: time,
});

/** What the person sent, and each correction: the last one counts, none is lost. */
const Statement = z.strictObject({
  at: time,
  /** Question to values, as `rules/questions.yaml` has them; texts are the person's own words. */
  answers: z.record(z.string(), z.array(z.string())),
  /** SHA-256 of the document as plain text, exactly as it was shown in the preview. */
  documentSha256: z.string(),
  /** Formal sentences that stood in it in the place of an answer, made with a language model and confirmed by the person. */
  formal: Formal.optional(),
});

/** Something said between the person and the staff. */
const Message = z.strictObject({
  ...numbered,
  from: z.enum(['person', 'staff']),
  /** Who of the staff. The person is not told the name. */
  by: actor.optional(),
  text: z.string(),
  /** When the other side read it. */
  readAt: time.optional(),
});

const Note = z.strictObject({
  ...numbered,
  by: actor,
  text: z.string(),
  mentions: z.array(z.string()),
});

const Task = z.strictObject({
  ...numbered,
  by: actor,
  text: z.string(),
  /** Staff id. */
  owner: z.string().optional(),
  /** A day in Korea. */
  due: z.string().optional(),
  doneAt: time.optional(),
});

/** A letter to the person: why a case is dismissed, transferred, or what has to be supplemented. */
const Letter = z.strictObject({
  ...numbered,
  by: actor,
  /** Id of an outline in `rules/desk/letters.yaml`. */
  letter: z.string(),
  ground: z.string().optional(),
  text: z.string(),
  sentAt: time.optional(),
});

/** Somebody asks to see who sent the case. In the strict setting a second person agrees before it opens. */
const IdentityRequest = z.strictObject({
  ...numbered,
  by: actor,
  reason: z.string(),
  approvedBy: actor.optional(),
  approvedAt: time.optional(),
  openedAt: z.array(time),
});

/** What happened, for the history of the case: no words of anybody, which stand elsewhere in the file. */
const HappeningSchema = z.strictObject({
  ...numbered,
  by: actor,
  /** An action of `case-actions.ts` or of the person. */
  what: z.string(),
  /** Ids, statuses, counts. */
  details: z.record(z.string(), z.string()),
});

const CaseFileSchema = z.strictObject({
  /** Of this form, for migrations. */
  version: z.literal(1),
  id: z.string(),
  receivedAt: time,
  /** The language in which the person is written to. */
  language: z.enum(LANGUAGES),
  platform: z.enum(PLATFORMS),
  /** The outline of the document that was sent: `nhrck`, `pipc`. Says the route as well. */
  document: z.string(),
  statements: z.array(Statement).min(1),
  exhibits: z.array(CaseExhibit),
  /** True: who sent it lies sealed beside the file. */
  hasIdentity: z.boolean(),
  status: z.string(),
  statusSince: time,
  /** A row of grounds.yaml, an outcome: what the status rests on. */
  ground: z.string().optional(),
  /** Where it was transferred to. */
  transferredTo: z.string().optional(),
  assignee: z.string().optional(),
  assignedAt: time.optional(),
  /** When the assignee last did anything with it: who is silent for too long gives it back to the queue. */
  assigneeActiveAt: time.optional(),
  snoozedUntil: time.optional(),
  /** A person's decision, which stands above the suggestion. */
  priority: z.strictObject({ level: z.string(), by: actor, at: time }).optional(),
  /** When the first message, letter or decision went to the person. */
  answeredAt: time.optional(),
  supplements: z.array(
    z.strictObject({ askedAt: time, due: z.string(), answeredAt: time.optional() }),
  ),
  messages: z.array(Message),
  notes: z.array(Note),
  tasks: z.array(Task),
  letters: z.array(Letter),
  identityRequests: z.array(IdentityRequest),
  /** Staff who may not work on it (인권위법 제38조), nor see more than that it exists. */
  recused: z.array(z.strictObject({ staff: z.string(), by: actor, at: time, reason: z.string() })),
  /** Absent: every member of staff with the right to cases; else only these and supervisors. */
  restrictedTo: z.array(z.string()).optional(),
  /** The case that this one was gathered into. It keeps everything of its own. */
  mergedInto: z.string().optional(),
  /** Cases gathered into this one. */
  merged: z.array(z.string()),
  withdrawnAt: time.optional(),
  closedAt: time.optional(),
  history: z.array(HappeningSchema),
  /** Ids of what was done already, newest last: the same form sent twice is done once. */
  done: z.array(z.string()),
});

export type CaseFile = Readonly<z.infer<typeof CaseFileSchema>>;
export type CaseExhibit = Readonly<z.infer<typeof CaseExhibit>>;
export type CaseStatement = Readonly<z.infer<typeof Statement>>;
export type CaseMessage = Readonly<z.infer<typeof Message>>;
export type CaseLetter = Readonly<z.infer<typeof Letter>>;
export type IdentityRequest = Readonly<z.infer<typeof IdentityRequest>>;

/** @throws {z.ZodError} when it was not written by {@link writeCaseFile}. */
export const readCaseFile = (stored: string): CaseFile => CaseFileSchema.parse(JSON.parse(stored));

export const writeCaseFile = (file: CaseFile): string => JSON.stringify(file);

/** The statement that counts. */
export const statementOf = ({ statements }: CaseFile): CaseStatement => {
  const last = statements.at(-1);
  if (!last) throw new Error('A case without a statement.');
  return last;
};

/** How staff and person call a case: 40 bits of its id. Not secret, and opens nothing. */
export const caseReference = ({ id, receivedAt }: Pick<CaseFile, 'id' | 'receivedAt'>): string => {
  const year = new Date(receivedAt + 9 * 60 * 60 * 1000).getUTCFullYear();
  const digits = id.replaceAll('-', '');
  return `${year}-${digits.slice(0, 5)}-${digits.slice(5, 10)}`.toUpperCase();
};
