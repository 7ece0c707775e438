import { MOST_EXHIBITS } from '../../desk/apply-person.ts';
import { type CaseExhibit, readCaseFile } from '../../desk/case-file.ts';
import type { StoredCase } from '../../desk/case-store.ts';
import { receivedOf } from '../../desk/receipt.ts';
import type { EvidenceItem } from '../../state.ts';
import { button, type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';
import {
  type FetchedFile,
  fetchItem,
  isTooLarge,
  type Problem,
  problemTexts,
  tooLarge,
  unstrippedNote,
} from '../evidence.ts';
import { act, refused, withReceipts } from './receiving.ts';
import { showCase } from './showing.ts';
import { currentCase, inWindow, windowOf } from './window-state.ts';

export function askForEvidence(talk: Talk, { id }: StoredCase): Reply {
  const line = say(talk.words.filing.sendEvidenceNow);
  return replyWith(talk, 'case-evidence-asked', [line], inWindow(talk, id));
}

/** A photo or a place while the window of a case is open: nothing of it is kept before the person agrees. */
export async function offerToAdd(talk: Talk, item: EvidenceItem): Promise<Reply | undefined> {
  const window = windowOf(talk);
  const stored = window && (await currentCase(talk));
  if (!window || !stored) return undefined;
  const { filing } = talk.words;
  const waiting = window.items ?? [];
  if (isTooLarge(item)) return replyWith(talk, 'evidence-too-large', [tooLarge(talk)]);
  const there = readCaseFile(stored.file).exhibits.length;
  if (there + waiting.length >= MOST_EXHIBITS) return refused(talk, 'too-many');
  const { institution = '', retentionDays: days = 0 } = talk.parts.intake ?? {};
  return replyWith(
    talk,
    'case-evidence-offered',
    [
      say(fill(filing.evidenceAsk, { institution, days }), [
        button(filing.evidenceAdd, { do: 'filed', to: 'evidence-add' }),
        button(filing.evidenceDrop, { do: 'filed', to: 'evidence-drop' }),
      ]),
    ],
    inWindow(talk, stored.id, { waiting: 'evidence', items: [...waiting, item] }),
  );
}

/** The person agreed: all of them go to the case, or it is said which did not. */
export async function addEvidence(talk: Talk, stored: StoredCase): Promise<Reply> {
  const items = windowOf(talk)?.items ?? [];
  if (items.length === 0) return askForEvidence(talk, stored);
  const fetched: FetchedFile[] = [];
  const problems: Problem[] = [];
  // One after the other: a photo that is looked at takes memory.
  for (const item of items) {
    const one = await fetchItem(talk, item);
    if ('problem' in one) problems.push(one.problem);
    else fetched.push(one);
  }
  const failed = problemTexts(talk, problems);
  if (fetched.length === 0) return showCase(talk, stored, failed);
  const exhibits = fetched.map((one) => exhibitOf(one, talk.now));
  const files = fetched.map(({ file: { id, bytes } }) => ({ id, bytes }));
  const acted = act(talk, stored, [{ do: 'add-evidence', exhibits }], { files });
  if (typeof acted === 'string') return refused(talk, acted);
  const line = say(fill(talk.words.filing.evidenceAdded, { count: fetched.length }));
  const notes = unstrippedNote(
    talk,
    fetched.map(({ exhibit }) => exhibit),
  );
  const state = inWindow(talk, stored.id);
  const reply = replyWith(talk, 'case-evidence-added', [...failed, line, ...notes], state);
  const received = receivedOf(acted.file).filter(({ at }) => at === talk.now);
  return { ...withReceipts(talk, reply, acted.file, received), filed: acted.filed };
}

/** What a camera noted of time and place stays out of it: nobody asked about it here. */
function exhibitOf({ file, exhibit }: FetchedFile, addedAt: number): CaseExhibit {
  const { caption, mediaType, sha256, isStripped, place, usesNoted } = exhibit;
  return {
    file: file.id,
    caption,
    mediaType,
    size: file.bytes.length,
    sha256,
    isStripped,
    ...(usesNoted && place && { place }),
    addedAt,
  };
}

export const dropEvidence = (talk: Talk, stored: StoredCase): Reply =>
  showCase(talk, stored, [say(talk.words.chat.evidenceDropped)]);
