import type { Choice } from '../../message.ts';
import { button, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { openButton } from './opening.ts';
import { isChanged, openFiled } from './submitted-draft.ts';

/** Under a draft: to send it in; where that was done, to open the case, and to correct it once the draft has changed. */
export async function submitChoices(talk: Talk, document: string): Promise<readonly Choice[]> {
  const { intake } = talk.parts;
  if (!intake) return [];
  const { filing } = talk.words;
  const open = await openFiled(talk, document);
  const send = (label: string) =>
    button(fill(label, { institution: intake.institution }), { do: 'submit', document });
  if (!open) return [send(filing.submit)];
  const correct = (await isChanged(talk, open)) ? [send(filing.submitCorrection)] : [];
  return [...correct, ...openButton(talk, open.filed.id)];
}
