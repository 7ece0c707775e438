import { beforeAll, describe, expect, it } from 'vitest';
import { type Bot, textSettings } from '../../../adapters/open-bot.ts';
import { answerView } from '../../../bot/answer-view.ts';
import { exchangeRow } from '../../../bot/exchange-row.ts';
import { openRealBot } from '../../real-bot.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await openRealBot();
});

const settings = () => textSettings(bot);

describe('the way to act that goes along with an answer', () => {
  it.each([
    '헬스장이 얼굴 등록을 강제하는데 어디에 신고하나요?',
    'my gym forces face entry, where do I report it?',
  ])('"%s" names a body and how to reach it', async (text) => {
    const answer = await bot.pipeline.answer({ text });
    const kinds = [
      answer.companion?.kind,
      answer.subject?.type === 'entry' ? answer.subject.entry.kind : undefined,
    ];
    expect(kinds.some((kind) => kind === 'route' || kind === 'right')).toBe(true);
    expect(exchangeRow(answer, settings()).text).toContain('118');
  });

  it('is shown with its own citations', async () => {
    const { corpus } = bot.knowledge;
    const entry = corpus.entries.get('gym-face-only');
    const companion = corpus.entries.get('route-pipc-kisa-report');
    if (!entry || !companion) throw new Error('the corpus lacks the entries of this test');
    const found = await bot.pipeline.answer({ text: '헬스장 얼굴 등록' });
    const answer = { ...found, subject: { type: 'entry' as const, entry }, companion };
    expect(answerView(answer, settings()).companion).toMatchObject({
      title: companion.title[answer.language],
      path: '/a/route-pipc-kisa-report',
      lead: companion.answer[answer.language],
    });
    const row = exchangeRow(answer, settings());
    expect(row.entry).toBe('gym-face-only');
    expect(row.text).toContain(companion.answer[answer.language]);
    expect(row.citations).toContainEqual(expect.objectContaining({ article: '제62조' }));
  });

  it('is left out where only permission is asked', async () => {
    const answer = await bot.pipeline.answer({ text: '헬스장이 얼굴 등록을 강제해도 되나요?' });
    expect(answer.companion).toBeUndefined();
  });
});
