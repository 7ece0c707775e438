import { beforeAll, expect, it } from 'vitest';
import type { Bot } from '../../../adapters/open-bot.ts';
import { citationsOf } from '../../../knowledge/answer/citations.ts';
import { openRealBot } from '../../real-bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await openRealBot();
});

it.each([
  { asked: '개보법 23조 99항', cited: ['제23조'] },
  { asked: 'PIPA Article 23(99)', cited: ['제23조'] },
  { asked: '도로교통법 999조', cited: [] },
])('"$asked" cites only what was compared with the official text', async ({ asked, cited }) => {
  const answer = await bot.pipeline.answer({ text: asked });
  const citations = citationsOf(answer, bot.knowledge);
  expect(citations.map(({ article }) => article)).toEqual(cited);
  expect(citations.every(({ paragraph }) => paragraph === undefined)).toBe(true);
});
