import { type CommandName, isCommand } from '../commands.ts';
import { button, type Reply, replyWith, say, type Talk } from '../talk.ts';
import { answerQuestion, answerWithEntry } from './answering.ts';
import { caseCommand } from './filing/case-window.ts';
import { greet, help } from './greeting.ts';
import { pausingInterview } from './interview/asking.ts';
import { offerStart } from './interview/consenting.ts';
import { startGuide } from './interview/interviewing.ts';
import { askToForget, explainKeeping } from './keeping.ts';

/** What a person asks for by name. @param argument - What stands behind the command. */
export async function runCommand(
  talk: Talk,
  command: CommandName,
  argument: string,
): Promise<Reply> {
  const { chat } = talk.words;
  switch (command) {
    case 'start':
      return start(talk, argument);
    case 'ask':
      return argument ? answerQuestion(talk, argument) : ask(talk, chat.askWhat);
    case 'law':
      return argument ? answerQuestion(talk, argument) : ask(talk, chat.lawWhat);
    case 'guide':
      return startGuide(talk);
    case 'complaint':
      return offerStart(talk);
    case 'case':
      return caseCommand(talk, argument);
    case 'language':
      return askLanguage(talk);
    case 'privacy':
      return explainKeeping(talk);
    case 'forget':
      return askToForget(talk);
    case 'help':
      return help(talk);
  }
}

/** /start, with what a link brought along: an answer, or something that we can do. */
async function start(talk: Talk, argument: string): Promise<Reply> {
  if (isCommand(argument) && argument !== 'start') return runCommand(talk, argument, '');
  if (!argument || argument === 'start') return greet(talk);
  const entry = talk.parts.settings.corpus.entries.get(argument);
  if (entry) return answerWithEntry(talk, entry);
  const greeting = greet(talk);
  return { ...greeting, messages: [say(talk.words.chat.noSuchAnswer), ...greeting.messages] };
}

/** The next text is a question anyway: nothing needs to be remembered. */
const ask = (talk: Talk, line: string): Reply =>
  replyWith(talk, 'asked-for-question', [say(line)], pausingInterview(talk.state));

const askLanguage = (talk: Talk): Reply =>
  replyWith(talk, 'language-asked', [
    say(talk.words.chat.languageAsk, [
      button('한국어', { do: 'language', language: 'ko' }),
      button('English', { do: 'language', language: 'en' }),
    ]),
  ]);
