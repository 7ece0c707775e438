import { afterEach, describe, expect, it, vi } from 'vitest';
import { draftId } from '../../../adapters/telegram/drafts.ts';
import type { LayoutContext } from '../../../bot/channel.ts';
import type { Outgoing } from '../../../bot/message.ts';
import { ATTEMPT, written } from '../../contracts/channel.ts';
import { type OpenOptions, openTelegram, type Telegram } from './open-telegram.ts';

const said = (text: string): Outgoing => ({
  kind: 'message',
  blocks: [{ kind: 'paragraph', runs: [{ text, isBold: true }] }],
  choices: [{ label: '이어서', token: 'c:next-1' }],
});

describe('a draft', () => {
  let telegram: Telegram;
  afterEach(() => telegram.stop());
  const open = async (options: Partial<OpenOptions> = {}) => {
    telegram = await openTelegram({ mode: 'polling', isStarted: false, ...options });
    for (const id of [1, 2]) telegram.server.person(id, 'ko');
  };
  const preview = (chat: number, key = 'k', more: Partial<LayoutContext> = {}) =>
    telegram.channel.openPreview?.(
      { address: { chat }, audience: 'private', language: 'ko', ...more },
      key,
    );
  const drafts = () =>
    telegram.server.world.calls
      .filter(({ method }) => method === 'sendMessageDraft')
      .map(({ payload }) => payload);
  const draftIn = (chat: number) => telegram.server.world.draftIn(chat);
  const refuse = (code: number, description: string) =>
    telegram.server.refuseNext(
      { kind: 'error', code, description },
      { method: 'sendMessageDraft' },
    );
  /** Shows something and waits until it was called for. */
  async function show(chat: number, text: string, key?: string) {
    const before = drafts().length;
    const shown = preview(chat, key);
    shown?.show(said(text));
    await vi.waitFor(() => expect(drafts().length).toBeGreaterThan(before));
    return shown;
  }

  it('has the form of the message, and no buttons', async () => {
    await open();
    const shown = await show(1, '첫 <문장>');
    await shown?.close();
    expect(draftIn(1)).toMatchObject({ text: '첫 <문장>', entities: [{ type: 'bold' }] });
    expect(drafts()).toEqual([
      { chat_id: 1, draft_id: draftId('k'), text: '<b>첫 &lt;문장&gt;</b>', parse_mode: 'HTML' },
    ]);
  });

  it('shows no more of a long message than one message holds', async () => {
    await open();
    const shown = preview(1);
    shown?.show(written(1_000));
    await vi.waitFor(() => expect(draftIn(1)?.text).toContain('문장 1번이에요.'));
    expect(draftIn(1)?.text.length).toBeLessThanOrEqual(4_096);
    await shown?.close();
  });

  it('keeps its number while an answer is made again, and another answer has another', () => {
    expect(draftId('900001')).toBe(draftId('900001'));
    const all = Array.from({ length: 1_000 }, (_, at) => draftId(String(at)));
    expect(new Set(all).size).toBe(1_000);
    expect(all.every((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31)).toBe(true);
  });

  it('goes when the message comes', async () => {
    await open();
    const shown = await show(1, '첫 문장');
    await shown?.close();
    expect(draftIn(1)).toBeDefined();
    const context = { address: { chat: 1 }, audience: 'private', language: 'ko' } as const;
    for (const payload of telegram.channel.layOut(said('끝'), context)) {
      await telegram.channel.send({ chat: 1 }, payload, ATTEMPT);
    }
    expect(draftIn(1)).toBeUndefined();
  });

  it.each([
    { where: 'a group', chat: -5, audience: 'group' as const },
    { where: 'a group that only one person reads', chat: -5, audience: 'private' as const },
  ])('is not to be had in $where', async ({ chat, audience }) => {
    await open();
    expect(preview(chat, 'k', { audience })).toBeUndefined();
  });

  it('waits in a chat where Telegram says so, and in no other', async () => {
    await open();
    telegram.server.refuseNext({ kind: 'rate-limit', seconds: 60 }, { method: 'sendMessageDraft' });
    const held = await show(1, '하나');
    held?.show(said('둘'));
    const other = await show(2, '셋', 'other');
    await Promise.all([held?.close(), other?.close()]);
    expect(drafts().map((draft) => draft['chat_id'])).toEqual([1, 2]);
    expect(draftIn(2)?.text).toBe('셋');
  });

  it.each([
    { code: 404, description: 'Not Found: method not found' },
    { code: 400, description: 'Bad Request: TEXTDRAFT_FORBIDDEN' },
  ])(
    'that the server does not know ($code $description) is the last, and is logged once',
    async ({ code, description }) => {
      await open();
      refuse(code, description);
      refuse(code, description);
      const [one, two] = await Promise.all([show(1, '하나'), show(2, '둘', 'other')]);
      await Promise.all([one?.close(), two?.close()]);
      expect(preview(1, 'next')).toBeUndefined();
      expect(telegram.lines).toEqual([
        { level: 'warn', details: { reason: `telegram-${code}` }, message: expect.any(String) },
      ]);
    },
  );

  it('that one person does not take ends for that person only', async () => {
    await open();
    refuse(403, 'Forbidden: bot was blocked by the user');
    const blocked = await show(1, '하나');
    await blocked?.close();
    blocked?.show(said('둘'));
    const other = await show(2, '셋', 'other');
    await other?.close();
    expect(drafts()).toHaveLength(2);
    expect(draftIn(2)?.text).toBe('셋');
  });

  it('that hangs is given up, and no second one is made beside it', async () => {
    await open();
    telegram.server.refuseNext({ kind: 'never' }, { method: 'sendMessageDraft' });
    const shown = await show(1, '하나');
    shown?.show(said('둘'));
    await shown?.close();
    expect(drafts()).toHaveLength(1);
  });
});
