import type { Request } from 'express';
import { z } from 'zod';
import type { Refusal } from '../../bot/desk/case-actions.ts';
import { readQueueQuery, writeQueueQuery } from '../../bot/desk/queue-query.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import { type Fields, fieldValue, fieldValues } from './case-fields.ts';

/** What the address of a case says beside its id. */
export interface CaseQuery {
  /** The common answer to begin with. */
  readonly reply?: string | undefined;
  /** The number of the statement to show. */
  readonly statement?: number | undefined;
  /** What somebody is about to decide, and on which ground. */
  readonly move?: string | undefined;
  readonly ground?: string | undefined;
  /** The query of the queue that led here, as that page writes it; empty for its first page, absent for none. */
  readonly from?: string | undefined;
  /** What was done just now. */
  readonly did?: string | undefined;
}

/** A form that was refused: it is shown again as it was filled in, with why. */
export interface Refused {
  /** Id of the form on the page. */
  readonly form: string;
  readonly fields: Fields;
  readonly why: Problem;
}

/** Besides the refusals of the desk: what a form cannot be read for; a letter with blanks in it. */
export type Problem = Refusal | 'bad-day' | 'unreadable' | 'unfinished';

const LONGEST_QUERY = 2_000;

const text = z.string().max(LONGEST_QUERY).optional().catch(undefined);
const Query = z.object({
  reply: text,
  statement: z.coerce.number().int().min(1).optional().catch(undefined),
  move: text,
  ground: text,
  from: text.transform(queueQuery),
  did: text,
});

export const queryOf = ({ query }: Pick<Request, 'query'>): CaseQuery => Query.parse(query);

/** The same where a form brought it along: nothing but where to go back to. */
export const queryFrom = (fields: Fields): CaseQuery => ({
  from:
    'from' in fields ? queueQuery(fieldValue(fields, 'from').slice(0, LONGEST_QUERY)) : undefined,
});

/** Written anew, so that it can stand in an address whatever came in. */
function queueQuery(value: string | undefined): string | undefined {
  return value === undefined ? undefined : writeQueueQuery(readQueueQuery(value));
}

interface Place extends Pick<CaseQuery, 'from' | 'did'> {
  readonly section?: string | undefined;
}

/** The address of a case, or of a section of it. */
export function caseAddress(id: string, { from, section = '', did = '' }: Place): string {
  const known = { ...(from !== undefined && { from }), ...(did && { did }) };
  const query = new URLSearchParams(known).toString();
  const anchor = section ? `#${section}` : '';
  return `/desk/cases/${encodeURIComponent(id)}${query ? `?${query}` : ''}${anchor}`;
}

/** Of `static/`, for every page of a case. */
export const CASE_STYLES = ['case.css'] as const;

/** Where what is done on the page stands on it. */
export const SECTIONS: Readonly<Record<string, string>> = {
  message: 'thread',
  read: 'thread',
  note: 'notes',
  task: 'tasks',
  'task-done': 'tasks',
  letter: 'letters',
  'letter-change': 'letters',
  'letter-send': 'letters',
  status: 'decide',
  merge: 'similar',
  split: 'similar',
  'ask-identity': 'identity',
  'approve-identity': 'identity',
  assign: 'care',
  recuse: 'care',
  restrict: 'care',
  unrestrict: 'care',
  priority: 'care',
  snooze: 'care',
  unsnooze: 'care',
};

/** What a refused form held, by the names of its fields. */
export interface Kept {
  /** The value of a field of this form; the other text where it was not sent. */
  readonly value: (form: string, field: string, otherwise?: string) => string;
  readonly has: (form: string, field: string, value: string, otherwise?: boolean) => boolean;
  /** Why this form was refused; empty where it was not. */
  readonly problem: (form: string) => string;
}

export function keptOf(refused: Refused | undefined, words: DeskWords): Kept {
  const fieldsOf = (form: string) => (refused?.form === form ? refused.fields : undefined);
  return {
    value: (form, field, otherwise = '') => {
      const fields = fieldsOf(form);
      return fields ? fieldValue(fields, field) : otherwise;
    },
    has: (form, field, value, otherwise = false) => {
      const fields = fieldsOf(form);
      return fields ? fieldValues(fields, field).includes(value) : otherwise;
    },
    problem: (form) => (refused?.form === form ? problemText(refused.why, words) : ''),
  };
}

export function problemText(why: Problem, { shared, case: own }: DeskWords): string {
  if (why === 'bad-day') return own.badDay;
  if (why === 'unreadable') return own.unreadable;
  if (why === 'unfinished') return own.unfinished;
  return shared[`refusal-${why}`];
}
