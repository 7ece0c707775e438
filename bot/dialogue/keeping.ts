import { heading, paragraph } from '../answer-blocks.ts';
import { ended } from '../state.ts';
import type { KeptData } from '../store.ts';
import {
  button,
  keepingDays,
  keepingLine,
  movedToPrivate,
  type Reply,
  replyWith,
  say,
  type Talk,
} from '../talk.ts';
import { fill } from '../words.ts';
import { resumeChoices } from './evidence.ts';
import { pausingInterview } from './interview/asking.ts';
import { modelChoices, modelPrivacy } from './model-use.ts';

/** /privacy: what is kept at this moment, why, how long, and who can read along. */
export async function explainKeeping(talk: Talk): Promise<Reply> {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'privacy');
  const { chat } = talk.words;
  const kept = await talk.lookUp.kept();
  const readers = {
    telegram: chat.readersTelegram,
    slack: chat.readersSlack,
    web: chat.readersWeb,
  };
  return replyWith(talk, 'privacy', [
    {
      kind: 'message',
      blocks: [
        heading(chat.privacyTitle),
        ...paragraph(fill(chat.privacyWhat, countsOf(kept))),
        ...paragraph(chat.privacyWhy),
        ...paragraph(fill(chat.privacyHowLong, keepingDays(talk))),
        ...paragraph(readers[talk.incoming.platform]),
        ...paragraph(modelPrivacy(talk)),
        ...paragraph(chat.privacyRights),
        ...paragraph(filedNote(talk)),
      ],
      choices: [
        button(chat.exportButton, { do: 'export' }),
        button(chat.eraseButton, { do: 'command', command: 'forget' }),
        ...modelChoices(talk),
      ],
    },
  ]);
}

/** What was sent in lies with the institution: /forget does not reach it. Nothing where nothing is received. */
function filedNote({ parts: { intake }, words, state }: Talk): string {
  if (!intake) return '';
  const { institution, retentionDays: days } = intake;
  return fill(words.filing.keeping, { institution, days, count: state.filed?.length ?? 0 });
}

/** The message in hand is not answered yet; to the person it is. */
const countsOf = ({ conversations, messagesWaiting, files }: KeptData) => ({
  conversations,
  waiting: Math.max(0, messagesWaiting - 1),
  files: files.filter(({ purpose }) => purpose === 'evidence').length,
});

/** Everything that is kept about the person here, as a file. */
export async function exportKept(talk: Talk): Promise<Reply> {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'privacy');
  const kept = await talk.lookUp.kept();
  const content = {
    ...kept,
    states: kept.states.map((state): unknown => JSON.parse(state)),
    files: kept.files.map(({ savedAt, ...file }) => ({
      ...file,
      savedAt: new Date(savedAt).toISOString(),
    })),
  };
  const id = talk.parts.newId();
  const file = { id, name: 'facerights-kept.json', mediaType: 'application/json' };
  const bytes = new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`);
  const blocks = [...paragraph(talk.words.chat.exportFile), ...paragraph(filedNote(talk))];
  return {
    ...replyWith(talk, 'exported', [
      { kind: 'file', file: id, name: file.name, mediaType: file.mediaType, blocks },
    ]),
    files: [{ ...file, purpose: 'document', bytes }],
  };
}

/** /forget: asked once more, for it cannot be undone. */
export function askToForget(talk: Talk): Reply {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'forget');
  const { chat } = talk.words;
  const ask = say([chat.forgetAsk, filedWarning(talk)].filter(Boolean).join('\n'), [
    button(chat.forgetYes, { do: 'forget', isSure: true }),
    button(chat.forgetNo, { do: 'forget', isSure: false }),
  ]);
  return replyWith(talk, 'forget-asked', [ask], {
    ...pausingInterview(talk.state),
    dialogue: { kind: 'forget', askedAt: talk.now },
  });
}

/** Whoever has a case with the institution finds it only by its code after that. */
const filedWarning = ({ parts: { intake }, words, state }: Talk): string =>
  intake && state.filed?.length
    ? fill(words.filing.forgetWarning, { institution: intake.institution })
    : '';

export async function decideToForget(talk: Talk, isSure: boolean): Promise<Reply> {
  const { chat } = talk.words;
  // An old button erases nothing by mistake.
  if (talk.state.dialogue?.kind !== 'forget') return askToForget(talk);
  if (!isSure) {
    const left = say(chat.forgetKept, resumeChoices(talk));
    return replyWith(talk, 'forget-declined', [left], ended(talk.state));
  }
  const done = fill(chat.forgetDone, countsOf(await talk.lookUp.kept()));
  return {
    outcome: 'forgotten',
    language: talk.language,
    state: undefined,
    messages: [say(`${done} ${keepingLine(talk, chat.forgetLeft)}`)],
    erasesPerson: true,
  };
}
