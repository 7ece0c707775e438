import type { Language } from '../knowledge/language.ts';
import { cleanCaption } from './caption.ts';
import { readCommand } from './commands.ts';
import { answerQuestion } from './dialogue/answering.ts';
import { replyToChoice } from './dialogue/choosing.ts';
import { runCommand } from './dialogue/commanding.ts';
import { offerToKeep } from './dialogue/evidence.ts';
import { offerToAdd } from './dialogue/filing/adding-evidence.ts';
import { hearCode } from './dialogue/filing/case-window.ts';
import { submitFromPage } from './dialogue/filing/submitting.ts';
import { greet, home } from './dialogue/greeting.ts';
import { withoutCase } from './dialogue/interview/case.ts';
import { fillForm } from './dialogue/interview/filling.ts';
import { takeOver } from './dialogue/interview/moving.ts';
import { asksSomething } from './dialogue/interview/reading.ts';
import { actAsStaff, tellStaff } from './dialogue/staffing.ts';
import { replyToText } from './dialogue/texting.ts';
import { unfold } from './dialogue/unfolding.ts';
import { type Content, type Incoming, isUnsaid, type Outgoing } from './message.ts';
import { type ConversationState, ended, readState, withProfile, writeState } from './state.ts';
import {
  type BotParts,
  button,
  type Live,
  type LookUps,
  NOT_LIVE,
  type Reply,
  replyWith,
  say,
  type Talk,
  type TurnFacts,
} from './talk.ts';
import { fill } from './words.ts';

/** After this long nobody remembers which question was open: a message is then no answer to it. */
const DIALOGUE_REST_MS = 24 * 60 * 60 * 1000;

/** A case that was opened by its code closes again after this long without use: the screen may be left to somebody else. */
const CASE_WINDOW_REST_MS = 30 * 60 * 1000;

/** What a minute is to somebody who wrote too much. */
const REST_SECONDS = 60;

/**
 * One message in, messages out. The same message, state and time give the same reply, so that one which was interrupted
 * can be made again.
 */
export async function reply(
  turn: TurnFacts,
  parts: BotParts,
  lookUp: LookUps,
  now: number,
  live: Live = NOT_LIVE,
): Promise<Reply> {
  const stored = withProfile(readState(turn.state), turn.profile);
  const { incoming } = turn;
  const { content } = incoming;
  const language = spokenLanguage(stored, incoming);
  const words = parts.settings.words[language];
  const talk: Talk = { incoming, state: stored, language, words, now, parts, lookUp, live };
  // Nothing was said: nothing is too much of it, and no dialogue is told that it rested.
  if (isUnsaid(content)) return forgettingNew(await replyTo(talk, content), turn);
  const isOver = turn.receivedInMinute - parts.messagesPerMinute;
  // Whoever wants to be forgotten never asks too often, and a page always shows something.
  if (isOver > 0 && !isAboutForgetting(talk)) {
    return tooFast(talk, isOver === 1 || incoming.platform === 'web');
  }
  if ((stored.case?.keepUntil ?? now) < now) return afterExpiry(talk, turn, parts, lookUp);
  const { state, note } = afterRest(stored, now);
  const answered = withoutOldAsk(await replyTo({ ...talk, state }, content), state);
  if (!note || isOfInterview(talk)) return answered;
  return { ...answered, messages: [restNote(talk), ...answered.messages] };
}

/** The time of a draft is over: it goes before anything else is said, and the person is told so. */
async function afterExpiry(
  talk: Talk,
  turn: TurnFacts,
  parts: BotParts,
  lookUp: LookUps,
): Promise<Reply> {
  const files = await lookUp.evidence();
  const state = writeState(withoutCase(talk.state));
  const answered = await reply({ ...turn, state }, parts, lookUp, talk.now, talk.live);
  return {
    ...answered,
    messages: [say(talk.words.interview.expired), ...answered.messages],
    dropFiles: files.map(({ id }) => id),
  };
}

/** Of somebody who only opened a page or shared a link nothing is remembered. */
const forgettingNew = (answered: Reply, { state, incoming: { content } }: TurnFacts): Reply =>
  state === undefined && content.kind !== 'arrival' ? { ...answered, state: undefined } : answered;

function isAboutForgetting({ incoming: { content }, parts }: Talk): boolean {
  if (content.kind === 'text') return readCommand(content.text)?.command === 'forget';
  if (content.kind === 'command') return content.command === 'forget';
  return content.kind === 'choice' && parts.choices(content.token)?.do === 'forget';
}

const OF_INTERVIEW: ReadonlySet<string> = new Set([
  'guide',
  'stop-guide',
  'resume',
  'interview',
  'date',
  'change',
  'case',
]);

/** A button of an interview takes up the one that rested, without a word about it. */
function isOfInterview({ incoming: { content }, parts }: Talk): boolean {
  const pressed = content.kind === 'choice' ? parts.choices(content.token)?.do : undefined;
  return pressed !== undefined && OF_INTERVIEW.has(pressed);
}

/** We asked whether something shall be erased, which only what comes next may answer. */
const isAskOnce = (dialogue: ConversationState['dialogue']): boolean =>
  dialogue?.kind === 'forget' ||
  (dialogue?.kind === 'interview' && dialogue.waiting.for === 'destroy');

/** "Yes" to erasing counts for the next message only: one that is meant for something else must erase nothing. */
function withoutOldAsk(answered: Reply, before: ConversationState): Reply {
  const { state } = answered;
  const isOld = isAskOnce(before.dialogue) && state?.dialogue === before.dialogue;
  return state && isOld ? { ...answered, state: ended(state) } : answered;
}

/** A dialogue that rested too long is put aside, and the person is told where it can be taken up. */
function afterRest(
  state: ConversationState,
  now: number,
): { readonly state: ConversationState; readonly note: boolean } {
  const { dialogue } = state;
  const rest = dialogue?.kind === 'case-window' ? CASE_WINDOW_REST_MS : DIALOGUE_REST_MS;
  if (!dialogue || now - dialogue.askedAt < rest) return { state, note: false };
  if (dialogue.kind !== 'interview') return { state: ended(state), note: false };
  return { state: { ...ended(state), paused: dialogue }, note: true };
}

const restNote = ({ words: { chat } }: Talk): Outgoing =>
  say(chat.timeout, [button(chat.resume, { do: 'resume' })]);

/** The person's choice, else the language of the last answer, else what the platform knows. */
export const spokenLanguage = (
  { language, lastLanguage }: ConversationState,
  { language: hint }: Pick<Incoming, 'language'>,
): Language => language ?? lastLanguage ?? hint ?? 'ko';

/** Said once; what comes on top is left unanswered, as was announced. */
function tooFast(talk: Talk, isFirst: boolean): Reply {
  const text = fill(talk.words.chat.tooFast, { seconds: REST_SECONDS });
  return replyWith(talk, 'too-fast', isFirst ? [say(text)] : []);
}

async function replyTo(talk: Talk, content: Content): Promise<Reply> {
  switch (content.kind) {
    case 'text':
      return replyToText(talk, content.text, content.isEdited ?? false);
    case 'command':
      return runCommand(talk, content.command, content.argument);
    case 'choice':
      return (
        (await actAsStaff(talk, content.token)) ??
        replyToChoice(talk, talk.parts.choices(content.token))
      );
    case 'file':
      return withCaption(talk, content.caption, {
        kind: 'file',
        ...content.file,
        caption: cleanCaption(content.caption),
      });
    case 'place':
      return (await offerToAdd(talk, content)) ?? offerToKeep(talk, content);
    case 'arrival':
      return greet(talk);
    case 'home':
      return home(talk);
    case 'links':
      return unfold(talk, content.links);
    case 'form':
      return fillForm(talk, content);
    case 'staff-news':
      return tellStaff(talk, content.news);
    case 'submission':
      return submitFromPage(talk, content);
    case 'handover':
      return takeOver(talk, content.code);
    case 'unreadable':
      return replyWith(talk, 'unreadable', [say(talk.words.chat.unreadable)]);
  }
}

/** A question or a command under a photo is answered as well; beside a draft it is a caption unless it asks something. */
async function withCaption(
  talk: Talk,
  caption: string,
  item: Parameters<typeof offerToKeep>[1],
): Promise<Reply> {
  const opened = await hearCode(talk, caption);
  const shown: Talk = { ...talk, state: opened?.state ?? talk.state };
  // A code is no caption, and no question either.
  const bare = opened && item.kind === 'file' ? { ...item, caption: '' } : item;
  const offered = (await offerToAdd(shown, bare)) ?? (await offerToKeep(shown, bare));
  if (opened) return { ...opened, ...offered, messages: [...opened.messages, ...offered.messages] };
  if (!caption.trim() || !offered.state) return offered;
  const next = { ...talk, state: offered.state };
  const command = readCommand(caption);
  if (!command && talk.state.case && !asksSomething(caption)) return offered;
  const answered = command
    ? await runCommand(next, command.command, command.argument)
    : await answerQuestion(next, caption);
  return { ...answered, messages: [...answered.messages, ...offered.messages] };
}
