import { createHash } from 'node:crypto';
import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import type { Answers, Question } from '../../knowledge/casework/questions.ts';
import type { Language } from '../../knowledge/language.ts';
import { draftOf } from '../draft.ts';
import type { Formal } from '../formal-state.ts';
import type { Platform } from '../message.ts';
import type { Exhibit } from '../state.ts';
import type { FileFacts } from '../store.ts';
import type { BotParts } from '../talk.ts';
import type { AuditEntry } from './audit.ts';
import type { CaseExhibit, CaseFile } from './case-file.ts';

export interface SubmissionOf {
  readonly document: string;
  readonly answers: Answers;
  readonly exhibits: readonly Exhibit[];
  /** An answer in formal sentences, as it stands in the document. */
  readonly formal?: Formal | undefined;
  /** Milliseconds since 1970: the document bears the day in Korea. */
  readonly now: number;
  /** False: answers to sensitive questions stay out of it. */
  readonly withSensitive: boolean;
}

/** What would be sent, exactly. */
export interface Submission extends SubmissionOf {
  /** The Korean document as plain text; lines for name and address are blank. */
  readonly text: string;
  readonly documentSha256: string;
  /** Sensitive questions that were answered, whether or not they are in it. */
  readonly sensitive: readonly Question[];
}

/** Undefined for a document that we do not have. */
export async function prepareSubmission(
  parts: Pick<BotParts, 'casework' | 'settings' | 'renderDocument'>,
  of: SubmissionOf,
): Promise<Submission | undefined> {
  const sensitive = parts.casework.questions.filter(
    ({ id, isSensitive }) => isSensitive && isSaid(of.answers[id]),
  );
  const hidden = of.withSensitive ? [] : sensitive.map(({ id }) => id);
  const answers = Object.fromEntries(
    Object.entries(of.answers).filter(([id]) => !hidden.includes(id)),
  );
  const draft = draftOf(parts, { ...of, answers, language: 'ko' });
  if (!draft) return undefined;
  const bytes = await parts.renderDocument(draft, 'txt');
  const documentSha256 = createHash('sha256').update(bytes).digest('hex');
  return { ...of, answers, sensitive, documentSha256, text: new TextDecoder().decode(bytes) };
}

const isSaid = (given: readonly string[] = []): boolean =>
  given.length > 0 && !given.includes(UNKNOWN);

/** Answers that go along and do not stand in the document word for word: what was chosen, and texts that it leaves out. */
export const besideDocument = (
  { answers, text }: Submission,
  questions: readonly Question[],
): readonly { readonly question: Question; readonly given: readonly string[] }[] =>
  questions.flatMap((question) => {
    const given = answers[question.id];
    const isShown = question.kind === 'text' && given?.every((words) => text.includes(words));
    return isSaid(given) && given && !isShown ? [{ question, given }] : [];
  });

/** Exhibits of a conversation as a case has them. Undefined where the copy of one is not kept any more. */
export function caseExhibits(
  exhibits: readonly Exhibit[],
  kept: readonly FileFacts[],
  now: number,
): readonly CaseExhibit[] | undefined {
  const sizes = new Map(kept.map(({ id, size }) => [id, size]));
  const found = exhibits.flatMap((exhibit): readonly CaseExhibit[] => {
    const { file, caption, mediaType, sha256, isStripped, takenAt, place, usesNoted } = exhibit;
    const size = sizes.get(file);
    if (size === undefined) return [];
    return [
      {
        file,
        caption,
        mediaType,
        size,
        sha256,
        isStripped,
        ...(usesNoted && takenAt && { takenAt }),
        ...(usesNoted && place && { place }),
        addedAt: now,
      },
    ];
  });
  return found.length === exhibits.length ? found : undefined;
}

export interface NewCase {
  readonly id: string;
  readonly submission: Submission;
  readonly exhibits: readonly CaseExhibit[];
  readonly hasIdentity: boolean;
  readonly language: Language;
  readonly platform: Platform;
  /** Of a case that has just come in. */
  readonly status: string;
}

/** A case as it comes in, with its first line of the history and of the audit log. */
export function newCaseFile(input: NewCase): {
  readonly file: CaseFile;
  readonly audit: AuditEntry;
} {
  const { id, submission, exhibits, hasIdentity, language, platform, status } = input;
  const { now, document, documentSha256, formal } = submission;
  const details = {
    document,
    platform,
    exhibits: String(exhibits.length),
    identity: hasIdentity ? 'yes' : 'no',
  };
  const answers = Object.fromEntries(
    Object.entries(submission.answers).map(([question, values]) => [question, [...values]]),
  );
  const file: CaseFile = {
    version: 1,
    id,
    receivedAt: now,
    language,
    platform,
    document,
    statements: [{ at: now, answers, documentSha256, ...(formal && { formal }) }],
    exhibits: [...exhibits],
    hasIdentity,
    status,
    statusSince: now,
    supplements: [],
    messages: [],
    notes: [],
    tasks: [],
    letters: [],
    identityRequests: [],
    recused: [],
    merged: [],
    history: [{ no: 1, at: now, by: 'person', what: RECEIVED, details }],
    done: [],
  };
  return { file, audit: { at: now, actor: 'person', action: RECEIVED, case: id, details } };
}

/** The first line of every history. */
export const RECEIVED = 'case-received';
