import { readCommand } from '../commands.ts';
import { type Reply, replyWith, say, type Talk } from '../talk.ts';
import { answerQuestion } from './answering.ts';
import { runCommand } from './commanding.ts';
import { decisionIn, saysStop } from './deciding.ts';
import { decideOnEvidence } from './evidence.ts';
import { hearCode } from './filing/case-window.ts';
import { hearInWindow } from './filing/hearing-case.ts';
import { pendingQuestion } from './interview/asking.ts';
import { hear } from './interview/hearing.ts';
import { stop } from './interview/interviewing.ts';
import { decideToForget } from './keeping.ts';

/** A text, by what is open: a command, a code, the answer to something we asked, else a question. */
export async function replyToText(talk: Talk, text: string, isEdited: boolean): Promise<Reply> {
  const command = readCommand(text);
  if (command) return runCommand(talk, command.command, command.argument);
  const opened = await hearCode(talk, text);
  if (opened) return opened;
  const decided = await decide(talk, text);
  if (decided) return decided;
  if (talk.state.dialogue?.kind === 'interview' && saysStop(text)) return stop(talk);
  if (isEdited && pendingQuestion(talk).length > 0) {
    const line = say(talk.words.interview.editedMeanwhile);
    return replyWith(talk, 'edited-meanwhile', [line, ...pendingQuestion(talk)]);
  }
  if (isEdited) {
    const before = [say(talk.words.chat.edited)];
    return answerQuestion(talk, text, { before, replacesLast: true });
  }
  const heard = await hear(talk, text);
  if (heard) return heard;
  const answered = await answerQuestion(talk, text);
  const pending = pendingQuestion(talk);
  // Nothing that we could answer either: then it was meant for the question that is open.
  if (pending.length > 0 && UNANSWERED.has(answered.outcome)) {
    const line = say(talk.words.interview.notUnderstood);
    return replyWith(talk, 'interview-unclear', [line, ...pending]);
  }
  return { ...answered, messages: [...answered.messages, ...pending] };
}

const UNANSWERED: ReadonlySet<string> = new Set([
  'asked-back',
  'out-of-scope',
  'empty',
  'declined',
]);

/** Text where we asked for yes or no; undefined where it says neither. */
async function decide(talk: Talk, text: string): Promise<Reply | undefined> {
  const { dialogue } = talk.state;
  if (!dialogue || dialogue.kind === 'interview') return undefined;
  if (dialogue.kind === 'case-window') return hearInWindow(talk, text);
  const decision = decisionIn(text, dialogue.kind, talk.parts.settings.words);
  if (decision === undefined) return undefined;
  return dialogue.kind === 'forget'
    ? decideToForget(talk, decision)
    : decideOnEvidence(talk, decision);
}
