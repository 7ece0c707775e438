import { describe, expect, test } from 'vitest';
import type { Casework } from '../../../knowledge/casework/casework.ts';
import { factsOf } from '../../../knowledge/casework/questions.ts';
import { ruleCitations } from '../../../knowledge/casework/rule-citations.ts';
import { checkRules, MOST_QUESTIONS } from '../../../knowledge/check/rules.ts';
import { casework } from '../../casework/real-casework.ts';

/** The real rules with a change, as a lawyer's slip would make it. */
const changed = (change: Partial<Casework>): Casework => {
  const next = { ...casework, ...change };
  return {
    ...next,
    interview: () => ({
      questions: next.questions,
      factsOf: (answers) => factsOf(answers, next.questions, next.derived),
    }),
  };
};

const messages = (rules: Casework) =>
  checkRules(rules).map(({ about, message }) => `${about}: ${message}`);

const withQuestion = (id: string, change: object) =>
  casework.questions.map((question) =>
    question.id === id ? { ...question, ...change } : question,
  );

describe('the check of the rules', () => {
  test('finds nothing wrong with ours', () => {
    expect(messages(casework)).toEqual([]);
  });

  test('names a fact that nothing sets', () => {
    const questions = withQuestion('list', { when: { crowd: ['large'] } });
    expect(messages(changed({ questions }))).toContain(
      'rules/questions list: no question or rule sets the fact "crowd"',
    );
  });

  test('names a value that a fact never has', () => {
    const grounds = casework.grounds.map((ground) =>
      ground.id === 'nhrck-anonymous' ? { ...ground, certain: { named: ['never'] } } : ground,
    );
    expect(messages(changed({ grounds }))).toContain(
      'rules/grounds nhrck-anonymous: the fact "named" never has the value "never"',
    );
  });

  test('names a deadline and a document that a route leads to and that do not exist', () => {
    const routes = casework.routes.map((route) =>
      route.id === 'nhrck' ? { ...route, deadlines: ['soon'], document: 'letter' } : route,
    );
    const found = messages(changed({ routes }));
    expect(found).toContain('rules/routes nhrck: no deadline has the id "soon"');
    expect(found).toContain('rules/routes nhrck: no document has the id "letter"');
    expect(found).toContain('rules/documents/nhrck: no route leads to this document');
  });

  test('names a question that no path reaches', () => {
    const questions = withQuestion('alternative', {
      when: { people: ['enrolled'], sector: ['unknown'], operator: ['police'] },
    });
    expect(messages(changed({ questions }))).toContain(
      'rules/questions alternative: no path reaches this question',
    );
  });

  test(`says when a path asks more than ${MOST_QUESTIONS} questions`, () => {
    const questions = casework.questions.map(({ when: _always, ...question }) => question);
    expect(messages(changed({ questions })).join()).toMatch(/a path asks 1[3-9] questions/);
  });
});

test('every file of rules that can cite does', () => {
  const files = new Set(ruleCitations(casework).map(({ about }) => about.split(' ')[0]));
  expect([...files].sort()).toEqual([
    'rules/assessment',
    'rules/deadlines',
    'rules/documents/disclosure',
    'rules/documents/mediation',
    'rules/documents/nhrck',
    'rules/documents/ombudsman',
    'rules/documents/pipc',
    'rules/documents/request',
    'rules/facts',
    'rules/grounds',
    'rules/questions',
    'rules/routes',
  ]);
});
