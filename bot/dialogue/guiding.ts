import type { Entry } from '../../knowledge/corpus-model/corpus.ts';
import type { ChosenSituation } from '../../knowledge/search/find-situation.ts';
import { GUIDE_STEPS, type GuideStep } from '../choices.ts';
import { UNKNOWN } from '../guide.ts';
import type { Outgoing } from '../message.ts';
import { type DialogueState, ended } from '../state.ts';
import { button, type Reply, replyWith, say, type Talk } from '../talk.ts';
import { fill } from '../words.ts';
import { answerQuestion, answerWithEntry } from './answering.ts';

type GuideState = Extract<DialogueState, { kind: 'guide' }>;

const isGuide = (dialogue: DialogueState | undefined): dialogue is GuideState =>
  dialogue?.kind === 'guide';

/** Longer than this a text in the middle of the guide is a question of its own, not the name of a place. */
const LONGEST_KOREAN_ANSWER = 15;
const MOST_WORDS_OF_ANSWER = 4;

const UNSURE =
  /^(?:(?:저도 )?(?:잘 ?)?(?:모르겠(?:어요?|습니다|네요?)|모름|몰라요?)|(?:i )?(?:do not|don['’]?t) know|(?:(?:i am|i['’]m) )?not sure)[.!~\s]*$/i;

/** Photos that nobody has agreed to keep yet are let go, and the person is told so. */
export function startGuide(talk: Talk): Reply {
  const reply = goOn(talk, { kind: 'guide', askedAt: talk.now });
  const isDropped = talk.state.dialogue?.kind === 'evidence';
  const dropped = isDropped ? [say(talk.words.chat.evidenceDropped)] : [];
  return { ...reply, messages: [...dropped, ...reply.messages] };
}

/** A button of the guide, perhaps of one that was put aside or ended long ago: it then goes on or begins where it can. */
export async function chooseInGuide(talk: Talk, step: GuideStep, value: string): Promise<Reply> {
  const { dialogue, paused } = talk.state;
  const before = [dialogue, paused].find(isGuide) ?? { kind: 'guide', askedAt: talk.now };
  if (step === 'place') return goOn(talk, { ...withoutChoices(before), place: value });
  if (!before.place) return startGuide(talk);
  if (step === 'operator') return goOn(talk, { ...before, operator: value });
  if (!before.operator) return goOn(talk, before);
  return finish(talk, { place: before.place, operator: before.operator, mode: value });
}

/** Text while a guide runs: the answer to its question; undefined where it is something else. */
export async function answerInGuide(talk: Talk, text: string): Promise<Reply | undefined> {
  const { dialogue } = talk.state;
  if (dialogue?.kind !== 'guide') return undefined;
  const step = stepOf(dialogue);
  const value = answerValue(talk, dialogue, text.trim());
  if (!value || !talk.parts.guide.values(step).includes(value)) return undefined;
  // "My stalker is at my home" names a place, but help comes first.
  const { emergency, outcome } = await talk.parts.answer({ text });
  if (emergency || outcome === 'emergency') return undefined;
  return chooseInGuide(talk, step, value);
}

/** What stands on a button counts however long it is; anything else only where it is no question. */
function answerValue({ parts }: Talk, guide: GuideState, said: string): string | undefined {
  const step = stepOf(guide);
  const option = parts.guide
    .options(step, guide.place)
    .find(({ label }) =>
      Object.values(label).some((one) => one.toLowerCase() === said.toLowerCase()),
    );
  if (option) return option.value;
  if (UNSURE.test(said)) return UNKNOWN;
  const isShort = /[가-힣]/.test(said)
    ? said.length <= LONGEST_KOREAN_ANSWER
    : said.split(/\s+/).length <= MOST_WORDS_OF_ANSWER;
  if (!isShort || /[?？]$/.test(said)) return undefined;
  return parts.readSlots(said)[step][0];
}

/** The question that a guide waits for, to be asked again after something else was answered. */
export function pendingQuestion(talk: Talk): readonly Outgoing[] {
  const { dialogue } = talk.state;
  return dialogue?.kind === 'guide' ? [question(talk, dialogue)] : [];
}

/** Also by an old button, which ends nothing else. */
export function stopGuide(talk: Talk): Reply {
  const { paused: _stopped, ...state } = talk.state;
  return replyWith(
    talk,
    'guide-stopped',
    [say(talk.words.chat.guideStopped)],
    state.dialogue?.kind === 'guide' ? ended(state) : state,
  );
}

/** Takes up a guide that was put aside. */
export function resumeGuide(talk: Talk): Reply {
  const { paused, dialogue } = talk.state;
  const guide = [paused, dialogue].find(isGuide);
  if (guide) return goOn(talk, guide);
  return replyWith(talk, 'nothing-to-resume', [say(talk.words.chat.nothingToResume)]);
}

const withoutChoices = ({ kind, askedAt }: GuideState): GuideState => ({ kind, askedAt });

const stepOf = ({ place, operator }: GuideState): GuideStep => {
  const [first, second, third] = GUIDE_STEPS;
  if (!place) return first;
  return operator ? third : second;
};

function goOn(talk: Talk, guide: GuideState): Reply {
  const { paused: _taken, ...state } = talk.state;
  const dialogue = { ...guide, askedAt: talk.now };
  return replyWith(talk, `guide-${stepOf(guide)}`, [question(talk, guide)], { ...state, dialogue });
}

function question({ parts, words, language }: Talk, guide: GuideState): Outgoing {
  const { chat } = words;
  const step = stepOf(guide);
  const lines = { place: chat.guidePlace, operator: chat.guideOperator, mode: chat.guideMode };
  const options = parts.guide
    .options(step, guide.place)
    .map(({ value, label }) => button(label[language], { do: 'guide', step, value }));
  const unknown =
    step === 'mode' ? [] : [button(chat.guideUnknown, { do: 'guide', step, value: UNKNOWN })];
  return say(lines[step], [...options, ...unknown, button(chat.guideStop, { do: 'stop-guide' })]);
}

/** All three are chosen: the situation that is about them answers, else the question that they make. */
async function finish(talk: Talk, chosen: ChosenSituation): Promise<Reply> {
  const { parts, language, words } = talk;
  const asked = parts.guide.question(chosen, language);
  const before = [say(fill(words.chat.guideAsked, { question: asked }))];
  const { paused: _done, ...state } = ended(talk.state);
  const entry = await situationOf(talk, chosen);
  if (!entry) return answerQuestion({ ...talk, state }, asked, { before, isAlone: true });
  const answered = answerWithEntry({ ...talk, state }, entry, asked);
  return { ...answered, messages: [...before, ...answered.messages] };
}

async function situationOf(
  { parts: { guide, findSituation, settings } }: Talk,
  chosen: ChosenSituation,
): Promise<Entry | undefined> {
  const complete = guide.completed(chosen);
  if (!complete) return undefined;
  const found = await findSituation(complete, guide.question(complete, 'ko'));
  return found ?? settings.corpus.entries.get(guide.general(complete) ?? '');
}
