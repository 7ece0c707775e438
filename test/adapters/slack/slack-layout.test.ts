import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textSettings } from '../../../adapters/open-bot.ts';
import { cutRuns } from '../../../adapters/slack/cut-runs.ts';
import { layOut } from '../../../adapters/slack/layout.ts';
import { textCost } from '../../../adapters/slack/mrkdwn.ts';
import { answerBlocks } from '../../../bot/answer-blocks.ts';
import { entryView } from '../../../bot/entry-view.ts';
import type { Block, Choice, Outgoing, Run } from '../../../bot/message.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { openRealBot } from '../../real-bot.ts';
import {
  formatsByAccident,
  HomeView,
  isEscaped,
  type MessageBlock,
  MessageBlocks,
  PreviewBlocks,
  shownText,
  wordsInBlock,
} from '../../servers/slack/block-kit.ts';
import { BASE_URL, WORDS } from './open-slack.ts';

const SETTINGS = { words: WORDS, baseUrl: BASE_URL };
const RUNS_OF_PROPERTY = 5_000;

const laid = (message: Outgoing) => layOut(message, SETTINGS);
const messagesOf = (message: Outgoing) =>
  laid(message).map((call) => {
    if (call.kind !== 'message') throw new Error(`${call.kind} is no message`);
    return call;
  });

/** What would ping, format, link or break if it were not taken as characters; and what is hard to cut. */
const NASTY = [
  '<!channel>',
  '<!here|here>',
  '<@U00000001>',
  '<#C00000001>',
  '<https://evil.example|click>',
  '*bold*',
  '_it_',
  '~x~',
  '`code`',
  '```block```',
  ':smile:',
  ':+1:',
  '> quote',
  '\n> quote',
  '&lt;b&gt;',
  '&amp;amp;',
  '&',
  '|',
  '\\',
  '"',
  '\n',
  '\n\n\n',
  '\t',
  '\u0000',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\ud83d',
  '\udc68',
  '👨‍👩‍👧‍👦',
  '🇰🇷',
  '👍🏽',
  'é'.normalize('NFD'),
  '각'.normalize('NFD'),
  `a${'\u0301'.repeat(60)}`,
  '①제23조',
  'عربى',
  ' ',
  '   ',
];

const nastyText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(...NASTY), { maxLength: 12 })
      .map((parts) => parts.join('')),
  },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...NASTY, 'word ', '가나다라 ', 'x', '👨‍👩‍👧‍👦'),
        fc.integer({ min: 1, max: 700 }),
      )
      .map(([part, times]) => part.repeat(times)),
  },
);

const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'https://facerights.example/a/metro-live?lang=ko',
    'https://law.example/법령/형법|<250>',
    'https://x.example/a b"c',
    'javascript:alert(1)',
    'not an address',
    '/relative',
    'mailto:desk@facerights.example',
    `https://long.example/${'가'.repeat(400)}`,
    `https://too-long.example/${'a'.repeat(4_000)}`,
  ),
);

const run: fc.Arbitrary<Run> = fc.record(
  { text: nastyText, isBold: fc.boolean(), url: address },
  { requiredKeys: ['text'] },
);
const runs = fc.array(run, { maxLength: 5 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: nastyText }),
  fc.record({
    kind: fc.constantFrom('paragraph' as const, 'quote' as const, 'note' as const),
    runs,
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(runs, { maxLength: 6 }) }),
);
const token = fc.string({
  unit: fc.constantFrom(...'abcdefghij:-0123456789'),
  minLength: 1,
  maxLength: 32,
});
const choice: fc.Arbitrary<Choice> = fc.oneof(
  fc.record({ label: nastyText, token }),
  fc.record({ label: nastyText, url: address }),
);
const choices = fc.oneof(
  { weight: 9, arbitrary: fc.array(choice, { maxLength: 6 }) },
  { weight: 1, arbitrary: fc.array(choice, { maxLength: 60 }) },
);
const blocks = fc.oneof(
  { weight: 9, arbitrary: fc.array(block, { maxLength: 6 }) },
  { weight: 1, arbitrary: fc.array(block, { maxLength: 70 }) },
);

const mrkdwnIn = (one: MessageBlock): readonly string[] => {
  const objects = one.type === 'context' ? one.elements : one.type === 'section' ? [one.text] : [];
  return objects.flatMap(({ type, text }) => (type === 'mrkdwn' ? [text] : []));
};

/** All that Slack would say against a message, with the words that both of its forms carry. */
function checkMessage({ text, blocks: made }: { text: string; blocks: unknown }): MessageBlock[] {
  const parsed = MessageBlocks.parse(made);
  expect(text.trim()).not.toBe('');
  expect(text.length).toBeLessThanOrEqual(4_000);
  expect(isEscaped(text)).toBe(true);
  for (const mrkdwn of parsed.flatMap(mrkdwnIn)) expect(formatsByAccident(mrkdwn)).toBe(false);
  const words = squeezed(parsed.map(wordsInBlock).join(''));
  if (words) expect(squeezed(shownText(text))).toBe(words);
  return parsed;
}

/** Without spaces and the bullets that only plain text needs. */
const squeezed = (text: string): string => text.replace(/[\s-]+/g, '');

const wordsOf = (one: Block): string => {
  if (one.kind === 'heading') return one.text.toWellFormed();
  const all = one.kind === 'list' ? one.items.flat() : one.runs;
  return all.map(({ text }) => text.toWellFormed()).join('');
};

const tokensIn = (made: readonly MessageBlock[]): readonly string[] =>
  made
    .flatMap((one) => (one.type === 'actions' ? one.elements : []))
    .flatMap(({ value }) => value ?? []);

const quotesIn = (made: readonly MessageBlock[]): string =>
  made
    .flatMap((one) => (one.type === 'rich_text' ? one.elements : []))
    .flatMap((part) => (part.type === 'rich_text_quote' ? part.elements : []))
    .map(({ text }) => text)
    .join('');

describe('a layout', () => {
  it('of whatever is said keeps to all that Slack documents, and loses no word', () => {
    fc.assert(
      fc.property(blocks, choices, (said, offered) => {
        const made = messagesOf({ kind: 'message', blocks: said, choices: offered });
        const all = made.flatMap(checkMessage);
        expect(squeezed(all.map(wordsInBlock).join(''))).toBe(squeezed(said.map(wordsOf).join('')));
        expect(tokensIn(all)).toEqual(
          offered.flatMap((one) => ('token' in one ? [one.token] : [])),
        );
      }),
      { numRuns: RUNS_OF_PROPERTY },
    );
  }, 120_000);

  it('of the words of a law changes no character of them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(nastyText, fc.lorem({ maxCount: 400 })), { minLength: 1 }),
        (parts) => {
          const law = parts.join('');
          fc.pre(law.trim() !== '' && !/\s{400}/.test(law));
          const made = messagesOf({
            kind: 'message',
            blocks: [{ kind: 'quote', runs: [{ text: law }] }],
          });
          // What is blank at the end may fall into a block of its own, which Slack would refuse.
          expect(quotesIn(made.flatMap(checkMessage)).trimEnd()).toBe(law.toWellFormed().trimEnd());
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('of a home page is one page with every button', () => {
    fc.assert(
      fc.property(blocks, choices, (said, offered) => {
        const [call] = laid({ kind: 'home', blocks: said, choices: offered });
        if (call?.kind !== 'home') throw new Error('no home page');
        const view = HomeView.parse(call.view);
        expect(tokensIn(view.blocks)).toEqual(
          offered.flatMap((one) => ('token' in one ? [one.token] : [])),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('of previews holds no rich text, and nothing is formatted by accident', () => {
    fc.assert(
      fc.property(nastyText, blocks, (title, said) => {
        const url = `${BASE_URL}/a/metro-live`;
        const [call] = laid({ kind: 'previews', previews: [{ url, title, blocks: said }] });
        if (call?.kind !== 'previews') throw new Error('no previews');
        const made = call.unfurls[url]?.blocks ?? [];
        if (made.length === 0) return;
        for (const mrkdwn of PreviewBlocks.parse(made).flatMap(mrkdwnIn)) {
          expect(formatsByAccident(mrkdwn)).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('of a home page too long for Slack leaves out the end of the text, and no button', () => {
    const said = Array.from({ length: 150 }, (_, at) => ({
      kind: 'heading' as const,
      text: `${at}`,
    }));
    const [call] = laid({
      kind: 'home',
      blocks: said,
      choices: [{ label: '묻기', token: 'c:ask' }],
    });
    const view = HomeView.parse(call?.kind === 'home' ? call.view : undefined);
    expect(view.blocks).toHaveLength(100);
    expect(tokensIn(view.blocks)).toEqual(['c:ask']);
  });

  it('puts a heading beside what it is about, not at the end of a full message', () => {
    const long = 'ㄱ'.repeat(2_800);
    const made = messagesOf({
      kind: 'message',
      blocks: [
        { kind: 'paragraph', runs: [{ text: long }] },
        { kind: 'heading', text: '근거' },
        { kind: 'paragraph', runs: [{ text: long }] },
      ],
    });
    expect(made.map((call) => call.blocks.map(({ type }) => type))).toEqual([
      ['rich_text'],
      ['header', 'rich_text'],
    ]);
  });

  it('says what is about a file before the file', () => {
    const calls = laid({
      kind: 'file',
      file: 'f1',
      name: '진정서.docx',
      mediaType: 'application/octet-stream',
      blocks: [{ kind: 'paragraph', runs: [{ text: '초안이에요.' }] }],
    });
    expect(calls).toMatchObject([
      { kind: 'message', text: '초안이에요.' },
      { kind: 'file', file: 'f1', name: '진정서.docx' },
    ]);
  });

  it('makes buttons of choices: a token comes back, an address opens', () => {
    const [call] = messagesOf({
      kind: 'message',
      blocks: [],
      choices: [
        { label: '이어서', token: 'c:next' },
        { label: '원문', url: 'https://law.example/a' },
        { label: '나쁜 곳', url: 'javascript:alert(1)' },
      ],
    });
    expect(call).toMatchObject({
      text: '이어서 · 원문',
      blocks: [
        {
          type: 'actions',
          elements: [
            { action_id: 'choice:0', value: 'c:next' },
            { action_id: 'page:1', url: 'https://law.example/a' },
          ],
        },
      ],
    });
  });

  it.each([
    { name: 'plain', runs: [{ text: '법률 정보' }], type: 'context' },
    {
      name: 'with a link',
      runs: [{ text: '원문', url: 'https://law.example/a?b&c' }],
      type: 'context',
    },
    { name: 'with a star', runs: [{ text: '2 * 3' }], type: 'rich_text' },
    { name: 'with an emoji by name', runs: [{ text: ':smile:' }], type: 'rich_text' },
    { name: 'like a quotation', runs: [{ text: '> 인용' }], type: 'rich_text' },
  ])('of small print $name is a block of type $type', ({ runs: said, type }) => {
    const [call] = messagesOf({ kind: 'message', blocks: [{ kind: 'note', runs: said }] });
    expect(call?.blocks[0]?.type).toBe(type);
  });
});

describe('cutting', () => {
  const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

  it('loses nothing and cuts no grapheme', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(nastyText, fc.string({ unit: 'grapheme', minLength: 500, maxLength: 4_000 })),
          { maxLength: 8 },
        ),
        (parts) => {
          const whole = parts.join('').toWellFormed();
          const pieces = cutRuns([{ text: whole }]).map((piece) =>
            piece.map(({ text }) => text).join(''),
          );
          expect(pieces.join('')).toBe(whole);
          let at = 0;
          for (const piece of pieces.slice(0, -1)) {
            at += piece.length;
            const around = graphemes.segment(whole).containing(at);
            const isTooLong = textCost(around?.segment ?? '') > 2_900;
            expect(around?.index === at || isTooLong).toBe(true);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('moves a link to the next block rather than cut it', () => {
    const pieces = cutRuns([
      { text: 'ㄱ'.repeat(2_880) },
      { text: '개인정보 보호법 제23조 제1항 제2호', url: 'https://law.example/a' },
    ]);
    expect(pieces.map((piece) => piece.length)).toEqual([1, 1]);
  });

  it('prefers the end of a line, then the end of a word', () => {
    const line = `${'가'.repeat(1_700)}\n`;
    const word = `${'나'.repeat(2_500)} `;
    const rest = '다'.repeat(1_500);
    expect(cutRuns([{ text: line + rest }])[0]?.[0]?.text).toBe(line);
    expect(cutRuns([{ text: word + rest }])[0]?.[0]?.text).toBe(word);
  });

  it('ends even where one grapheme is longer than a block', () => {
    const zalgo = `a${'\u0301'.repeat(10_000)}`;
    const pieces = cutRuns([{ text: zalgo }]);
    expect(
      pieces
        .flat()
        .map(({ text }) => text)
        .join(''),
    ).toBe(zalgo);
    expect(pieces.length).toBeGreaterThan(3);
  });
});

describe('every answer of the corpus', () => {
  it('fits Slack in both languages, with all its words', async () => {
    const bot = await openRealBot();
    const settings = textSettings(bot, BASE_URL);
    const { entries } = bot.knowledge.corpus;
    expect(entries.size).toBeGreaterThan(300);
    let most = 0;
    for (const entry of entries.values()) {
      for (const language of LANGUAGES) {
        const view = entryView(entry, language, settings);
        const made = messagesOf({ kind: 'answer', view });
        const all = made.flatMap(checkMessage);
        expect(squeezed(all.map(wordsInBlock).join(''))).toBe(
          squeezed(answerBlocks(view, settings).map(wordsOf).join('')),
        );
        most = Math.max(most, made.length);
      }
    }
    expect(most).toBeLessThanOrEqual(3);
  }, 180_000);
});
