import { beforeAll, describe, expect, it } from 'vitest';
import { textSettings } from '../../../adapters/open-bot.ts';
import { layOut } from '../../../adapters/telegram/layout.ts';
import type { MessagePayload } from '../../../adapters/telegram/payload.ts';
import { answerBlocks } from '../../../bot/answer-blocks.ts';
import { entryView } from '../../../bot/entry-view.ts';
import type { Block, Choice, Run } from '../../../bot/message.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { openRealBot } from '../../real-bot.ts';
import { checkLayout, shownParts } from './check-layout.ts';
import { WORDS } from './open-telegram.ts';

const SETTINGS = { words: WORDS, baseUrl: 'https://facerights.example' };
const PRIVATE = { address: { chat: 1 }, audience: 'private', language: 'ko' } as const;

const payloadsOf = (blocks: readonly Block[], choices?: readonly Choice[]) =>
  layOut(
    { kind: 'message', blocks, ...(choices && { choices }) },
    PRIVATE,
    SETTINGS,
  ) as readonly MessagePayload[];
const htmlOf = (...blocks: Block[]) => payloadsOf(blocks).map(({ text }) => text);
const paragraph = (...runs: Run[]): Block => ({ kind: 'paragraph', runs });
const labelled = (...labels: string[]): readonly Choice[] =>
  labels.map((label, at) => ({ label, token: `t${at}` }));
const rowsOf = (choices: readonly Choice[]) =>
  payloadsOf([paragraph({ text: '무엇을 할까요?' })], choices)[0]?.reply_markup?.inline_keyboard ??
  [];

describe('a layout', () => {
  it.each<{ block: Block; html: string }>([
    { block: { kind: 'heading', text: '근거 <b>' }, html: '<b>근거 &lt;b&gt;</b>' },
    {
      block: paragraph({ text: '판단: ' }, { text: '금지', isBold: true }),
      html: '판단: <b>금지</b>',
    },
    {
      block: paragraph({ text: '"따옴표" & 그리고', url: 'https://a.kr/?x="1"&y=<2>' }),
      html: '<a href="https://a.kr/?x=%221%22&amp;y=%3C2%3E">&quot;따옴표&quot; &amp; 그리고</a>',
    },
    {
      block: paragraph({ text: '굵은 링크', isBold: true, url: 'https://a.kr/' }),
      html: '<b><a href="https://a.kr/">굵은 링크</a></b>',
    },
    { block: paragraph({ text: '없는 주소', url: 'javascript:alert(1)' }), html: '없는 주소' },
    { block: paragraph({ text: '이 컴퓨터', url: 'http://localhost:3000/a' }), html: '이 컴퓨터' },
    {
      block: { kind: 'list', items: [[{ text: '하나' }], [{ text: ' ' }], [{ text: '둘' }]] },
      html: '• 하나\n• 둘',
    },
    {
      block: { kind: 'quote', runs: [{ text: '① 조문\n② 조문' }] },
      html: '<blockquote>① 조문\n② 조문</blockquote>',
    },
    {
      block: { kind: 'quote', runs: [{ text: '가'.repeat(701) }] },
      html: `<blockquote expandable>${'가'.repeat(701)}</blockquote>`,
    },
    {
      block: { kind: 'note', runs: [{ text: '자문 아님 ' }, { text: '답', url: 'https://a.kr/' }] },
      html: '<i>자문 아님 <a href="https://a.kr/">답</a></i>',
    },
    {
      block: paragraph({ text: '\ud800반쪽\u0000 문자\u202e\r\n다음' }),
      html: '\ufffd반쪽 문자\n다음',
    },
  ])('of $block.kind is $html', ({ block, html }) => {
    expect(htmlOf(block)).toEqual([html]);
  });

  it('sets blocks apart, and keeps a heading with what it heads', () => {
    const list: Block = { kind: 'list', items: [[{ text: '하나' }]] };
    expect(
      htmlOf(
        paragraph({ text: '앞' }),
        { kind: 'heading', text: '근거' },
        list,
        paragraph({ text: '뒤' }),
      ),
    ).toEqual(['앞\n\n<b>근거</b>\n• 하나\n\n뒤']);
  });

  it('shows no preview of a link', () => {
    expect(payloadsOf([paragraph({ text: '가' })])).toEqual([
      {
        method: 'sendMessage',
        text: '가',
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      },
    ]);
  });

  it('says something where there are only buttons, and nothing where there is nothing', () => {
    expect(payloadsOf([], labelled('예')).map(({ text }) => text)).toEqual([
      WORDS.ko.telegram.choose,
    ]);
    expect(payloadsOf([paragraph({ text: '\u200b' })])).toEqual([]);
  });
});

describe('a long text', () => {
  const sentence = (n: number) => `${'가'.repeat(n - 2)}요.`;
  const lengths = (...blocks: Block[]) => shownParts(blocks).map(({ text }) => text.length);

  it('is cut between blocks rather than to fill a message', () => {
    const blocks = [3_000, 1_500].map((n) => paragraph({ text: sentence(n) }));
    expect(lengths(...blocks)).toEqual([3_000, 1_500]);
  });

  it('is cut between items of a list where one block is too long', () => {
    const items = Array.from({ length: 5 }, () => [{ text: `${sentence(500)} ${sentence(498)}` }]);
    expect(lengths({ kind: 'list', items })).toEqual([4 * 1_001 + 3, 1_001]);
  });

  it('is cut between sentences where an item is too long', () => {
    const text = Array.from({ length: 5 }, () => sentence(1_200)).join(' ');
    expect(lengths(paragraph({ text }))).toEqual([3 * 1_200 + 2, 2 * 1_200 + 1]);
  });

  it('is cut between words where a sentence is too long', () => {
    const text = Array.from({ length: 1_100 }, () => '낱말들').join(' ');
    expect(lengths(paragraph({ text }))).toEqual([4_095, 303]);
  });

  it('never leaves a heading alone at the end', () => {
    const parts = shownParts([
      paragraph({ text: sentence(3_900) }),
      { kind: 'heading', text: '근거' },
      paragraph({ text: sentence(300) }),
    ]);
    expect(parts.map(({ text }) => text.slice(0, 2))).toEqual(['가가', '근거']);
  });

  it('goes on as a quote where a quote is cut', () => {
    const parts = shownParts([{ kind: 'quote', runs: [{ text: `${sentence(700)} `.repeat(9) }] }]);
    expect(parts.map(({ entities }) => entities.map(({ type }) => type))).toEqual([
      ['expandable_blockquote'],
      ['expandable_blockquote'],
    ]);
  });

  it('carries its buttons under the last part', () => {
    const payloads = payloadsOf(
      [paragraph({ text: sentence(3_000) }), paragraph({ text: sentence(3_000) })],
      labelled('예'),
    );
    expect(payloads.map(({ reply_markup: markup }) => Boolean(markup))).toEqual([false, true]);
  });
});

describe('buttons', () => {
  it.each([
    { labels: ['예', '아니요'], rows: [2] },
    { labels: ['Yes', 'No', 'Maybe'], rows: [2, 1] },
    { labels: ['구청 카메라예요', '시청'], rows: [2] },
    { labels: ['주민센터에서 쓰는 카메라예요', '시청'], rows: [1, 1] },
    { labels: ['짧은', '이것은 아주 긴 이름의 단추예요', '짧은', '짧은'], rows: [1, 1, 2] },
    { labels: ['👍👍👍👍👍👍👍👍👍', 'a'], rows: [1, 1] },
  ])('$labels stand in rows of $rows', ({ labels, rows }) => {
    expect(rowsOf(labelled(...labels)).map((row) => row.length)).toEqual(rows);
  });

  it('are one line, not too long, and never blank', () => {
    const rows = rowsOf(labelled('가\n 나', '다'.repeat(80), '\u200b'));
    expect(rows.flat().map(({ text }) => text)).toEqual(['가 나', `${'다'.repeat(59)}…`, '…']);
  });

  it('to an address that Telegram refuses are left out', () => {
    const choices: readonly Choice[] = [
      { label: '이 컴퓨터', url: 'http://localhost:3000/a' },
      { label: '원문', url: 'https://law.go.kr/법령/형법' },
    ];
    expect(rowsOf(choices)).toEqual([
      [{ text: '원문', url: 'https://law.go.kr/%EB%B2%95%EB%A0%B9/%ED%98%95%EB%B2%95' }],
    ]);
  });

  it.each(['', '가'.repeat(22)])(
    'refuse a token that Telegram would not bring back: "%s"',
    (token) => {
      expect(() => rowsOf([{ label: '가', token }])).toThrow('64 bytes');
    },
  );
});

describe('every answer of the real corpus', () => {
  let settings: ReturnType<typeof textSettings>;
  beforeAll(async () => {
    settings = textSettings(await openRealBot(), 'https://facerights.example');
  });

  it.each(LANGUAGES)('in "%s" is laid out as Telegram takes it, whole', (language) => {
    const entries = [...settings.corpus.entries.values()];
    const counts = entries.map((entry) => {
      const blocks = answerBlocks(entryView(entry, language, settings), settings);
      checkLayout(blocks);
      const view = entryView(entry, language, settings);
      return layOut({ kind: 'answer', view }, { ...PRIVATE, language }, settings).length;
    });
    expect(entries.length).toBeGreaterThan(300);
    expect(Math.min(...counts)).toBe(1);
    expect(Math.max(...counts)).toBeLessThanOrEqual(3);
  });
});
