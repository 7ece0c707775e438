import type { FigureRow } from '../../knowledge/triage/figures.ts';
import type { Likeness } from '../../knowledge/triage/same-place.ts';
import type { Move, WrittenLetter } from '../../knowledge/triage/triage.ts';
import type { ActionKey, PersonAction, Refusal, StaffAction } from './case-actions.ts';
import type { CaseFile, CaseLetter } from './case-file.ts';
import type { CaseAttachment, StoredCase } from './case-store.ts';
import type { CaseHead, QueuePage, QueueQuery } from './queue.ts';
import type { Staff } from './staff.ts';

export type Done<T = CaseFile> =
  | { readonly isDone: true; readonly value: T }
  | { readonly isDone: false; readonly why: Refusal };

/** A case as one member of staff may see it. */
export type OpenedCase =
  | {
      readonly access: 'full';
      readonly file: CaseFile;
      readonly head: CaseHead;
      readonly version: number;
      readonly moves: readonly Move[];
      readonly letters: readonly CaseLetter[];
      /** True: who sent it is shown only after a second person agreed. */
      readonly needsSecondPerson: boolean;
    }
  | {
      readonly access: 'exists';
      readonly head: Pick<CaseHead, 'id' | 'reference' | 'receivedOn' | 'status'>;
    };

/** Everything staff can do, for the pages, for Slack and for tests. Every call checks the right to it and writes the audit log. */
export interface CaseDesk {
  queue(who: Staff, query: QueueQuery): Promise<QueuePage>;
  /** Undefined: there is none. Opening is written to the audit log. */
  open(who: Staff, id: string): Promise<OpenedCase | undefined>;
  /** By id, or by reference as people say it. */
  find(reference: string): Promise<string | undefined>;
  act(who: Staff, id: string, action: StaffAction, key: ActionKey): Promise<Done>;
  /** Gathers cases into one; each keeps everything. */
  merge(who: Staff, into: string, ids: readonly string[], key: ActionKey): Promise<Done>;
  split(who: Staff, id: string, key: ActionKey): Promise<Done>;
  /** Who sent it, after a request with a reason (and, in the strict setting, a second person). */
  identity(who: Staff, id: string, no: number): Promise<Done<Readonly<Record<string, string>>>>;
  evidence(who: Staff, id: string, file: string): Promise<Done<Uint8Array>>;
  similar(who: Staff, id: string): Promise<readonly (Likeness & { readonly head: CaseHead })[]>;
  /** A letter as it would be sent now, every citation proven. */
  writeLetter(
    who: Staff,
    id: string,
    letter: {
      readonly letter: string;
      readonly ground?: string;
      readonly body?: string;
      readonly missing?: string;
    },
  ): Promise<Done<WrittenLetter>>;
  /** Heads of all cases, for figures; the caller suppresses small numbers. */
  heads(who: Staff): Promise<Done<readonly CaseHead[]>>;
  /** What is counted, one row for each case. */
  figureRows(who: Staff): Promise<Done<readonly FigureRow[]>>;
}

/** The person's side: a case by its code, or by the conversation that sent it. */
export interface CaseIntake {
  byCode(code: string): Promise<StoredCase | undefined>;
  /** Writes an action of the person made on a page, without a conversation. `files`: the bytes of new exhibits. */
  act(
    stored: StoredCase,
    action: PersonAction,
    key: ActionKey,
    more?: { readonly files?: readonly CaseAttachment[]; readonly identity?: string },
  ): Promise<Done>;
}
