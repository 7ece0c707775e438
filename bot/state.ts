import { z } from 'zod';
import { LANGUAGES } from '../knowledge/language.ts';
import { Filed, Submitting } from './filed-state.ts';
import { Formal } from './formal-state.ts';

const WaitingFile = z.strictObject({
  kind: z.literal('file'),
  ref: z.string(),
  mediaType: z.string(),
  size: z.number().optional(),
  /** What the person wrote under it. */
  caption: z.string().optional(),
});
const WaitingPlace = z.strictObject({
  kind: z.literal('place'),
  latitude: z.number(),
  longitude: z.number(),
});
const WaitingEvidence = z.discriminatedUnion('kind', [WaitingFile, WaitingPlace]);

const StoredAnswers = z.record(z.string(), z.array(z.string()));

/** What an interview waits for. */
const Waiting = z.discriminatedUnion('for', [
  /** The answer to a question; of several values those picked so far. */
  z.strictObject({ for: z.literal('answer'), question: z.string(), picked: z.array(z.string()) }),
  /** Whether a date was understood, or which of them is meant. */
  z.strictObject({ for: z.literal('date'), question: z.string(), dates: z.array(z.string()) }),
  /** Consent to keep a draft at all. */
  z.strictObject({ for: z.literal('consent') }),
  /** Whether the draft shall be destroyed. */
  z.strictObject({ for: z.literal('destroy') }),
]);

const Dialogue = z.discriminatedUnion('kind', [
  /** The questions of /guide (`assess`) or of a complaint. The answers are kept beside it. */
  z.strictObject({
    kind: z.literal('interview'),
    flow: z.enum(['assess', 'complaint']),
    askedAt: z.number(),
    waiting: Waiting,
  }),
  /** Photos and places that nobody has agreed to keep yet. */
  z.strictObject({
    kind: z.literal('evidence'),
    askedAt: z.number(),
    items: z.array(WaitingEvidence),
  }),
  /** A case that was sent in is being looked after. */
  z.strictObject({
    kind: z.literal('case-window'),
    /** When it was used last. */
    askedAt: z.number(),
    id: z.string(),
    waiting: z.enum(['reply', 'withdraw', 'evidence']).optional(),
    /** Photos and places that nobody has agreed to add yet. */
    items: z.array(WaitingEvidence).optional(),
  }),
  /** /forget was asked for and not confirmed yet. */
  z.strictObject({ kind: z.literal('forget'), askedAt: z.number() }),
]);

/** A photo or paper that goes along with a complaint. */
const Exhibit = z.strictObject({
  /** Its id in the store. */
  file: z.string(),
  caption: z.string(),
  mediaType: z.string(),
  /** Of the original as it was sent, which is not kept. */
  sha256: z.string(),
  isStripped: z.boolean(),
  /** As the camera noted them; used only where `usesNoted`. */
  takenAt: z.string().optional(),
  place: z.strictObject({ latitude: z.number(), longitude: z.number() }).optional(),
  /** The person agreed that time and place of the photo go into the document. */
  usesNoted: z.boolean(),
});

/** A draft that somebody agreed to have kept. */
const Case = z.strictObject({
  /** `basic`: nothing sensitive may be kept. */
  consent: z.enum(['all', 'basic']),
  startedAt: z.number(),
  /** It is destroyed then, unless it is extended. */
  keepUntil: z.number(),
  answers: StoredAnswers,
  /** What was shown last to be sent in: pressed twice it is one case. */
  submitting: Submitting.optional(),
  /** The account in formal sentences, as the person confirmed them. */
  formal: Formal.optional(),
  /** The same, shown and not confirmed yet. */
  proposed: Formal.optional(),
});

const State = z.strictObject({
  /** The number of migrations that have been made. */
  version: z.number(),
  /** The person's choice; without one each question is answered in its own language. */
  language: z.enum(LANGUAGES).optional(),
  /** The language of the last answer: buttons and files have none of their own. */
  lastLanguage: z.enum(LANGUAGES).optional(),
  /** The last questions, masked, oldest first. */
  history: z.array(z.string()),
  /** The entry that was shown last. */
  lastEntry: z.string().optional(),
  dialogue: Dialogue.optional(),
  /** An interview that was put aside: it rested too long, or something else came between. */
  paused: Dialogue.optional(),
  /** What was answered in the last /guide: a complaint goes on from there. */
  assessed: StoredAnswers.optional(),
  case: Case.optional(),
  exhibits: z.array(Exhibit).optional(),
  /** The oldest first. They stay when the draft goes. */
  filed: z.array(Filed).optional(),
  /** The person was told once what is kept. */
  isGreeted: z.boolean(),
  /** They were told that a language model is used, and by whom it is run. */
  isToldOfModel: z.boolean().optional(),
  /** They do not want it to be used. */
  withoutModel: z.boolean().optional(),
});

export type Exhibit = z.infer<typeof Exhibit>;
export type Case = z.infer<typeof Case>;
export type EvidenceItem = z.infer<typeof WaitingEvidence>;
export type DialogueState = z.infer<typeof Dialogue>;
export type CaseWindow = Extract<DialogueState, { kind: 'case-window' }>;
export type InterviewState = Extract<DialogueState, { kind: 'interview' }>;
/** What is remembered of a conversation between two messages. */
export type ConversationState = Readonly<z.infer<typeof State>>;

/** Turns a state of one version into the next. */
type Migration = (old: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** `MIGRATIONS[n]` makes version n + 1 out of version n. Never change one that was released: add the next. */
const MIGRATIONS: readonly Migration[] = [guideBecomesInterview];

const OldGuide = z.looseObject({
  kind: z.literal('guide'),
  askedAt: z.number(),
  place: z.string().optional(),
  operator: z.string().optional(),
});

/** The guide of version 0 kept its two choices in the dialogue, and had a third question that the interview asks otherwise. */
function guideBecomesInterview(old: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isGuide = (value: unknown) => OldGuide.safeParse(value).success;
  const guide = OldGuide.safeParse([old['dialogue'], old['paused']].find(isGuide));
  if (!guide.success) return { ...old };
  const { place, operator, askedAt } = guide.data;
  const question = place ? (operator ? 'seen' : 'operator') : 'place';
  const interview = {
    kind: 'interview',
    flow: 'assess',
    askedAt,
    waiting: { for: 'answer', question, picked: [] },
  };
  return {
    ...old,
    ...(isGuide(old['dialogue']) && { dialogue: interview }),
    ...(isGuide(old['paused']) && { paused: interview }),
    assessed: { ...(place && { place: [place] }), ...(operator && { operator: [operator] }) },
  };
}

export const NEW_STATE: ConversationState = {
  version: MIGRATIONS.length,
  history: [],
  isGreeted: false,
};

const Versioned = z.looseObject({ version: z.number().int().min(0) });

/**
 * Reads a stored state, whatever version of the program wrote it. One that is newer than this program, or broken, counts as
 * none: a lost step of a guide costs a question, a conversation that fails for ever costs the person.
 */
export function readState(
  stored: string | undefined,
  migrations: readonly Migration[] = MIGRATIONS,
): ConversationState {
  const parsed = Versioned.safeParse(stored === undefined ? undefined : parseJson(stored));
  if (!parsed.success) return NEW_STATE;
  const state = State.safeParse(migrated(parsed.data, migrations));
  return state.success && state.data.version === migrations.length ? state.data : NEW_STATE;
}

/** Undefined where a migration cannot make anything of it. */
function migrated(
  stored: z.infer<typeof Versioned>,
  migrations: readonly Migration[],
): Record<string, unknown> | undefined {
  const { version } = stored;
  try {
    return migrations
      .slice(version)
      .reduce<Record<string, unknown>>(
        (state, migrate, at) => ({ ...migrate(state), version: version + at + 1 }),
        stored,
      );
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const writeState = (state: ConversationState): string => JSON.stringify(state);

/** Without a dialogue: it has ended. */
export function ended(state: ConversationState): ConversationState {
  const { dialogue: _ended, ...rest } = state;
  return rest;
}

/** What holds of a person in every conversation with them; it is stored as it is, so nothing else may be in it. */
const Profile = State.pick({
  language: true,
  isGreeted: true,
  isToldOfModel: true,
  withoutModel: true,
});

export function writeProfile(state: ConversationState): string {
  const { language, isGreeted, isToldOfModel, withoutModel } = state;
  return JSON.stringify({ language, isGreeted, isToldOfModel, withoutModel });
}

/** A state with what the person chose, or was told, in another conversation since. */
export function withProfile(
  state: ConversationState,
  stored: string | undefined,
): ConversationState {
  const parsed = Profile.safeParse(stored === undefined ? undefined : parseJson(stored));
  if (!parsed.success) return state;
  return { ...state, ...parsed.data, isGreeted: state.isGreeted || parsed.data.isGreeted };
}
