import { FILED_PICKS } from '../../choices.ts';
import { caseReference, readCaseFile } from '../../desk/case-file.ts';
import { readReceiptCode } from '../../desk/receipt-code.ts';
import { button, movedToPrivate, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { resumeChoices } from '../evidence.ts';
import { notReceiving, titleIn } from './receiving.ts';
import { showCase } from './showing.ts';
import { withoutWindow } from './window-state.ts';

/** In a text longer than this, digits that nearly look like a code are something else. */
const LONGEST_WITH_CODE = 300;

/** /case, with a code behind it or not. */
export async function caseCommand(talk: Talk, argument: string): Promise<Reply> {
  if (!talk.parts.intake) return notReceiving(talk);
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'case');
  if (argument)
    return (await hearCode(talk, argument)) ?? askForCode(talk, talk.words.filing.noCode);
  return openOwn(talk);
}

/** A code that is typed opens its case, whatever was going on; undefined where the text has none. */
export async function hearCode(talk: Talk, text: string): Promise<Reply | undefined> {
  if (!talk.parts.intake) return undefined;
  const read = readReceiptCode(text);
  if (!read) return undefined;
  // Whoever reads along in a group could open the case: it is not looked up there.
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'case');
  const { filing } = talk.words;
  if (read.kind === 'code') return openByCode(talk, read.code);
  if (text.length > LONGEST_WITH_CODE) return undefined;
  const line =
    read.kind === 'mistyped'
      ? filing.codeMistyped
      : fill(filing.codeLength, { digits: read.digits });
  return replyWith(talk, `code-${read.kind}`, [say(line)]);
}

async function openByCode(talk: Talk, code: string): Promise<Reply> {
  const stored = await talk.lookUp.caseByCode(code);
  if (stored) return showCase(talk, stored);
  return replyWith(talk, 'code-unknown', [say(talk.words.filing.codeUnknown)]);
}

const askForCode = (talk: Talk, line: string): Reply => {
  const { baseUrl } = talk.parts.settings;
  const where = baseUrl ? [say(fill(talk.words.filing.orOnPage, { url: `${baseUrl}/case` }))] : [];
  return replyWith(talk, 'code-asked', [say(line), ...where]);
};

/** The cases that this conversation sent: the only one is opened at once. */
export async function openOwn(talk: Talk): Promise<Reply> {
  const { filing } = talk.words;
  const own = await Promise.all((talk.state.filed ?? []).map(({ id }) => talk.lookUp.caseById(id)));
  const there = own.filter((stored) => stored !== undefined);
  const [only] = there;
  if (!only) return askForCode(talk, filing.askCode);
  if (there.length === 1) return showCase(talk, only);
  const choices = own.slice(0, FILED_PICKS.length).flatMap((stored, pick) => {
    if (!stored) return [];
    const file = readCaseFile(stored.file);
    const title = titleIn(talk, file.document)[talk.language];
    return [button(`${title} · ${caseReference(file)}`, { do: 'filed-pick', pick })];
  });
  return replyWith(talk, 'cases-listed', [say(filing.whichCase, choices)]);
}

export async function pickOwn(talk: Talk, pick: number): Promise<Reply> {
  if (!talk.parts.intake) return notReceiving(talk);
  const filed = talk.state.filed?.[pick];
  const stored = filed && (await talk.lookUp.caseById(filed.id));
  if (!stored) return askForCode(talk, talk.words.filing.askCode);
  return showCase(talk, stored);
}

export const closeWindow = (talk: Talk): Reply =>
  replyWith(
    talk,
    'case-window-closed',
    [say(talk.words.filing.closed, resumeChoices(talk))],
    withoutWindow(talk),
  );
