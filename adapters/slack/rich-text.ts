import type {
  ContextBlock,
  HeaderBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextSection,
} from '@slack/types';
import type { Block, Run } from '../../bot/message.ts';
import { cutRuns } from './cut-runs.ts';
import { LARGEST_PIECE, LONGEST_HEADER, LONGEST_PIECE } from './limits.ts';
import { asMrkdwn, safeUrl, textCost } from './mrkdwn.ts';

/** One block of a message, with the words in it for those who do not see blocks. */
export interface Piece {
  readonly block: HeaderBlock | RichTextBlock | ContextBlock;
  readonly words: string;
  readonly isHeading: boolean;
}

/**
 * Rich text rather than mrkdwn: its characters are never read as formatting, mention or emoji, so the words of the law
 * stand as they are and nothing in our data can ping anybody.
 */
export function piecesOf(block: Block): readonly Piece[] {
  switch (block.kind) {
    case 'heading':
      return headingPieces(wellFormed([{ text: block.text }]));
    case 'paragraph':
      return cutRuns(wellFormed(block.runs)).flatMap((runs) => piece(runs, [section(runs)]));
    case 'quote':
      return cutRuns(wellFormed(block.runs)).flatMap((runs) =>
        piece(runs, [{ type: 'rich_text_quote', elements: elements(runs) }]),
      );
    case 'note':
      return cutRuns(wellFormed(block.runs)).flatMap(notePieces);
    case 'list':
      return listPieces(block.items.map(wellFormed));
  }
}

/** Half a surrogate pair cannot be sent at all. */
const wellFormed = (runs: readonly Run[]): readonly Run[] =>
  runs.filter(({ text }) => text).map((run) => ({ ...run, text: run.text.toWellFormed() }));

const wordsOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

const isBlank = (runs: readonly Run[]): boolean => !wordsOf(runs).trim();

const richText = (parts: RichTextBlockElement[]): RichTextBlock => ({
  type: 'rich_text',
  elements: parts,
});

/** Slack refuses a block without words. */
const piece = (runs: readonly Run[], parts: RichTextBlockElement[]): readonly Piece[] =>
  isBlank(runs) ? [] : [{ block: richText(parts), words: wordsOf(runs), isHeading: false }];

const section = (runs: readonly Run[]): RichTextSection => ({
  type: 'rich_text_section',
  elements: elements(runs),
});

const elements = (runs: readonly Run[]): RichTextElement[] => runs.map(element);

function element({ text, url, isBold }: Run): RichTextElement {
  const href = url && safeUrl(url);
  const style = isBold ? { style: { bold: true } } : {};
  return href ? { type: 'link', url: href, text, ...style } : { type: 'text', text, ...style };
}

function headingPieces(runs: readonly Run[]): readonly Piece[] {
  const text = wordsOf(runs);
  const isHeader = text.trim() && text.length <= LONGEST_HEADER && !/[\n\r]/.test(text);
  if (isHeader) {
    const block: HeaderBlock = {
      type: 'header',
      text: { type: 'plain_text', text, emoji: false },
    };
    return [{ block, words: text, isHeading: true }];
  }
  const bold = runs.map((run) => ({ ...run, isBold: true }));
  return cutRuns(bold)
    .flatMap((cut) => piece(cut, [section(cut)]))
    .map((cut) => ({ ...cut, isHeading: true }));
}

/** Small print where mrkdwn is safe, else a line of normal size. */
function notePieces(runs: readonly Run[]): readonly Piece[] {
  const text = asMrkdwn(runs);
  if (text === undefined) return piece(runs, [section(runs)]);
  const block: ContextBlock = {
    type: 'context',
    // verbatim: Slack looks for no links and names of its own in it.
    elements: [{ type: 'mrkdwn', text, verbatim: true }],
  };
  return [{ block, words: wordsOf(runs), isHeading: false }];
}

const BULLET = '- ';

/** As many items to a block as fit; an item that does not fit in one goes on without a bullet. */
function listPieces(items: readonly (readonly Run[])[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let held: (readonly Run[])[] = [];
  const flush = () => {
    if (held.length > 0) pieces.push(listPiece(held));
    held = [];
  };
  for (const item of items.filter((runs) => !isBlank(runs))) {
    const [first = [], ...more] = cutRuns(item).filter((runs) => !isBlank(runs));
    if (!fits([...held, first])) flush();
    held.push(first);
    if (more.length > 0) flush();
    pieces.push(...more.flatMap((runs) => piece(runs, [section(runs)])));
  }
  flush();
  return pieces;
}

function listPiece(items: readonly (readonly Run[])[]): Piece {
  const words = items.map((runs) => BULLET + wordsOf(runs)).join('\n');
  const list = { type: 'rich_text_list' as const, style: 'bullet' as const };
  return { block: richText([{ ...list, elements: items.map(section) }]), words, isHeading: false };
}

function fits(items: readonly (readonly Run[])[]): boolean {
  const { block, words } = listPiece(items);
  return textCost(words) <= LONGEST_PIECE && JSON.stringify(block).length <= LARGEST_PIECE;
}
