import { expect } from 'vitest';
import { layOut } from '../../../adapters/telegram/layout.ts';
import type { MessagePayload } from '../../../adapters/telegram/payload.ts';
import { richText } from '../../../adapters/telegram/rich-text.ts';
import type { Block, Choice, Run } from '../../../bot/message.ts';
import { readButtons } from '../../servers/telegram/checks.ts';
import {
  cleanText,
  type FormattedText,
  parseHtml,
  visibleText,
} from '../../servers/telegram/html.ts';
import { WORDS } from './open-telegram.ts';

const PRIVATE = { address: { chat: 1 }, audience: 'private', language: 'ko' } as const;
const SETTINGS = { words: WORDS, baseUrl: 'https://facerights.example' };
const FORMS: Readonly<Record<string, string>> = {
  quote: 'blockquote',
  italic: 'italic',
  bold: 'bold',
  link: 'text_link',
};

/** The messages that blocks become, as Telegram would show them. Fails where it would refuse or change one. */
export function shownParts(
  blocks: readonly Block[],
  choices?: readonly Choice[],
): readonly FormattedText[] {
  const message = { kind: 'message' as const, blocks, ...(choices && { choices }) };
  const payloads = layOut(message, PRIVATE, SETTINGS) as readonly MessagePayload[];
  return payloads.map((payload, at) => {
    const parsed = parseHtml(payload.text, true);
    const shown = cleanText(parsed);
    if (shown.text !== parsed.text) throw new Error('Telegram would change the text.');
    if (!visibleText(shown.text)) throw new Error('Telegram would refuse it as empty.');
    if (shown.text.length > 4_096) throw new Error('Telegram would refuse it as too long.');
    if (parsed.entities.length > 60) throw new Error('Telegram might drop forms.');
    const buttons = readButtons(payload.reply_markup);
    if (buttons.length > 0 && at < payloads.length - 1) throw new Error('Buttons in the middle.');
    return shown;
  });
}

/** The words of blocks in order, by another way than the layout's: what nobody sees is left out of both. */
function wordsOf(blocks: readonly Block[]): string {
  const ofRuns = (runs: readonly Run[]) =>
    visibleText(runs.map(({ text }) => text.toWellFormed()).join(''));
  return blocks
    .map((block) => {
      if (block.kind === 'heading') return ofRuns([block]);
      if (block.kind !== 'list') return ofRuns(block.runs);
      return block.items.map((item) => (ofRuns(item) ? `•${ofRuns(item)}` : '')).join('');
    })
    .join('');
}

const graphemes = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** Checks all that a layout promises, on one message. */
export function checkLayout(blocks: readonly Block[], choices?: readonly Choice[]): void {
  const parts = shownParts(blocks, choices);
  const words = wordsOf(blocks);
  if (!words) {
    if (parts.length > 1) throw new Error('A message of nothing but buttons is one message.');
    return;
  }
  const shown = parts.map(({ text }) => visibleText(text)).join('');
  if (shown !== words) expect(shown).toBe(words);
  checkCuts(blocks, parts);
}

/** Nothing is cut inside a character or a link, and every form goes on behind a cut. */
function checkCuts(blocks: readonly Block[], parts: readonly FormattedText[]): void {
  const { text, marks } = richText(blocks);
  let from = 0;
  for (const part of parts) {
    const start = text.indexOf(part.text, from);
    if (start < from) throw new Error('A part is not in the text, or not in its place.');
    if (visibleText(text.slice(from, start))) throw new Error('Words are missing.');
    from = start + part.text.length;
    checkForms(marks, part, start);
    if (from < text.length) checkCut(text, marks, from);
  }
}

function checkForms(
  marks: ReturnType<typeof richText>['marks'],
  part: FormattedText,
  start: number,
) {
  const end = start + part.text.length;
  const expected = marks
    .filter((mark) => Math.max(mark.start, start) < Math.min(mark.end, end))
    .map((mark) => ({
      type: FORMS[mark.kind],
      offset: Math.max(mark.start, start) - start,
      length: Math.min(mark.end, end) - Math.max(mark.start, start),
    }));
  const shown = part.entities.map(({ type, offset, length }) => ({
    type: type.replace('expandable_', ''),
    offset,
    length,
  }));
  const sorted = (
    forms: readonly { type?: string | undefined; offset: number; length: number }[],
  ) => forms.map(({ type, offset, length }) => `${offset} ${length} ${type}`).sort();
  if (sorted(shown).join() !== sorted(expected).join()) {
    expect(sorted(shown)).toEqual(sorted(expected));
  }
}

function checkCut(text: string, marks: ReturnType<typeof richText>['marks'], at: number): void {
  const link = marks.find(({ kind, start, end }) => kind === 'link' && start < at && at < end);
  const isCut = link && visibleText(text.slice(at, link.end)) !== '';
  if (isCut && link.end - link.start <= 4_000) throw new Error('A link was cut.');
  const { index, segment } = graphemes.segment(text).containing(at) ?? { index: at, segment: '' };
  if (index < at && segment.length <= 4_096) throw new Error('A character was cut.');
  if (/[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at))) {
    throw new Error('A surrogate pair was cut.');
  }
}
