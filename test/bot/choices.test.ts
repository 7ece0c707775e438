import { describe, expect, it } from 'vitest';
import {
  CASE_MOVES,
  type ChoiceValue,
  choiceBook,
  DATE_PICKS,
  FILED_MOVES,
  FILED_PICKS,
  INTERVIEW_MOVES,
  NO_DATE,
  SUBMIT_MOVES,
  tokenOf,
} from '../../bot/choices.ts';
import { COMMANDS } from '../../bot/commands.ts';
import { DOCUMENT_FORMATS } from '../../knowledge/casework/document.ts';
import { LANGUAGES } from '../../knowledge/language.ts';

const QUESTIONS = ['place', 'operator', 'when'];
const VALUES_OF = ['school', 'unknown'];
const book = choiceBook({
  entries: ['metro-live', 'workplace-timeclock-private'],
  questions: QUESTIONS.map((id) => ({ id, values: VALUES_OF })),
  documents: ['nhrck'],
});

const VALUES: readonly ChoiceValue[] = [
  { do: 'entry', id: 'metro-live' },
  { do: 'official', id: 'metro-live' },
  { do: 'entry', id: 'workplace-timeclock-private' },
  { do: 'example', number: 1 },
  { do: 'example', number: 4 },
  ...COMMANDS.map((command) => ({ do: 'command', command }) as const),
  { do: 'language', language: 'ko' },
  { do: 'language', language: 'en' },
  { do: 'forget', isSure: true },
  { do: 'forget', isSure: false },
  { do: 'evidence', isKept: true },
  { do: 'evidence', isKept: false },
  ...QUESTIONS.flatMap((step) => VALUES_OF.map((value) => ({ do: 'guide', step, value }) as const)),
  ...QUESTIONS.map((question) => ({ do: 'change', question }) as const),
  ...INTERVIEW_MOVES.map((to) => ({ do: 'interview', to }) as const),
  ...CASE_MOVES.map((to) => ({ do: 'case', to }) as const),
  ...[NO_DATE, ...DATE_PICKS].map((pick) => ({ do: 'date', pick }) as const),
  { do: 'draft', document: 'nhrck' },
  ...DOCUMENT_FORMATS.flatMap((format) =>
    LANGUAGES.map((language) => ({ do: 'file', document: 'nhrck', format, language }) as const),
  ),
  { do: 'submit', document: 'nhrck' },
  ...SUBMIT_MOVES.map((to) => ({ do: 'submitting', to }) as const),
  ...FILED_MOVES.map((to) => ({ do: 'filed', to }) as const),
  ...FILED_PICKS.map((pick) => ({ do: 'filed-pick', pick }) as const),
  { do: 'stop-guide' },
  { do: 'resume' },
  { do: 'export' },
];

describe('the tokens of buttons', () => {
  it('are all different, short and plain', () => {
    const tokens = VALUES.map(tokenOf);
    expect(new Set(tokens).size).toBe(VALUES.length);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{1,32}$/);
  });

  it('say what was meant when they come back', () => {
    expect(VALUES.map((value) => book(tokenOf(value)))).toEqual(VALUES);
  });

  it('do not depend on the order in which a value was written down', () => {
    expect(tokenOf({ step: 'place', value: 'school', do: 'guide' })).toBe(
      tokenOf({ do: 'guide', step: 'place', value: 'school' }),
    );
  });

  // Buttons lie in chats for years: these may never change.
  it.each<{ value: ChoiceValue; token: string }>([
    { value: { do: 'entry', id: 'metro-live' }, token: 'lmqNAX-KbX' },
    { value: { do: 'forget', isSure: true }, token: 'P9kkC48sY2' },
    { value: { do: 'guide', step: 'place', value: 'subway' }, token: 'UFohO15bnz' },
  ])('stay the same in every version: $token', ({ value, token }) => {
    expect(tokenOf(value)).toBe(token);
  });

  it.each([
    '',
    'x',
    tokenOf({ do: 'entry', id: 'no-longer-here' }),
    tokenOf({ do: 'guide', step: 'mode', value: 'live' }),
    '__proto__',
    'toString',
  ])('mean nothing where nobody sends them any more: "%s"', (token) => {
    expect(book(token)).toBeUndefined();
  });

  it('are refused where two values share one', () => {
    const twice = { entries: ['twice', 'twice'], questions: [], documents: [] };
    expect(() => choiceBook(twice)).toThrow('share a token');
  });
});
