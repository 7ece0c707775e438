import type { Answer } from '../../knowledge/answer/answer.ts';
import { citationsOf } from '../../knowledge/answer/citations.ts';
import type { Entry } from '../../knowledge/corpus-model/corpus.ts';
import type { Language } from '../../knowledge/language.ts';
import { linkMaker } from '../answer-blocks.ts';
import { answerView } from '../answer-view.ts';
import type { Choice, Outgoing } from '../message.ts';
import type { ConversationState } from '../state.ts';
import { button, keepingLine, type Reply, say, type Talk } from '../talk.ts';
import type { AnswerView } from '../view.ts';
import { offerStart } from './interview/consenting.ts';
import { askingFor, firstModelNote, modelFor } from './model-use.ts';

/** Earlier questions that a follow-up may lean on. */
const HISTORY_LENGTH = 4;

/** What is no question: the next one leans on the question before it. */
const NO_QUESTION: ReadonlySet<Answer['outcome']> = new Set([
  'empty',
  'too-long',
  'about-bot',
  'complaint-started',
]);

/** Related answers that get a button: more than two make a wall. */
const RELATED_BUTTONS = 2;

export interface AnswerOptions {
  /** Said before the answer. */
  readonly before?: readonly Outgoing[];
  /** Takes the place of the last question in the history. */
  readonly replacesLast?: boolean;
  /** The question is not the person's own wording and stands by itself. */
  readonly isAlone?: boolean;
}

/** Answers a question in the person's words. */
export async function answerQuestion(
  talk: Talk,
  text: string,
  { before = [], replacesLast = false, isAlone = false }: AnswerOptions = {},
): Promise<Reply> {
  const { parts, state } = talk;
  const known = replacesLast ? state.history.slice(0, -1) : state.history;
  const asked = { text, history: isAlone ? [] : known, ...languageChoice(talk, isAlone) };
  const found = await parts.answer(asked);
  const model = modelFor(talk);
  // A button of ours is understood as it is.
  const meant = model && !isAlone ? await model.understand(asked, found, askingFor(talk)) : found;
  const answer = withoutRepetition(meant, state);
  if (answer.outcome === 'complaint-started') {
    const offered = offerStart({ ...talk, state: { ...state, history: known } });
    return { ...offered, messages: [...before, ...offered.messages] };
  }
  const reply = sayAnswer(talk, await worded(talk, answer), { ...state, history: known });
  return { ...reply, messages: [...before, ...reply.messages] };
}

/** The answer as a language model words it, shown as it grows; as it is where there is none. */
async function worded(talk: Talk, answer: Answer): Promise<Answer> {
  const model = modelFor(talk);
  if (!model) return answer;
  const { settings } = talk.parts;
  return model.word(answer, askingFor(talk), (soFar) =>
    talk.live.show({ kind: 'answer', view: beginningOf(answerView(soFar, settings)) }),
  );
}

/** What is certain while the rest is written: verdict and sentences; reasons and steps come with the whole. */
const beginningOf = ({ companion: _, ...view }: AnswerView): AnswerView => ({
  ...view,
  reasons: [],
  changes: [],
  steps: [],
  related: [],
});

/** A follow-up on the answer that was shown last is about what goes along with it: that alone is news. */
function withoutRepetition(answer: Answer, { lastEntry }: ConversationState): Answer {
  const { subject, companion, ...rest } = answer;
  const isShown = subject?.type === 'entry' && subject.entry.id === lastEntry;
  return isShown && companion ? { ...rest, subject: { type: 'entry', entry: companion } } : answer;
}

/** Their own choice wins; a question of ours is in the language we were speaking. */
function languageChoice({ state, language }: Talk, isOurs: boolean): { language?: Language } {
  if (isOurs) return { language };
  return state.language ? { language: state.language } : {};
}

/** The answer that an entry is, whatever was asked. @param question - What a follow-up leans on, if not on its title. */
export function answerWithEntry(talk: Talk, entry: Entry, question?: string): Reply {
  const answer = entryAnswer(entry, talk.language);
  if (question) return sayAnswer(talk, { ...answer, question }, talk.state);
  return sayAnswer(talk, answer, talk.state, { isUnasked: true });
}

/** The words of the law that an entry stands on. */
export function showOfficialText(talk: Talk, entry: Entry): Reply {
  const of = entryAnswer(entry, talk.language);
  const answer: Answer = {
    ...of,
    outcome: 'official-text',
    subject: { type: 'official-text', of },
  };
  return {
    outcome: answer.outcome,
    language: answer.language,
    state: talk.state,
    messages: [{ kind: 'answer', view: answerView(answer, talk.parts.settings) }],
  };
}

const entryAnswer = (entry: Entry, language: Language): Answer => ({
  outcome: 'answered',
  kind: 'answer',
  language,
  subject: { type: 'entry', entry },
  confidence: 1,
  masked: [],
  choices: [],
  question: entry.title[language],
});

function sayAnswer(
  talk: Talk,
  answer: Answer,
  { lastEntry: _shownBefore, ...state }: ConversationState,
  named: Pick<AnswerView, 'isUnasked'> = {},
): Reply {
  const { settings } = talk.parts;
  const view = { ...answerView(answer, settings), ...named };
  const choices = answerChoices(talk, answer, view);
  const spoken = { ...talk, language: answer.language, words: settings.words[answer.language] };
  const greeting = firstNote(spoken);
  const modelNote = firstModelNote(spoken);
  const { subject } = answer;
  return {
    outcome: answer.outcome,
    language: answer.language,
    state: {
      ...state,
      history: NO_QUESTION.has(answer.outcome)
        ? state.history
        : [...state.history, answer.question].slice(-HISTORY_LENGTH),
      lastLanguage: answer.language,
      ...(subject?.type === 'entry' && { lastEntry: subject.entry.id }),
      isGreeted: state.isGreeted || greeting.length > 0,
      ...(modelNote.length > 0 && { isToldOfModel: true }),
    },
    messages: [
      { kind: 'answer', view, ...(choices.length > 0 && { choices }) },
      ...greeting,
      ...modelNote,
    ],
  };
}

/** Where one can go from an answer: the law behind it, answers nearby, its page. */
function answerChoices(
  { parts: { settings } }: Talk,
  answer: Answer,
  view: AnswerView,
): readonly Choice[] {
  const { language, subject } = answer;
  const { chat } = settings.words[language];
  const page = view.path && linkMaker(settings.baseUrl, language)(view.path);
  const open = page ? [{ label: chat.openPage, url: page }] : [];
  if (answer.choices.length > 0) return answer.choices.map((entry) => entryButton(entry, language));
  if (subject?.type !== 'entry') return open;
  const hasText = citationsOf(answer, settings).some(({ official }) => official);
  const related = subject.entry.related
    .flatMap((id) => settings.corpus.entries.get(id) ?? [])
    .slice(0, RELATED_BUTTONS);
  return [
    ...(hasText ? [button(chat.official, { do: 'official', id: subject.entry.id })] : []),
    ...related.map((entry) => entryButton(entry, language)),
    ...open,
  ];
}

const entryButton = ({ id, title }: Entry, language: Language): Choice =>
  button(title[language], { do: 'entry', id });

/** Said once, in private: what is kept and how to be rid of it. */
export function firstNote(talk: Talk): readonly Outgoing[] {
  const { state, incoming, words } = talk;
  if (state.isGreeted || incoming.audience === 'group' || incoming.platform === 'web') return [];
  return [
    say(keepingLine(talk, words.chat.firstNote), [
      button(words.chat.privacyTitle, { do: 'command', command: 'privacy' }),
      button(words.chat.eraseButton, { do: 'command', command: 'forget' }),
    ]),
  ];
}
