import { may } from '../../bot/desk/permissions.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import { textDigest } from './case-fields.ts';
import type { FullCase } from './case-head.ts';
import type { CaseLabels } from './case-labels.ts';
import type { DeskContext } from './context.ts';

/** Common answers, in the order in which they are offered; the words file has a name and a text for each. */
export const REPLIES = ['detail', 'thanks', 'next'] as const;
export type ReplyId = (typeof REPLIES)[number];

/** What was said between the person and the staff, and what can be said now. */
export interface ThreadView {
  readonly messages: readonly {
    readonly no: number;
    readonly isPerson: boolean;
    readonly by: string;
    readonly at: string;
    readonly text: string;
    readonly readAt: string;
  }[];
  readonly hasUnread: boolean;
  /** In the language of the staff. */
  readonly replies: readonly { readonly id: ReplyId; readonly name: string }[];
  /** The common answer that was chosen, in the language of the person; empty where none was. */
  readonly draft: string;
}

export function threadView(
  context: DeskContext,
  { file }: FullCase,
  chosen: string | undefined,
  labels: CaseLabels,
): ThreadView {
  const { words, actor, moment } = labels;
  const reply = REPLIES.find((id) => id === chosen);
  return {
    messages: file.messages.map(({ no, from, by, at, text, readAt }) => ({
      no,
      isPerson: from === 'person',
      by: from === 'person' ? words['actor-person'] : actor(by ?? ''),
      at: moment(at),
      text,
      readAt: readAt === undefined ? '' : moment(readAt),
    })),
    hasUnread: file.messages.some(({ from, readAt }) => from === 'person' && readAt === undefined),
    replies: REPLIES.map((id) => ({ id, name: words[`reply-${id}`] })),
    draft: reply ? context.words[file.language].case[`reply-${reply}-text`] : '',
  };
}

/** Letters that were written, and which can be. */
export interface LettersView {
  readonly drafts: readonly LetterView[];
  readonly sent: readonly LetterView[];
  /** Those that fit the status or a move from it. */
  readonly offered: readonly { readonly id: string; readonly name: string }[];
}

interface LetterView {
  readonly no: number;
  readonly name: string;
  readonly ground: string;
  readonly by: string;
  readonly at: string;
  readonly sentAt: string;
  readonly text: string;
  /** Of the text as it is shown. */
  readonly digest: string;
}

export function lettersView(
  { triage }: DeskContext,
  { file, moves }: FullCase,
  labels: CaseLabels,
): LettersView {
  const views = file.letters.map((one) => ({
    no: one.no,
    name: labels.letter(one.letter),
    ground: one.ground ? labels.ground(one.ground) : '',
    by: labels.actor(one.by),
    at: labels.moment(one.at),
    sentAt: one.sentAt === undefined ? '' : labels.moment(one.sentAt),
    text: one.text,
    digest: textDigest(one.text),
  }));
  const ofStatus = [...triage.letters.values()].filter((one) => one.for === file.status);
  const ids = [...ofStatus.map(({ id }) => id), ...moves.flatMap(({ letters }) => letters)];
  return {
    drafts: views.filter(({ sentAt }) => !sentAt),
    sent: views.filter(({ sentAt }) => sentAt),
    offered: [...new Set(ids)]
      .filter((id) => triage.letters.has(id))
      .map((id) => ({ id, name: labels.letter(id) })),
  };
}

/** What only staff see: notes and tasks. */
export interface InsideView {
  readonly notes: readonly {
    readonly no: number;
    readonly by: string;
    readonly at: string;
    readonly text: string;
    readonly mentions: readonly string[];
  }[];
  readonly tasks: readonly {
    readonly no: number;
    readonly text: string;
    readonly by: string;
    readonly owner: string;
    readonly due: string;
    readonly isOverdue: boolean;
    readonly doneAt: string;
  }[];
  /** Who can be mentioned, and own a task. */
  readonly colleagues: readonly Pick<Staff, 'id' | 'name' | 'login'>[];
}

export function insideView(
  { file }: FullCase,
  today: string,
  { actor, moment, colleagues }: CaseLabels,
): InsideView {
  return {
    notes: file.notes.map(({ no, by, at, text, mentions }) => ({
      no,
      by: actor(by),
      at: moment(at),
      text,
      mentions: mentions.map(actor),
    })),
    tasks: file.tasks.map(({ no, text, by, owner, due = '', doneAt }) => ({
      no,
      text,
      by: actor(by),
      owner: owner ? actor(owner) : '',
      due,
      isOverdue: due !== '' && due < today && doneAt === undefined,
      doneAt: doneAt === undefined ? '' : moment(doneAt),
    })),
    colleagues: colleagues.filter((one) => may(one, 'read-case')),
  };
}
