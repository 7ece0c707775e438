import type { Answer, Asked } from '../knowledge/answer/answer.ts';
import type { Casework } from '../knowledge/casework/casework.ts';
import type { RenderDocument } from '../knowledge/casework/document.ts';
import type { Entry } from '../knowledge/corpus-model/corpus.ts';
import type { Language } from '../knowledge/language.ts';
import type { ChosenSituation } from '../knowledge/search/find-situation.ts';
import type { FoundSlots } from '../knowledge/search/slots.ts';
import { paragraph } from './answer-blocks.ts';
import { type ChoiceBook, type ChoiceValue, tokenOf } from './choices.ts';
import type { CommandName } from './commands.ts';
import type { AuditEntry } from './desk/audit.ts';
import type { CaseChange, StoredCase } from './desk/case-store.ts';
import type { Intake } from './desk/intake.ts';
import type { StaffChannel } from './desk/staff-channel.ts';
import type { InspectEvidence } from './evidence-file.ts';
import type { Guide } from './guide.ts';
import type { AnswerMessage, Choice, Incoming, Outgoing } from './message.ts';
import type { ModelDesk } from './model/model-desk.ts';
import type { TextSettings } from './render-text.ts';
import type { ConversationState } from './state.ts';
import type { CaseChanges, FileFacts, KeptData, NewFile, OfferedCase, Turn } from './store.ts';
import { fill, type Words } from './words.ts';

/** What replies are made with, the same for all of them. */
export interface BotParts {
  readonly answer: (asked: Asked) => Promise<Answer>;
  readonly readSlots: (text: string) => FoundSlots;
  /** @param wording - The choice as a Korean question. */
  readonly findSituation: (chosen: ChosenSituation, wording: string) => Promise<Entry | undefined>;
  readonly settings: TextSettings;
  readonly choices: ChoiceBook;
  readonly guide: Guide;
  readonly casework: Casework;
  readonly renderDocument: RenderDocument;
  readonly inspectEvidence: InspectEvidence;
  /** How long things are kept, for people to be told. */
  readonly keeping: {
    readonly conversationDays: Readonly<Record<Incoming['platform'], number>>;
    readonly deliveryDays: number;
  };
  readonly messagesPerMinute: number;
  /** Absent: everything is said in our own words. */
  readonly model?: ModelDesk | undefined;
  /** Absent: nothing can be sent in, the bot only hands out documents. */
  readonly intake?: Intake | undefined;
  /** Absent: staff are told nothing in a messenger. */
  readonly staffChannel?: StaffChannel | undefined;
  readonly newId: () => string;
  /** Something that nobody can guess. */
  readonly newSecret: () => string;
}

/** What a reply may look up about the conversation in hand. */
export interface LookUps {
  readonly kept: () => Promise<KeptData>;
  readonly evidence: () => Promise<readonly FileFacts[]>;
  /** What another conversation offered under this code; undefined where it is good no more. */
  readonly offered: (code: string) => Promise<OfferedCase | undefined>;
  /** A case that was sent in, by its receipt code. */
  readonly caseByCode: (code: string) => Promise<StoredCase | undefined>;
  /** The same by its id, which the state of the conversation holds. */
  readonly caseById: (id: string) => Promise<StoredCase | undefined>;
  /** Gets a file that the person sent. @throws {DeliveryError} when it cannot be had. */
  readonly fetchFile: (file: {
    readonly ref: string;
    readonly mediaType: string;
  }) => Promise<Uint8Array>;
  /** A link by which a person in a group goes on in private. */
  readonly privateUrl: (command: CommandName) => string | undefined;
}

/** What a reply that takes a while has to do with the moment. */
export interface Live {
  /** Ends when the person says something else, or when we are stopping: whatever is made only to please is then left. */
  readonly signal: AbortSignal;
  /** Shows what there is of an answer so far. */
  readonly show: (message: AnswerMessage) => void;
}

/** Nobody waits, and nobody looks on. */
export const NOT_LIVE: Live = { signal: new AbortController().signal, show: () => undefined };

/** One message and everything a reply to it may depend on. */
export interface Talk {
  readonly incoming: Incoming;
  readonly state: ConversationState;
  /** The language to speak where the message has none of its own. */
  readonly language: Language;
  readonly words: Words;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly parts: BotParts;
  readonly lookUp: LookUps;
  readonly live: Live;
}

/** What becomes of a message. */
export interface Reply extends Pick<CaseChanges, 'offers' | 'takesOver'> {
  /** For figures and the log. */
  readonly outcome: string;
  readonly language: Language;
  /** Undefined: nothing is remembered. */
  readonly state: ConversationState | undefined;
  readonly messages: readonly Outgoing[];
  readonly files?: readonly NewFile[];
  /** Ids of files of this conversation that are not wanted any more. */
  readonly dropFiles?: readonly string[];
  readonly erasesPerson?: boolean;
  /** Cases sent in or changed by this message. */
  readonly filed?: FiledHere | undefined;
}

export interface FiledHere {
  readonly changes: readonly ChangeHere[];
  readonly audit: readonly AuditEntry[];
}

/** A change of a case by a conversation, whose id in the store only the engine knows. */
export interface ChangeHere extends Omit<CaseChange, 'copies' | 'links' | 'tells' | 'erases'> {
  /** Evidence that lies with the conversation and is copied from there. */
  readonly copiesHere?: readonly string[];
  /** The person is told of news in the conversation. */
  readonly linksHere?: boolean;
}

export type TurnFacts = Pick<Turn, 'incoming' | 'state' | 'receivedInMinute' | 'profile'>;

/** A few words, perhaps with buttons. */
export const say = (text: string, choices: readonly Choice[] = []): Outgoing => ({
  kind: 'message',
  blocks: paragraph(text),
  ...(choices.length > 0 && { choices }),
});

export const button = (label: string, value: ChoiceValue): Choice => ({
  label,
  token: tokenOf(value),
});

/** Says one thing and leaves the state as it is, unless told otherwise. */
export const replyWith = (
  { state, language }: Pick<Talk, 'state' | 'language'>,
  outcome: string,
  messages: readonly Outgoing[],
  changed: ConversationState = state,
): Reply => ({ outcome, language, state: changed, messages });

/** The person's private talk goes on where nobody else reads it. */
export function movedToPrivate(talk: Talk, command: CommandName): Reply {
  const { chat } = talk.words;
  const url = talk.lookUp.privateUrl(command);
  const choices = url ? [{ label: chat.privateButton, url }] : [];
  return replyWith(talk, 'moved-to-private', [say(chat.privateOnly, choices)]);
}

export const keepingDays = ({ parts, incoming }: Talk) => ({
  days: parts.keeping.conversationDays[incoming.platform],
  deliveryDays: parts.keeping.deliveryDays,
});

/** A line about how long things are kept. */
export const keepingLine = (talk: Talk, line: string): string => fill(line, keepingDays(talk));
