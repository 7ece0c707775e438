import { holds } from './condition.ts';
import type { Facts } from './facts.ts';
import type { Answers, Flow, Question } from './questions.ts';

/** The questions of an interview and what follows from their answers. */
export interface InterviewRules {
  readonly questions: readonly Question[];
  readonly factsOf: (answers: Answers) => Facts;
}

const inFlow = (flow: Flow, question: Question): boolean =>
  question.flow === 'assess' || question.flow === flow;

/** The questions that apply, in order, whether answered or not. */
export function applicable(
  flow: Flow,
  answers: Answers,
  { questions, factsOf }: InterviewRules,
): readonly Question[] {
  const facts = factsOf(answers);
  return questions.filter(
    (question) =>
      inFlow(flow, question) && (!question.when || holds(question.when, facts) === 'yes'),
  );
}

/** What is to be asked next; undefined when everything has been. */
export const nextQuestion = (
  flow: Flow,
  answers: Answers,
  rules: InterviewRules,
): Question | undefined =>
  applicable(flow, answers, rules).find(({ id }) => answers[id] === undefined);

/** With one answer set; answers to questions that do not apply any more are let go. */
export function withAnswer(
  answers: Answers,
  question: string,
  given: readonly string[],
  rules: InterviewRules,
): Answers {
  let kept: Answers = { ...answers, [question]: given };
  // An answer that goes may take along another that stood on it.
  for (let before = -1; before !== Object.keys(kept).length; ) {
    before = Object.keys(kept).length;
    kept = withoutInapplicable(kept, rules);
  }
  return kept;
}

function withoutInapplicable(answers: Answers, { questions, factsOf }: InterviewRules): Answers {
  const facts = factsOf(answers);
  return Object.fromEntries(
    Object.entries(answers).filter(([id]) => {
      const question = questions.find((one) => one.id === id);
      return question && (!question.when || holds(question.when, facts) === 'yes');
    }),
  );
}

/** The question answered before this one; undefined at the first. */
export function questionBefore(
  flow: Flow,
  answers: Answers,
  current: string | undefined,
  rules: InterviewRules,
): Question | undefined {
  const list = applicable(flow, answers, rules);
  const at = current === undefined ? list.length : list.findIndex(({ id }) => id === current);
  return list.slice(0, Math.max(0, at)).findLast(({ id }) => answers[id] !== undefined);
}
