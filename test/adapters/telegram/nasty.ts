import fc from 'fast-check';
import type { Block, Choice, Run } from '../../../bot/message.ts';

/** Pieces that break programs which take text for markup, or letters for code units. */
const NASTY = [
  '<b>',
  '</b>',
  '<',
  '>',
  '&',
  '&amp;',
  '&lt',
  '&#60;',
  '"',
  "'",
  '</blockquote>',
  '<a href="x">',
  '*',
  '_',
  '`',
  '~',
  '[x](y)',
  '\\',
  '\ud800',
  '\udc00',
  '\udfff\ud800',
  '\u0000',
  '\u0007',
  '\u001b[1m',
  '\r\n',
  '\r',
  '\n\n\n',
  '\t',
  '\u0085',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2067',
  '\u2069',
  '\u200d',
  '\u200b',
  '\ufeff',
  '\u00a0',
  '\u3164',
  '\u2800',
  '\u115f',
  '\u0301',
  'e\u0301',
  '\u1112\u1161\u11ab',
  '한',
  '글입니다. ',
  '👨‍👩‍👧‍👦',
  '🇰🇷',
  '👍🏽',
  '❤️',
  '𝒜',
  '안녕하세요. ',
  'שלום עולם ',
  'مرحبا بالعالم ',
  ' ',
  '  ',
  'word ',
  'Sentence ends. ',
  '제23조(민감정보의 처리 제한) ',
  '@somebody',
  '#tag',
  '/start',
  'https://example.com/x?y=1&z=2 ',
] as const;

const HUGE = [
  'a'.repeat(9_000),
  '가'.repeat(5_000),
  '🇰🇷'.repeat(2_500),
  '👨‍👩‍👧‍👦'.repeat(900),
  `z${'\u0301'.repeat(6_000)}`,
  'word '.repeat(2_000),
  '문장이 끝나요. '.repeat(1_200),
  ' '.repeat(5_000),
  '\u200b'.repeat(5_000),
] as const;

const ADDRESSES = [
  '',
  '/a/metro-live',
  'javascript:alert(1)',
  'data:text/html,<b>',
  'http://localhost:3000/x',
  'http://[::1]/',
  'https://facerights.example/a/x?lang=ko',
  'https://facerights.example/?q="><b>&x=\'',
  'https://law.go.kr/법령/개인정보보호법',
  'https://user:pass@example.com/',
  'HTTPS://EXAMPLE.COM/%',
  'tg://user?id=1',
  `https://example.com/${'x'.repeat(1_900)}`,
  `https://example.com/${'y'.repeat(4_000)}`,
  'https://例え.jp/パス',
  'http://a',
  'https://1.2.3.4/x',
  ' https://example.com ',
] as const;

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme-composite', maxLength: 12 }) },
);

const shortText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

const longText = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: piece }, { weight: 1, arbitrary: fc.constantFrom(...HUGE) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((pieces) => pieces.join(''));

const runOf = (text: fc.Arbitrary<string>): fc.Arbitrary<Run> =>
  fc.record(
    { text, isBold: fc.boolean(), url: fc.constantFrom(...ADDRESSES) },
    { requiredKeys: ['text'] },
  );

function blockOf(text: fc.Arbitrary<string>): fc.Arbitrary<Block> {
  const runs = fc.array(runOf(text), { maxLength: 5 });
  return fc.oneof(
    fc.record({ kind: fc.constant('heading' as const), text }),
    fc.record({
      kind: fc.constantFrom('paragraph' as const, 'quote' as const, 'note' as const),
      runs,
    }),
    fc.record({ kind: fc.constant('list' as const), items: fc.array(runs, { maxLength: 6 }) }),
  );
}

export const shortMessage = fc.array(blockOf(shortText), { maxLength: 7 });
export const longMessage = fc.array(blockOf(longText), { minLength: 1, maxLength: 3 });
/** More forms than one message may have. */
export const formedMessage = fc.array(
  fc.record({
    kind: fc.constantFrom('paragraph' as const, 'quote' as const),
    runs: fc.array(runOf(shortText), { minLength: 20, maxLength: 120 }),
  }),
  { minLength: 1, maxLength: 3 },
);

export const choices: fc.Arbitrary<readonly Choice[]> = fc.array(
  fc.oneof(
    fc.record({ label: shortText, token: fc.stringMatching(/^[\w:-]{1,32}$/) }),
    fc.record({ label: fc.oneof(shortText, longText), url: fc.constantFrom(...ADDRESSES) }),
  ),
  { maxLength: 12 },
);
