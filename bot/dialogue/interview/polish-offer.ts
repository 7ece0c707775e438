import { languageOf } from '../../../knowledge/answer/language-of.ts';
import { isInOtherLanguage } from '../../../knowledge/casework/compose-words.ts';
import { UNKNOWN } from '../../../knowledge/casework/facts.ts';
import type { Language } from '../../../knowledge/language.ts';
import { fitsAnswer } from '../../formal-state.ts';
import type { Choice } from '../../message.ts';
import { isDraftable } from '../../model/drafting.ts';
import { button, type Talk } from '../../talk.ts';
import { modelToOffer } from '../model-use.ts';

/** The answer that can be put into formal sentences. */
export const ACCOUNT = 'story';

/** What the person told, where it is of a length and in a language that can be put formally. */
export function accountOf({
  state,
}: Pick<Talk, 'state'>):
  | { readonly text: string; readonly given: readonly string[]; readonly language: Language }
  | undefined {
  const given = state.case?.answers[ACCOUNT] ?? [];
  const text = given.join('\n');
  const language = languageOf(text);
  if (given.includes(UNKNOWN) || !isDraftable(text)) return undefined;
  return isInOtherLanguage(text, language) ? undefined : { text, given, language };
}

/** To put the account formally, or to go back to how it was written; nothing where no model may be used. */
export function polishChoices(talk: Talk, document: string): readonly Choice[] {
  const { words, state } = talk;
  if (!hasAccount(talk, document)) return [];
  if (state.case?.formal && fitsAnswer(state.case.formal, state.case.answers)) {
    return [button(words.model.polishOwnWords, { do: 'polish', document, to: 'leave' })];
  }
  if (!modelToOffer(talk) || !accountOf(talk)) return [];
  return [button(words.model.polish, { do: 'polish', document, to: 'ask' })];
}

/** Whether a document has the account in it. */
const hasAccount = ({ parts }: Talk, document: string): boolean =>
  parts.casework.outlines
    .get(document)
    ?.sections.some(({ parts: of }) =>
      of.some((part) => part.kind === 'own-words' && part.question === ACCOUNT),
    ) ?? false;
