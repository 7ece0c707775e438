import type { FiledMove } from '../../choices.ts';
import type { Reply, Talk } from '../../talk.ts';
import type { WordsByLanguage } from '../../words.ts';
import { saysStop, saysYesOrNo } from '../deciding.ts';
import { closeWindow } from './case-window.ts';
import { moveFiled, sendReply } from './looking-after.ts';
import { currentCase, windowOf } from './window-state.ts';

/** Text while a case is looked after; undefined where it is a question like any other. */
export async function hearInWindow(talk: Talk, text: string): Promise<Reply | undefined> {
  const waiting = windowOf(talk)?.waiting;
  if (!waiting || !talk.parts.intake) return undefined;
  if (waiting === 'reply') {
    if (saysStop(text)) return closeWindow(talk);
    const stored = await currentCase(talk);
    return stored && sendReply(talk, stored, text);
  }
  const to = waiting === 'withdraw' ? withdrawing(talk, text) : addingTo(talk, text);
  return to && moveFiled(talk, to);
}

/** Taking a case back takes the words of the button: a bare "yes" may be meant for something else. */
const withdrawing = ({ parts }: Talk, text: string): FiledMove | undefined => {
  const { words } = parts.settings;
  if (isLabel(words, 'withdrawSure', text)) return 'withdraw-sure';
  const isNo = saysYesOrNo(text) === false || isLabel(words, 'withdrawNot', text);
  return isNo ? 'withdraw-not' : undefined;
};

const addingTo = ({ parts }: Talk, text: string): FiledMove | undefined => {
  const { words } = parts.settings;
  const said = saysYesOrNo(text);
  if (said || isLabel(words, 'evidenceAdd', text)) return 'evidence-add';
  const isNo = said === false || isLabel(words, 'evidenceDrop', text);
  return isNo ? 'evidence-drop' : undefined;
};

const isLabel = (
  words: WordsByLanguage,
  key: keyof WordsByLanguage['ko']['filing'],
  text: string,
): boolean =>
  Object.values(words).some(
    ({ filing }) => filing[key].toLowerCase() === text.trim().toLowerCase(),
  );
