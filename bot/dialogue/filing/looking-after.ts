import { maskPersonalData } from '../../../knowledge/answer/personal-data.ts';
import type { FiledMove } from '../../choices.ts';
import { readCaseFile } from '../../desk/case-file.ts';
import type { StoredCase } from '../../desk/case-store.ts';
import { receivedOf } from '../../desk/receipt.ts';
import type { Outgoing } from '../../message.ts';
import { button, movedToPrivate, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { citedRuns } from '../interview/cited.ts';
import { addEvidence, askForEvidence, dropEvidence } from './adding-evidence.ts';
import { closeWindow, openOwn } from './case-window.ts';
import { act, notReceiving, refused, withReceipts } from './receiving.ts';
import { showCase, showThread } from './showing.ts';
import { currentCase, inWindow, windowOf } from './window-state.ts';

/** So many receipts are sent at a time: the newest. */
const MOST_RECEIPTS = 3;

/** What the NHRCK does with a complaint that was withdrawn, before and after it has begun to look into it. */
export const NHRCK_WITHDRAWN = ['nhrck-act 제32조제1항제8호', 'nhrck-act 제32조제3항'];

type Move = (talk: Talk, stored: StoredCase) => Reply | Promise<Reply>;

const moves: Readonly<Record<Exclude<FiledMove, 'open' | 'close'>, Move>> = {
  reply: askForReply,
  messages: showThread,
  evidence: askForEvidence,
  'evidence-add': addEvidence,
  'evidence-drop': dropEvidence,
  receipt: sendReceipts,
  withdraw: askToWithdraw,
  'withdraw-sure': withdraw,
  'withdraw-not': (talk, stored) => showCase(talk, stored, [say(talk.words.filing.notWithdrawn)]),
};

/** Something done with a case that was sent in. */
export async function moveFiled(talk: Talk, to: FiledMove): Promise<Reply> {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'case');
  if (!talk.parts.intake) return notReceiving(talk);
  if (to === 'open') return openOwn(talk);
  if (to === 'close') return closeWindow(talk);
  const stored = await currentCase(talk);
  // The window has closed by itself, or the time of the case is over.
  return stored ? moves[to](talk, stored) : openOwn(talk);
}

function askForReply(talk: Talk, { id }: StoredCase): Reply {
  const { institution = '' } = talk.parts.intake ?? {};
  const line = fill(talk.words.filing.replyNow, { institution });
  const stop = button(talk.words.filing.notNow, { do: 'filed', to: 'close' });
  return replyWith(
    talk,
    'case-reply-asked',
    [say(line, [stop])],
    inWindow(talk, id, { waiting: 'reply' }),
  );
}

/** What was typed after "reply": sent at once, as it is. Registration numbers may not be taken. */
export function sendReply(talk: Talk, stored: StoredCase, text: string): Reply {
  const { filing, interview } = talk.words;
  const masked = maskPersonalData(text, ['resident-number']);
  const acted = act(talk, stored, [{ do: 'message', text: masked.text }]);
  if (typeof acted === 'string') return refused(talk, acted);
  const notes = masked.kinds.length > 0 ? [say(interview.numberMasked)] : [];
  const again = button(filing.replyAgain, { do: 'filed', to: 'reply' });
  const open = button(filing.open, { do: 'filed', to: 'open' });
  const sent = say(filing.replySent, [again, open]);
  return {
    ...replyWith(talk, 'case-replied', [...notes, sent], inWindow(talk, stored.id)),
    ...(acted.filed && { filed: acted.filed }),
  };
}

function sendReceipts(talk: Talk, stored: StoredCase): Reply {
  const file = readCaseFile(stored.file);
  const received = receivedOf(file).slice(-MOST_RECEIPTS);
  const reply = replyWith(talk, 'receipts-sent', [], inWindow(talk, stored.id));
  return withReceipts(talk, reply, file, received);
}

/** Asked twice: it cannot be undone. What follows from it is said first. */
function askToWithdraw(talk: Talk, stored: StoredCase): Reply {
  const { filing } = talk.words;
  const { retentionDays: days = 0 } = talk.parts.intake ?? {};
  const isNhrck = readCaseFile(stored.file).document === 'nhrck';
  const ask: Outgoing = {
    kind: 'message',
    blocks: [
      { kind: 'paragraph', runs: [{ text: fill(filing.withdrawAsk, { days }) }] },
      ...(isNhrck
        ? [
            {
              kind: 'paragraph' as const,
              runs: citedRuns(talk, filing.withdrawNhrck, NHRCK_WITHDRAWN),
            },
          ]
        : []),
    ],
    choices: [
      button(filing.withdrawSure, { do: 'filed', to: 'withdraw-sure' }),
      button(filing.withdrawNot, { do: 'filed', to: 'withdraw-not' }),
    ],
  };
  return replyWith(
    talk,
    'case-withdraw-asked',
    [ask],
    inWindow(talk, stored.id, { waiting: 'withdraw' }),
  );
}

/** An old button takes nothing back by mistake. */
function withdraw(talk: Talk, stored: StoredCase): Reply {
  if (windowOf(talk)?.waiting !== 'withdraw') return askToWithdraw(talk, stored);
  const acted = act(talk, stored, [{ do: 'withdraw' }]);
  if (typeof acted === 'string') return refused(talk, acted);
  const line = say(talk.words.filing.withdrawn);
  return {
    ...replyWith(talk, 'case-withdrawn', [line], inWindow(talk, stored.id)),
    ...(acted.filed && { filed: acted.filed }),
  };
}
