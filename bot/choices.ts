import { createHash } from 'node:crypto';
import { DOCUMENT_FORMATS, type DocumentFormat } from '../knowledge/casework/document.ts';
import { LANGUAGES, type Language } from '../knowledge/language.ts';
import { COMMANDS, type CommandName } from './commands.ts';

/** Everything that a button of ours can mean. */
export type ChoiceValue =
  | { readonly do: 'entry'; readonly id: string }
  /** The words of the law behind an entry. */
  | { readonly do: 'official'; readonly id: string }
  | { readonly do: 'example'; readonly number: number }
  | { readonly do: 'command'; readonly command: CommandName }
  | { readonly do: 'language'; readonly language: Language }
  | { readonly do: 'forget'; readonly isSure: boolean }
  | { readonly do: 'evidence'; readonly isKept: boolean }
  /** A value of a question of the interview. */
  | { readonly do: 'guide'; readonly step: string; readonly value: string }
  | { readonly do: 'stop-guide' }
  | { readonly do: 'resume' }
  | { readonly do: 'interview'; readonly to: InterviewMove }
  /** A question is asked again, from the screen that shows the answers. */
  | { readonly do: 'change'; readonly question: string }
  /** One of the dates that were offered, or none of them. */
  | { readonly do: 'date'; readonly pick: number }
  | { readonly do: 'case'; readonly to: CaseMove }
  | { readonly do: 'draft'; readonly document: string }
  /** The account of a draft is put into formal sentences by a language model. */
  | { readonly do: 'polish'; readonly document: string; readonly to: PolishMove }
  | {
      readonly do: 'file';
      readonly document: string;
      readonly format: DocumentFormat;
      readonly language: Language;
    }
  | { readonly do: 'export' }
  /** Whether a language model may be used in this talk. */
  | { readonly do: 'model'; readonly isWanted: boolean }
  /** What would be sent to the institution is shown. */
  | { readonly do: 'submit'; readonly document: string }
  /** What becomes of it then. */
  | { readonly do: 'submitting'; readonly to: SubmitMove }
  | { readonly do: 'filed'; readonly to: FiledMove }
  /** One of the cases that this conversation sent, the oldest first. */
  | { readonly do: 'filed-pick'; readonly pick: number };

export const INTERVIEW_MOVES = ['why', 'back', 'done'] as const;
export type InterviewMove = (typeof INTERVIEW_MOVES)[number];

export const CASE_MOVES = [
  'start',
  'consent-all',
  'consent-basic',
  'refuse',
  'go-on',
  'start-anew',
  'routes',
  'review',
  'extend',
  'destroy',
  'destroy-sure',
  'keep',
  'use-noted',
  'leave-noted',
  'send-exhibits',
  'to-web',
  'form',
] as const;
export type CaseMove = (typeof CASE_MOVES)[number];

export const POLISH_MOVES = ['ask', 'make', 'use', 'leave'] as const;
export type PolishMove = (typeof POLISH_MOVES)[number];

export const SUBMIT_MOVES = [
  'told-here',
  'quietly',
  'without-sensitive',
  'correct',
  'not',
] as const;
export type SubmitMove = (typeof SUBMIT_MOVES)[number];

export const FILED_MOVES = [
  'open',
  'reply',
  'messages',
  'evidence',
  'evidence-add',
  'evidence-drop',
  'receipt',
  'withdraw',
  'withdraw-sure',
  'withdraw-not',
  'close',
] as const;
export type FiledMove = (typeof FILED_MOVES)[number];

/** As many cases as one conversation remembers. */
export const FILED_PICKS = [0, 1, 2, 3, 4] as const;

/** As many dates as a spoken one can mean and still be chosen from. */
export const DATE_PICKS = [0, 1, 2, 3] as const;
export const NO_DATE = -1;

export const EXAMPLES = [1, 2, 3, 4] as const;

/** Characters of a token: 60 bits, so that two of a few thousand values never share one. */
const TOKEN_LENGTH = 10;

/**
 * The opaque token of a value: the same in every version of the program, so that a button pressed a year later still means
 * what it said. Nothing about a person is in it.
 */
export function tokenOf(value: ChoiceValue): string {
  const key = Object.entries(value)
    .map(([name, part]) => `${name}=${part}`)
    .sort()
    .join('&');
  return createHash('sha256').update(key).digest('base64url').slice(0, TOKEN_LENGTH);
}

/** What tokens mean; undefined for those of buttons that we do not send any more. */
export type ChoiceBook = (token: string) => ChoiceValue | undefined;

export interface ChoiceSources {
  readonly entries: Iterable<string>;
  /** The questions of the interview with every value that a button of theirs has or had. */
  readonly questions: readonly { readonly id: string; readonly values: readonly string[] }[];
  /** Ids of the documents that can be drafted. */
  readonly documents: readonly string[];
}

/** Knows every token that there can be. */
export function choiceBook({ entries, questions, documents }: ChoiceSources): ChoiceBook {
  const ids = [...entries];
  const values: readonly ChoiceValue[] = [
    ...ids.map((id) => ({ do: 'entry', id }) as const),
    ...ids.map((id) => ({ do: 'official', id }) as const),
    ...EXAMPLES.map((number) => ({ do: 'example', number }) as const),
    ...COMMANDS.map((command) => ({ do: 'command', command }) as const),
    ...LANGUAGES.map((language) => ({ do: 'language', language }) as const),
    ...[true, false].map((isSure) => ({ do: 'forget', isSure }) as const),
    ...[true, false].map((isKept) => ({ do: 'evidence', isKept }) as const),
    ...questions.flatMap(({ id, values: of }) =>
      of.map((value) => ({ do: 'guide', step: id, value }) as const),
    ),
    ...questions.map(({ id }) => ({ do: 'change', question: id }) as const),
    ...INTERVIEW_MOVES.map((to) => ({ do: 'interview', to }) as const),
    ...CASE_MOVES.map((to) => ({ do: 'case', to }) as const),
    ...[NO_DATE, ...DATE_PICKS].map((pick) => ({ do: 'date', pick }) as const),
    ...documents.flatMap((document) => documentChoices(document)),
    ...SUBMIT_MOVES.map((to) => ({ do: 'submitting', to }) as const),
    ...FILED_MOVES.map((to) => ({ do: 'filed', to }) as const),
    ...FILED_PICKS.map((pick) => ({ do: 'filed-pick', pick }) as const),
    { do: 'stop-guide' },
    { do: 'resume' },
    { do: 'export' },
    ...[true, false].map((isWanted) => ({ do: 'model', isWanted }) as const),
  ];
  const byToken = new Map(values.map((value) => [tokenOf(value), value]));
  if (byToken.size < values.length) throw new Error('Two buttons share a token.');
  return (token) => byToken.get(token);
}

const documentChoices = (document: string): readonly ChoiceValue[] => [
  { do: 'draft', document },
  { do: 'submit', document },
  ...POLISH_MOVES.map((to) => ({ do: 'polish', document, to }) as const),
  ...DOCUMENT_FORMATS.flatMap((format) =>
    LANGUAGES.map((language) => ({ do: 'file', document, format, language }) as const),
  ),
];
