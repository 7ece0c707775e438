import { describe, expect, it } from 'vitest';
import type { Answer, Asked, Outcome } from '../../../knowledge/answer/answer.ts';
import { rememberAnswers } from '../../../knowledge/answer/remembered-answers.ts';

const MINUTE_MS = 60_000;

/** Counts how often the real thing was asked. */
function remembering(outcome: Outcome = 'answered', rest: Partial<Answer> = {}) {
  const world = { now: 0, day: '2026-06-01', asked: 0 };
  const answer = rememberAnswers(
    async (asked: Asked) => {
      world.asked += 1;
      return {
        outcome,
        kind: 'answer',
        language: 'ko',
        confidence: world.asked,
        masked: [],
        choices: [],
        question: asked.text,
        ...rest,
      };
    },
    (text) => text,
    { version: () => [world.day], clock: () => world.now },
  );
  return { world, answer };
}

describe('rememberAnswers', () => {
  it('asks once for the same question', async () => {
    const { world, answer } = remembering();
    const first = await answer({ text: '질문' });
    expect(await answer({ text: '질문' })).toEqual(first);
    expect(world.asked).toBe(1);
  });

  it.each([
    { what: 'another wording', asked: { text: '다른 질문' } },
    { what: 'another language', asked: { text: '질문', language: 'en' as const } },
    { what: 'another history', asked: { text: '질문', history: ['앞 질문'] } },
  ])('asks again for $what', async ({ asked }) => {
    const { world, answer } = remembering();
    await answer({ text: '질문' });
    await answer(asked);
    expect(world.asked).toBe(2);
  });

  it('asks again after five minutes, and when the day or the laws are others', async () => {
    const { world, answer } = remembering();
    await answer({ text: '질문' });
    world.now += 5 * MINUTE_MS;
    await answer({ text: '질문' });
    expect(world.asked).toBe(2);
    world.day = '2026-06-02';
    await answer({ text: '질문' });
    expect(world.asked).toBe(3);
  });

  it.each(['statute-text', 'official-text', 'statutes-not-searched', 'text-unavailable'] as const)(
    'never remembers %s: it depends on the folder of law text',
    async (outcome) => {
      const { world, answer } = remembering(outcome);
      await answer({ text: '질문' });
      await answer({ text: '질문' });
      expect(world.asked).toBe(2);
    },
  );

  it('never remembers a correction: it stands on proofs', async () => {
    const { world, answer } = remembering('answered', { correction: { ko: '가', en: 'a' } });
    await answer({ text: '질문' });
    await answer({ text: '질문' });
    expect(world.asked).toBe(2);
  });

  it('keeps no more than a thousand', async () => {
    const { world, answer } = remembering();
    for (let n = 0; n <= 1000; n += 1) await answer({ text: `질문 ${n}` });
    await answer({ text: '질문 1000' });
    expect(world.asked).toBe(1001);
    await answer({ text: '질문 0' });
    expect(world.asked).toBe(1002);
  });
});
