import { expect } from 'vitest';
import { type ChoiceValue, tokenOf } from '../../../../bot/choices.ts';
import type { BotParts, Reply } from '../../../../bot/talk.ts';
import type { Answers } from '../../../../knowledge/casework/questions.ts';
import type { Language } from '../../../../knowledge/language.ts';
import { choicesOf, Person, textsOf } from '../../../talking.ts';

/** Somebody whom live recognition at a station called out: every question for a public operator. */
export const METRO: Answers = {
  place: ['subway'],
  operator: ['public-corporation'],
  seen: ['camera', 'screen'],
  people: ['passers-by'],
  timing: ['live'],
  list: ['alert'],
  told: ['nothing'],
  when: ['2026-10-30T19:00'],
  victim: ['self'],
  elsewhere: ['none'],
  story: ['3번 출구 개찰구를 지나는데 화면에 제 얼굴이 떴고 직원이 저를 불렀어요.'],
  wish: ['stop', 'delete'],
};

/** Somebody whom a gym lets in by face only: every question for a private operator. */
export const GYM: Answers = {
  place: ['gym'],
  operator: ['private-business'],
  seen: ['gate'],
  people: ['enrolled'],
  told: ['bundled'],
  alternative: ['none'],
  matter: ['none'],
  when: ['2026-10-30'],
  victim: ['self'],
  elsewhere: ['none'],
  story: ['헬스장이 얼굴을 등록해야만 들어갈 수 있다고 했어요.'],
  wish: ['alternative', 'delete'],
};

type Options = ConstructorParameters<typeof Person>[1];

/** Somebody who has agreed, to everything unless told otherwise. */
export async function agreed(
  parts: BotParts,
  options: Options = {},
  to: 'consent-all' | 'consent-basic' = 'consent-all',
): Promise<Person> {
  const person = new Person(parts, options);
  await person.command('complaint');
  await person.pressOld({ do: 'case', to });
  return person;
}

/** Answers what is asked, by buttons where there are some. */
export async function answerOpen(person: Person, given: Answers): Promise<Reply> {
  const { dialogue } = person.state;
  const waiting = dialogue?.kind === 'interview' ? dialogue.waiting : undefined;
  const id = waiting && 'question' in waiting ? waiting.question : '';
  const values = given[id] ?? ['unknown'];
  const press = (value: string) => person.pressOld({ do: 'guide', step: id, value });
  if (id === 'story' && values[0] !== 'unknown') return person.say(values[0] ?? '');
  if (id === 'when' && values[0] !== 'unknown') {
    const [day = ''] = values;
    await person.say(day.replace('T', ' '));
    return person.pressOld({ do: 'date', pick: 0 });
  }
  let last = await press(values[0] ?? 'unknown');
  for (const value of values.slice(1)) last = await press(value);
  return last.outcome.endsWith(`-${id}`) ? person.pressOld({ do: 'interview', to: 'done' }) : last;
}

/** Somebody who has agreed and answered everything before one question. */
export async function askedFor(
  parts: BotParts,
  question: string,
  { given = METRO, ...options }: Options & { given?: Answers } = {},
): Promise<Person> {
  const person = await agreed(parts, options);
  for (let asked = 0; !isAskedFor(person, question); asked += 1) {
    if (asked > 12) throw new Error(`${question} was never asked.`);
    await answerOpen(person, given);
  }
  return person;
}

export function isAskedFor({ state: { dialogue } }: Person, question: string): boolean {
  if (dialogue?.kind !== 'interview') return false;
  const { waiting } = dialogue;
  return waiting.for === 'answer' && waiting.question === question;
}

/** Somebody who has answered everything and sees where to go. */
export async function finished(
  parts: BotParts,
  { given = METRO, ...options }: Options & { given?: Answers } = {},
): Promise<Person> {
  const person = await askedFor(parts, 'wish', { given, ...options });
  expect((await answerOpen(person, given)).outcome).toBe('case-routes');
  return person;
}

/** The words of a reply, all of them. */
export const wordsOf = (answered: Reply, parts: BotParts): string =>
  textsOf(answered, parts).join('\n');

export const offers = (answered: Reply, value: ChoiceValue): boolean =>
  choicesOf(answered).some((choice) => 'token' in choice && choice.token === tokenOf(value));

/** What a question asks, without its number. */
export function asking(parts: BotParts, id: string, language: Language = 'ko'): string {
  const question = parts.casework.questions.find((one) => one.id === id);
  if (!question) throw new Error(`No question is called ${id}.`);
  return question.ask[language];
}
