import { paragraph, plain } from '../../answer-blocks.ts';
import type { PolishMove } from '../../choices.ts';
import { answerHash, type Formal, fitsAnswer } from '../../formal-state.ts';
import type { Block, Outgoing } from '../../message.ts';
import { accountSentences } from '../../model/drafting.ts';
import type { Case } from '../../state.ts';
import { button, movedToPrivate, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { askingFor, modelToOffer } from '../model-use.ts';
import { offerStart } from './consenting.ts';
import { showDraft } from './drafting.ts';
import { ACCOUNT, accountOf } from './polish-offer.ts';

/** The account in formal sentences: asked first, shown sentence by sentence, and in the draft only when the person says so. */
export async function polish(talk: Talk, document: string, to: PolishMove): Promise<Reply> {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'complaint');
  const { case: kept } = talk.state;
  if (!kept) return offerStart(talk);
  switch (to) {
    case 'ask':
      return ask(talk, document);
    case 'make':
      return make(talk, kept, document);
    case 'use':
      return use(talk, kept, document);
    case 'leave':
      return leave(talk, kept, document);
  }
}

/** Where the account would go, before any of it does. */
function ask(talk: Talk, document: string): Reply {
  const model = modelToOffer(talk);
  if (!model || !accountOf(talk)) return gone(talk, document);
  const { polishAsk, polishAskLocal, polishYes, polishNo } = talk.words.model;
  const { isLocal, provider } = model.facts;
  return replyWith(talk, 'polish-asked', [
    say(fill(isLocal ? polishAskLocal : polishAsk, { provider }), [
      button(polishYes, { do: 'polish', document, to: 'make' }),
      button(polishNo, { do: 'polish', document, to: 'leave' }),
    ]),
  ]);
}

async function make(talk: Talk, kept: Case, document: string): Promise<Reply> {
  const model = modelToOffer(talk);
  const account = accountOf(talk);
  if (!model || !account) return gone(talk, document);
  const said = accountSentences(account.text);
  const draft = await model.draft(said, account.language, askingFor(talk));
  if (!draft || draft.sentences.length === 0) {
    const { polishFailed } = talk.words.model;
    return replyWith(talk, 'polish-failed', [say(polishFailed, backToDraft(talk, document))]);
  }
  const proposed: Formal = {
    question: ACCOUNT,
    of: answerHash(account.given),
    language: account.language,
    sentences: draft.sentences.map(({ rests, ...one }) => ({ ...one, rests: [...rests] })),
  };
  return replyWith(talk, 'polish-proposed', [proposal(talk, document, proposed, said)], {
    ...talk.state,
    case: { ...kept, proposed },
  });
}

/** Each sentence with what it rests on, so that nothing slips in unread. */
function proposal(
  { words }: Talk,
  document: string,
  { sentences }: Formal,
  said: readonly string[],
): Outgoing {
  const { model } = words;
  const blocks = sentences.flatMap(({ text, rests, by }, at): readonly Block[] => {
    const typed = rests.map((place) => said[place] ?? '').join(' ');
    const note =
      by === 'person' ? model.polishAsTyped : fill(model.polishYouWrote, { words: typed });
    return [...paragraph(`${at + 1}. ${text}`), { kind: 'note', runs: plain(note) }];
  });
  return {
    kind: 'message',
    blocks: [{ kind: 'note', runs: plain(model.polishLabel) }, ...blocks],
    choices: [
      button(model.polishUse, { do: 'polish', document, to: 'use' }),
      button(model.polishLeave, { do: 'polish', document, to: 'leave' }),
    ],
  };
}

/** Only what was shown, and of the account as it is now. */
async function use(talk: Talk, kept: Case, document: string): Promise<Reply> {
  const { proposed, ...rest } = kept;
  if (!proposed || !fitsAnswer(proposed, kept.answers)) {
    // Pressed twice it is in the draft already.
    return kept.formal ? withDraft(talk, kept, document, 'polishUsed') : gone(talk, document);
  }
  return withDraft(talk, { ...rest, formal: proposed }, document, 'polishUsed');
}

function leave(talk: Talk, kept: Case, document: string): Promise<Reply> {
  const { proposed: _proposed, formal: _formal, ...rest } = kept;
  return withDraft(talk, rest, document, 'polishLeft');
}

/** The draft as it is now, with a word on what has changed. */
async function withDraft(
  talk: Talk,
  kept: Case,
  document: string,
  line: 'polishUsed' | 'polishLeft',
): Promise<Reply> {
  const state = { ...talk.state, case: kept };
  const shown = await showDraft({ ...talk, state }, document);
  const messages = [say(talk.words.model[line]), ...shown.messages];
  return { ...shown, outcome: line === 'polishUsed' ? 'polish-used' : 'polish-left', messages };
}

const gone = (talk: Talk, document: string): Reply =>
  replyWith(talk, 'polish-gone', [say(talk.words.model.polishGone, backToDraft(talk, document))]);

const backToDraft = ({ words }: Talk, document: string) => [
  button(words.model.polishBack, { do: 'draft', document }),
];
