import { heading, paragraph, plain } from '../../answer-blocks.ts';
import { FILED_PICKS, type SubmitMove } from '../../choices.ts';
import {
  type CaseExhibit,
  type CaseFile,
  caseReference,
  writeCaseFile,
} from '../../desk/case-file.ts';
import type { Intake } from '../../desk/intake.ts';
import { receivedOf } from '../../desk/receipt.ts';
import { formatReceiptCode, newReceiptCode } from '../../desk/receipt-code.ts';
import { caseExhibits, newCaseFile, type Submission } from '../../desk/submission.ts';
import type { Filed, Submitting } from '../../filed-state.ts';
import type { Content, Outgoing } from '../../message.ts';
import type { ConversationState, Exhibit } from '../../state.ts';
import { button, movedToPrivate, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import { offerStart } from '../interview/consenting.ts';
import { openButton } from './opening.ts';
import { showPreview, withoutNameBlocks } from './previewing.ts';
import { act, notReceiving, refused, withReceipts } from './receiving.ts';
import { type OpenFiled, openFiled, submissionOf } from './submitted-draft.ts';

/** What the person decides on seeing what would be sent. */
export async function decideToSubmit(talk: Talk, to: SubmitMove): Promise<Reply> {
  if (talk.incoming.audience === 'group') return movedToPrivate(talk, 'complaint');
  const { intake } = talk.parts;
  if (!intake) return notReceiving(talk);
  const shown = talk.state.case?.submitting;
  if (!shown) return alreadyDone(talk);
  if (to === 'not') return refuseToSubmit(talk);
  if (to === 'without-sensitive') {
    return showPreview(talk, shown.document, { withSensitive: false });
  }
  const open = await openFiled(talk, shown.document);
  if ((to === 'correct') !== (open?.filed.id === shown.id))
    return showPreview(talk, shown.document);
  if (open) return correct(talk, open, shown);
  return submit(talk, intake, shown, { isTold: to === 'told-here', identity: {} });
}

/** An old button: the case is there, or nothing was shown that could be sent. */
function alreadyDone(talk: Talk): Reply {
  const last = talk.state.filed?.at(-1);
  if (!last) return offerStart(talk);
  return alreadySubmitted(talk, last.id);
}

const alreadySubmitted = (talk: Talk, id: string): Reply =>
  replyWith(talk, 'already-submitted', [
    say(talk.words.filing.alreadySubmitted, openButton(talk, id)),
  ]);

function refuseToSubmit(talk: Talk): Reply {
  const line = say(talk.words.filing.notSubmitted);
  return replyWith(talk, 'not-submitted', [line], withoutShown(talk.state));
}

/** What was to be sent is sent, or not to be sent any more. */
function withoutShown(state: ConversationState): ConversationState {
  if (!state.case) return state;
  const { submitting: _shown, ...kept } = state.case;
  return { ...state, case: kept };
}

/** A page showed the draft, and the person agreed there. */
export async function submitFromPage(
  talk: Talk,
  { document, documentSha256, withSensitive, identity }: Extract<Content, { kind: 'submission' }>,
): Promise<Reply> {
  const { intake } = talk.parts;
  if (!intake) return notReceiving(talk);
  const sent = talk.state.filed?.find((one) => one.documentSha256 === documentSha256);
  if (sent?.document === document) return alreadySubmitted(talk, sent.id);
  const shown = { document, documentSha256, withSensitive };
  const open = await openFiled(talk, document);
  if (open) return correct(talk, open, { ...shown, id: open.filed.id });
  return submit(talk, intake, { ...shown, id: talk.parts.newId() }, { isTold: false, identity });
}

/** The draft as it is now, where that is what was shown; else what to say instead. */
async function asShown(
  talk: Talk,
  shown: Submitting,
): Promise<{ submission: Submission } | { reply: Reply }> {
  const { withSensitive, document } = shown;
  const submission = await submissionOf(talk, document, { withSensitive });
  if (!submission) return { reply: offerStart(talk) };
  if (submission.documentSha256 === shown.documentSha256) return { submission };
  const before = [say(talk.words.filing.changedSince)];
  return { reply: await showPreview(talk, document, { withSensitive, before }) };
}

/** Copies of all evidence, or undefined: a case is complete or not sent. */
async function copiesOf(
  { lookUp, now }: Talk,
  exhibits: readonly Exhibit[],
): Promise<readonly CaseExhibit[] | undefined> {
  if (exhibits.length === 0) return [];
  return caseExhibits(exhibits, await lookUp.evidence(), now);
}

const evidenceMissing = (talk: Talk): Reply =>
  replyWith(talk, 'evidence-missing', [say(talk.words.filing.evidenceMissing)]);

interface Terms {
  /** The person wants to be told of news here. */
  readonly isTold: boolean;
  readonly identity: Readonly<Record<string, string>>;
}

async function submit(
  talk: Talk,
  intake: Intake,
  shown: Submitting,
  { isTold, identity }: Terms,
): Promise<Reply> {
  const { parts, language, incoming, now } = talk;
  const { id } = shown;
  if (await talk.lookUp.caseById(id)) return alreadySubmitted(talk, id);
  const seen = await asShown(talk, shown);
  if ('reply' in seen) return seen.reply;
  const { submission } = seen;
  const exhibits = await copiesOf(talk, submission.exhibits);
  if (!exhibits) return evidenceMissing(talk);
  const hasIdentity = Object.keys(identity).length > 0;
  const { platform } = incoming;
  const status = intake.triage.first;
  const made = { id, submission, exhibits, hasIdentity, language, platform, status };
  const { file, audit } = newCaseFile(made);
  const code = newReceiptCode(parts.newSecret);
  const state = withFiled(withoutShown(talk.state), { ...shown, at: now });
  const done = doneMessage({ ...talk, state }, file, { code, isTold });
  const change = {
    id,
    expects: 0,
    file: writeCaseFile(file),
    code,
    ...(hasIdentity && { identity: JSON.stringify(identity) }),
    copiesHere: exhibits.map((one) => one.file),
    linksHere: isTold,
  };
  const reply = replyWith(talk, 'submitted', [done], state);
  const filed = { changes: [change], audit: [audit] };
  return { ...withReceipts(talk, reply, file, receivedOf(file)), filed };
}

function withFiled(state: ConversationState, filed: Filed): ConversationState {
  const others = (state.filed ?? []).filter(({ id }) => id !== filed.id);
  return { ...state, filed: [...others, filed].slice(-FILED_PICKS.length) };
}

/** The code is said once, here: nobody has it after that but the person. */
function doneMessage(
  talk: Talk,
  file: CaseFile,
  { code, isTold }: { readonly code: string; readonly isTold: boolean },
): Outgoing {
  const { words, parts } = talk;
  const { filing } = words;
  const { institution = '' } = parts.intake ?? {};
  const outline = parts.casework.outlines.get(file.document);
  const { baseUrl } = parts.settings;
  return {
    kind: 'message',
    blocks: [
      heading(fill(filing.submitted, { institution })),
      ...paragraph(fill(filing.submittedReference, { reference: caseReference(file) })),
      { kind: 'paragraph', runs: [{ text: filing.codeLabel }, { text: ' ' }] },
      { kind: 'paragraph', runs: [{ text: formatReceiptCode(code), isBold: true }] },
      ...paragraph(filing.codeKeep),
      ...paragraph(isTold ? filing.toldHere : filing.notTold),
      ...(outline && !file.hasIdentity && outline.identity.length > 0
        ? [...paragraph(filing.submittedNameless), ...withoutNameBlocks(talk, outline)]
        : []),
      ...(baseUrl ? [{ kind: 'note' as const, runs: plain(`${baseUrl}/case`) }] : []),
      { kind: 'note', runs: plain(filing.draftStays) },
    ],
    choices: [
      ...openButton(talk, file.id),
      button(words.interview.destroy, { do: 'case', to: 'destroy' }),
    ],
  };
}

/** What changed in the draft goes to the case, with evidence that came since. The first version stays there as well. */
async function correct(talk: Talk, open: OpenFiled, shown: Submitting): Promise<Reply> {
  const seen = await asShown(talk, shown);
  if ('reply' in seen) return seen.reply;
  const { submission } = seen;
  const there = new Set(open.file.exhibits.map(({ file }) => file));
  const fresh = submission.exhibits.filter(({ file }) => !there.has(file));
  const exhibits = await copiesOf(talk, fresh);
  if (!exhibits) return evidenceMissing(talk);
  const { answers, documentSha256, formal } = submission;
  const acted = act(
    talk,
    open.stored,
    [
      { do: 'correct', answers, documentSha256, formal },
      ...(exhibits.length > 0 ? [{ do: 'add-evidence' as const, exhibits }] : []),
    ],
    { copiesHere: exhibits.map(({ file }) => file) },
  );
  if (typeof acted === 'string') return refused(talk, acted);
  const state = withFiled(withoutShown(talk.state), { ...shown, at: talk.now });
  const line = say(talk.words.filing.corrected, openButton({ ...talk, state }, shown.id));
  const reply = replyWith(talk, 'corrected', [line], state);
  const received = receivedOf(acted.file).filter(({ at }) => at === talk.now);
  return { ...withReceipts(talk, reply, acted.file, received), filed: acted.filed };
}
