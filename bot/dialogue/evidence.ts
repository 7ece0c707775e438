import { DeliveryError } from '../channel.ts';
import { evidenceType, extensionOf } from '../media-type.ts';
import type { Choice, Outgoing } from '../message.ts';
import { type ConversationState, type EvidenceItem, ended } from '../state.ts';
import type { NewFile } from '../store.ts';
import {
  button,
  keepingLine,
  movedToPrivate,
  type Reply,
  replyWith,
  say,
  type Talk,
} from '../talk.ts';
import { fill } from '../words.ts';

/** As many as an exhibit list of a complaint needs; more than that nobody reads. */
const MOST_FILES = 20;

/** Above the photos of phones, below what a platform lets a bot fetch (20 MB). */
const LARGEST_MEGABYTES = 15;

const BYTES_IN_MEGABYTE = 1_000_000;

/** A photo or a place came: nothing of it is kept before the person agrees. */
export async function offerToKeep(talk: Talk, item: EvidenceItem): Promise<Reply> {
  const { incoming, state, words, now } = talk;
  const { chat } = words;
  if (incoming.audience === 'group') return movedToPrivate(talk, 'complaint');
  if (item.kind === 'file' && (item.size ?? 0) > LARGEST_MEGABYTES * BYTES_IN_MEGABYTE) {
    return replyWith(talk, 'evidence-too-large', [tooLarge(talk)]);
  }
  const waiting = state.dialogue?.kind === 'evidence' ? state.dialogue.items : [];
  const kept = (await talk.lookUp.evidence()).length;
  if (kept + waiting.length >= MOST_FILES) {
    return replyWith(talk, 'evidence-too-many', [
      say(fill(chat.evidenceTooMany, { most: MOST_FILES })),
    ]);
  }
  const ask = say(keepingLine(talk, chat.evidenceAsk), [
    button(chat.evidenceKeep, { do: 'evidence', isKept: true }),
    button(chat.evidenceDrop, { do: 'evidence', isKept: false }),
  ]);
  return replyWith(talk, 'evidence-offered', [ask], {
    ...pausingGuide(state),
    dialogue: { kind: 'evidence', askedAt: now, items: [...waiting, item] },
  });
}

/** A guide that is under way can be gone on with afterwards; photos go on waiting for an answer. */
export function pausingGuide(state: ConversationState): ConversationState {
  const { dialogue } = state;
  return dialogue?.kind === 'guide' ? { ...ended(state), paused: dialogue } : state;
}

/** Offered once what came between is settled. */
export const resumeChoices = ({ state, words }: Talk): readonly Choice[] =>
  state.paused?.kind === 'guide' ? [button(words.chat.resume, { do: 'resume' })] : [];

/** The person agreed, or did not. */
export async function decideOnEvidence(talk: Talk, isKept: boolean): Promise<Reply> {
  const { state, words } = talk;
  const { chat } = words;
  if (state.dialogue?.kind !== 'evidence') {
    return replyWith(talk, 'evidence-gone', [say(chat.evidenceGone)]);
  }
  if (!isKept) {
    const dropped = say(chat.evidenceDropped, resumeChoices(talk));
    return replyWith(talk, 'evidence-dropped', [dropped], ended(state));
  }
  const fetched = await Promise.all(state.dialogue.items.map((item) => fetchItem(talk, item)));
  const files = fetched.flatMap((result) => ('file' in result ? [result.file] : []));
  const complaints = new Set(
    fetched.flatMap((result) => ('problem' in result ? [result.problem] : [])),
  );
  const count = (await talk.lookUp.evidence()).length + files.length;
  const done =
    files.length > 0 ? [say(fill(chat.evidenceKept, { count }), resumeChoices(talk))] : [];
  return {
    ...replyWith(
      talk,
      files.length > 0 ? 'evidence-kept' : 'evidence-refused',
      [...complaints].map((problem) => problemText(talk, problem)).concat(done),
      ended(state),
    ),
    files,
  };
}

type Problem = 'failed' | 'refused' | 'too-large';

async function fetchItem(
  { lookUp, parts }: Talk,
  item: EvidenceItem,
): Promise<{ file: NewFile } | { problem: Problem }> {
  const id = parts.newId();
  if (item.kind === 'place') {
    const { latitude, longitude } = item;
    const bytes = new TextEncoder().encode(JSON.stringify({ latitude, longitude }));
    return {
      file: { id, purpose: 'evidence', name: 'place.json', mediaType: 'application/json', bytes },
    };
  }
  try {
    const bytes = await lookUp.fetchFile(item);
    if (bytes.length > LARGEST_MEGABYTES * BYTES_IN_MEGABYTE) return { problem: 'too-large' };
    const type = evidenceType(bytes);
    if (!type) return { problem: 'refused' };
    const name = `evidence.${extensionOf(type)}`;
    return { file: { id, purpose: 'evidence', name, mediaType: type, bytes } };
  } catch (error) {
    if (error instanceof DeliveryError) return { problem: 'failed' };
    throw error;
  }
}

function problemText(talk: Talk, problem: Problem): Outgoing {
  const { chat } = talk.words;
  switch (problem) {
    case 'failed':
      return say(chat.evidenceFailed);
    case 'refused':
      return say(chat.evidenceRefused);
    case 'too-large':
      return tooLarge(talk);
  }
}

const tooLarge = ({ words }: Talk): Outgoing =>
  say(fill(words.chat.evidenceTooLarge, { megabytes: LARGEST_MEGABYTES }));

/** How evidence goes into a complaint, and how much of it there is. */
export async function evidenceLine({ lookUp, words }: Talk): Promise<string> {
  return fill(words.chat.complaintEvidence, { count: (await lookUp.evidence()).length });
}
