import type { Language } from '../../knowledge/language.ts';
import type { ChoiceValue } from '../choices.ts';
import { type Reply, replyWith, say, type Talk } from '../talk.ts';
import { answerQuestion, answerWithEntry, showOfficialText } from './answering.ts';
import { runCommand } from './commanding.ts';
import { decideOnEvidence } from './evidence.ts';
import { pickOwn } from './filing/case-window.ts';
import { moveFiled } from './filing/looking-after.ts';
import { showPreview } from './filing/previewing.ts';
import { decideToSubmit } from './filing/submitting.ts';
import { exampleText } from './greeting.ts';
import { moveCase } from './interview/case.ts';
import { pickDate } from './interview/dating.ts';
import { sendDraftFile, showDraft } from './interview/drafting.ts';
import { change, choose, move, resume, stop } from './interview/interviewing.ts';
import { polish } from './interview/polishing.ts';
import { decideToForget, exportKept } from './keeping.ts';
import { setModelUse } from './model-use.ts';

/** A pressed button. @param value - Undefined for one that we do not send any more. */
export async function replyToChoice(talk: Talk, value: ChoiceValue | undefined): Promise<Reply> {
  const { chat } = talk.words;
  const { entries } = talk.parts.settings.corpus;
  if (!value) return replyWith(talk, 'old-button', [say(chat.oldButton)]);
  switch (value.do) {
    case 'entry':
    case 'official': {
      const entry = entries.get(value.id);
      if (!entry) return replyWith(talk, 'old-button', [say(chat.oldButton)]);
      return value.do === 'entry' ? answerWithEntry(talk, entry) : showOfficialText(talk, entry);
    }
    case 'example':
      return answerQuestion(talk, exampleText(talk.words, value.number), { isAlone: true });
    case 'command':
      return runCommand(talk, value.command, '');
    case 'language':
      return setLanguage(talk, value.language);
    case 'forget':
      return decideToForget(talk, value.isSure);
    case 'evidence':
      return decideOnEvidence(talk, value.isKept);
    case 'guide':
      return choose(talk, value.step, value.value);
    case 'stop-guide':
      return stop(talk);
    case 'resume':
      return resume(talk);
    case 'interview':
      return move(talk, value.to);
    case 'change':
      return change(talk, value.question);
    case 'date':
      return pickDate(talk, value.pick);
    case 'case':
      return moveCase(talk, value.to);
    case 'draft':
      return showDraft(talk, value.document);
    case 'polish':
      return polish(talk, value.document, value.to);
    case 'file':
      return sendDraftFile(talk, value.document, value.format, value.language);
    case 'submit':
    case 'submitting':
    case 'filed':
    case 'filed-pick':
      return replyToFiling(talk, value);
    case 'export':
      return exportKept(talk);
    case 'model':
      return setModelUse(talk, value.isWanted);
  }
}

type Filing = Extract<ChoiceValue, { do: 'submit' | 'submitting' | 'filed' | 'filed-pick' }>;

function replyToFiling(talk: Talk, value: Filing): Promise<Reply> {
  switch (value.do) {
    case 'submit':
      return showPreview(talk, value.document);
    case 'submitting':
      return decideToSubmit(talk, value.to);
    case 'filed':
      return moveFiled(talk, value.to);
    case 'filed-pick':
      return pickOwn(talk, value.pick);
  }
}

function setLanguage(talk: Talk, language: Language): Reply {
  const { chat } = talk.parts.settings.words[language];
  return {
    ...replyWith(talk, 'language-set', [say(chat.languageSet)], { ...talk.state, language }),
    language,
  };
}
