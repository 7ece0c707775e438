import { createHash } from 'node:crypto';
import { DeliveryError } from '../channel.ts';
import type { EvidenceProblem, InspectedEvidence } from '../evidence-file.ts';
import { extensionOf } from '../media-type.ts';
import type { Choice, Outgoing } from '../message.ts';
import { type EvidenceItem, type Exhibit, ended } from '../state.ts';
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
import { pausingInterview } from './interview/asking.ts';

/** As many as an exhibit list of a complaint needs; more than that nobody reads. */
export const MOST_FILES = 20;

/** Above the photos of phones, below what a platform lets a bot fetch (20 MB). */
const LARGEST_MEGABYTES = 15;

const BYTES_IN_MEGABYTE = 1_000_000;

/** As the platform says; what comes is looked at again. */
export const isTooLarge = (item: EvidenceItem): boolean =>
  item.kind === 'file' && (item.size ?? 0) > LARGEST_MEGABYTES * BYTES_IN_MEGABYTE;

/** A photo or a place came: nothing of it is kept before the person agrees. */
export async function offerToKeep(talk: Talk, item: EvidenceItem): Promise<Reply> {
  const { incoming, state, words, now } = talk;
  const { chat } = words;
  if (incoming.audience === 'group') return movedToPrivate(talk, 'complaint');
  if (isTooLarge(item)) {
    return replyWith(talk, 'evidence-too-large', [tooLarge(talk)]);
  }
  const waiting = state.dialogue?.kind === 'evidence' ? state.dialogue.items : [];
  const kept = (await talk.lookUp.evidence()).length;
  if (kept + waiting.length >= MOST_FILES) {
    return replyWith(talk, 'evidence-too-many', [
      say(fill(chat.evidenceTooMany, { most: MOST_FILES })),
    ]);
  }
  return replyWith(talk, 'evidence-offered', [askToKeep(talk)], {
    ...pausingInterview(state),
    dialogue: { kind: 'evidence', askedAt: now, items: [...waiting, item] },
  });
}

/** Whether what was sent may be kept. */
export function askToKeep(talk: Talk): Outgoing {
  const { chat } = talk.words;
  return say(keepingLine(talk, chat.evidenceAsk), [
    button(chat.evidenceKeep, { do: 'evidence', isKept: true }),
    button(chat.evidenceDrop, { do: 'evidence', isKept: false }),
  ]);
}

/** Offered once what came between is settled. */
export const resumeChoices = ({ state, words }: Talk): readonly Choice[] =>
  state.paused?.kind === 'interview' ? [button(words.chat.resume, { do: 'resume' })] : [];

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
  const fetched: Fetched[] = [];
  // One after the other: a photo that is looked at takes memory.
  for (const item of state.dialogue.items) fetched.push(await fetchItem(talk, item));
  const files = fetched.flatMap((result) => ('file' in result ? [result.file] : []));
  const exhibits = fetched.flatMap((result) => ('file' in result ? [result.exhibit] : []));
  const problems = fetched.flatMap((result) => ('problem' in result ? [result.problem] : []));
  const count = (await talk.lookUp.evidence()).length + files.length;
  const done =
    files.length > 0 ? [say(fill(chat.evidenceKept, { count }), resumeChoices(talk))] : [];
  const kept = [...(state.exhibits ?? []), ...exhibits];
  return {
    ...replyWith(
      talk,
      files.length > 0 ? 'evidence-kept' : 'evidence-refused',
      [
        ...problemTexts(talk, problems),
        ...done,
        ...unstrippedNote(talk, exhibits),
        ...askAboutNoted(talk, exhibits),
      ],
      { ...ended(state), ...(kept.length > 0 && { exhibits: kept }) },
    ),
    files,
  };
}

export type Problem = 'failed' | 'too-large' | EvidenceProblem;
export interface FetchedFile {
  readonly file: NewFile;
  readonly exhibit: Exhibit;
}
type Fetched = FetchedFile | { readonly problem: Problem };

/** Gets what the person sent and looks at it: a copy without what the camera noted, or why it cannot be taken. */
export async function fetchItem({ lookUp, parts }: Talk, item: EvidenceItem): Promise<Fetched> {
  const id = parts.newId();
  if (item.kind === 'place') {
    const { latitude, longitude } = item;
    const bytes = new TextEncoder().encode(JSON.stringify({ latitude, longitude }));
    const mediaType = 'application/json';
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    // Sent as a place, and kept with consent: it need not be asked about again.
    const exhibit = {
      ...exhibitOf(id, mediaType, { sha256, isStripped: true, place: { latitude, longitude } }),
      usesNoted: true,
    };
    return { file: { id, purpose: 'evidence', name: 'place.json', mediaType, bytes }, exhibit };
  }
  try {
    const original = await lookUp.fetchFile(item);
    if (original.length > LARGEST_MEGABYTES * BYTES_IN_MEGABYTE) return { problem: 'too-large' };
    const seen = await parts.inspectEvidence(original);
    if ('problem' in seen) return seen;
    const { type, bytes, ...facts } = seen;
    const name = `evidence.${extensionOf(type)}`;
    return {
      file: { id, purpose: 'evidence', name, mediaType: type, bytes },
      exhibit: exhibitOf(id, type, facts, item.caption),
    };
  } catch (error) {
    if (error instanceof DeliveryError) return { problem: 'failed' };
    throw error;
  }
}

const exhibitOf = (
  file: string,
  mediaType: string,
  { sha256, isStripped, takenAt, place }: Omit<InspectedEvidence, 'type' | 'bytes'>,
  caption = '',
): Exhibit => ({
  file,
  caption,
  mediaType,
  sha256,
  isStripped,
  ...(takenAt && { takenAt }),
  ...(place && { place }),
  usesNoted: false,
});

/** Of some kinds of files what the camera noted cannot be taken off; whoever sends them has to know. */
export function unstrippedNote({ words }: Talk, exhibits: readonly Exhibit[]): readonly Outgoing[] {
  const types = new Set(
    exhibits.filter(({ isStripped }) => !isStripped).map(({ mediaType }) => mediaType),
  );
  const type = [...types].map((one) => one.split('/').at(-1)?.toUpperCase()).join(', ');
  return types.size > 0 ? [say(fill(words.interview.notStripped, { type }))] : [];
}

/** Time and place of a photo are the person's to use. */
function askAboutNoted(talk: Talk, exhibits: readonly Exhibit[]): readonly Outgoing[] {
  const { interview } = talk.words;
  const open = exhibits.filter(({ usesNoted }) => !usesNoted);
  const noted = open.flatMap(({ takenAt, place }) => [
    ...(takenAt ? [takenAt.replace('T', ' ')] : []),
    ...(place ? [`${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`] : []),
  ]);
  if (noted.length === 0) return [];
  return [
    say(fill(interview.notedAsk, { noted: [...new Set(noted)].join(' · ') }), [
      button(interview.notedUse, { do: 'case', to: 'use-noted' }),
      button(interview.notedLeave, { do: 'case', to: 'leave-noted' }),
    ]),
  ];
}

/** Each kind of problem once. */
export const problemTexts = (talk: Talk, problems: readonly Problem[]): readonly Outgoing[] =>
  [...new Set(problems)].map((problem) => problemText(talk, problem));

function problemText(talk: Talk, problem: Problem): Outgoing {
  const { chat } = talk.words;
  switch (problem) {
    case 'failed':
      return say(chat.evidenceFailed);
    case 'refused':
      return say(chat.evidenceRefused);
    case 'broken':
    case 'too-many-pixels':
      return say(chat.evidenceBroken);
    case 'too-large':
      return tooLarge(talk);
  }
}

export const tooLarge = ({ words }: Talk): Outgoing =>
  say(fill(words.chat.evidenceTooLarge, { megabytes: LARGEST_MEGABYTES }));
