import type { ActionsBlock, KnownBlock } from '@slack/types';
import { answerBlocks, type BlockSettings } from '../../bot/answer-blocks.ts';
import type { Block, Choice, Outgoing } from '../../bot/message.ts';
import { buttonBlocks } from './buttons.ts';
import type { MessageCall, SlackCall, Standing } from './calls.ts';
import { startOf } from './cut-runs.ts';
import { BLOCKS_IN_HOME, BLOCKS_IN_MESSAGE, LARGEST_BLOCKS, LONGEST_FALLBACK } from './limits.ts';
import { escapeText, textCost } from './mrkdwn.ts';
import { unfurlsOf } from './previews.ts';
import { piecesOf } from './rich-text.ts';

/** What is said to a person as calls to Slack, in order: as many messages as it takes, none where there is nothing to see. */
export function layOut(message: Outgoing, settings: BlockSettings): readonly SlackCall[] {
  switch (message.kind) {
    case 'message':
      return messages(message.blocks, message.choices);
    case 'answer':
      return messages(answerBlocks(message.view, settings), message.choices);
    case 'file': {
      const { file, name } = message;
      // What is said about a file comes before it, in a message that can be looked for when it may have got through.
      return [...messages(message.blocks), { kind: 'file', file, name: name.toWellFormed() }];
    }
    case 'home':
      return [{ kind: 'home', view: { type: 'home', blocks: homeBlocks(message) } }];
    case 'previews':
      return message.previews.length > 0
        ? [{ kind: 'previews', unfurls: unfurlsOf(message.previews) }]
        : [];
  }
}

/** The calls of a message of which a preview stands already: it becomes the first of them, or goes where none is like it. */
export function inPlaceOf(
  standing: Standing | undefined,
  calls: readonly SlackCall[],
): readonly SlackCall[] {
  const [first, ...rest] = calls;
  if (!standing) return calls;
  if (first?.kind !== 'message') return [{ kind: 'withdrawal', of: standing }, ...calls];
  return [{ ...first, replaces: standing }, ...rest];
}

/** A block with the words in it, and what it takes of a message; buttons have no words that a reader would miss. */
interface Part {
  readonly block: KnownBlock;
  readonly words: string;
  readonly isHeading: boolean;
  readonly cost: number;
  readonly size: number;
}

const partOf = (piece: Pick<Part, 'block' | 'words' | 'isHeading'>): Part => ({
  ...piece,
  // With the line break and the comma that join it to the others.
  cost: textCost(piece.words) + 2,
  size: JSON.stringify(piece.block).length + 1,
});

const buttonPart = (block: ActionsBlock): Part => partOf({ block, words: '', isHeading: false });

const partsOf = (blocks: readonly Block[], choices: readonly Choice[] = []): readonly Part[] => [
  ...blocks.flatMap((block) => piecesOf(block).map(partOf)),
  ...buttonBlocks(choices).map(buttonPart),
];

function messages(blocks: readonly Block[], choices?: readonly Choice[]): readonly MessageCall[] {
  const groups: Part[][] = [];
  for (const part of partsOf(blocks, choices)) {
    const group = groups.at(-1);
    if (group && fits([...group, part])) group.push(part);
    else groups.push([...strandedHeading(group, part), part]);
  }
  return groups.filter((group) => group.length > 0).map(messageOf);
}

/** Takes a heading off the end of a full message: it belongs to what follows. */
function strandedHeading(group: Part[] | undefined, next: Part): readonly Part[] {
  const last = group?.at(-1);
  const moves = group && last?.isHeading && group.length > 1 && fits([last, next]);
  return moves ? group.splice(-1) : [];
}

const wordsOf = (parts: readonly Part[]): string =>
  parts
    .map(({ words }) => words)
    .filter(Boolean)
    .join('\n');

const fits = (parts: readonly Part[]): boolean =>
  parts.length <= BLOCKS_IN_MESSAGE &&
  total(parts.map(({ cost }) => cost)) <= LONGEST_FALLBACK &&
  total(parts.map(({ size }) => size)) <= LARGEST_BLOCKS;

const total = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0);

/** `text` says all that the blocks show: notifications and screen readers have nothing else. */
function messageOf(parts: readonly Part[]): MessageCall {
  const blocks = parts.map(({ block }) => block);
  const words = wordsOf(parts) || startOf(labelsOf(blocks), LONGEST_FALLBACK);
  return { kind: 'message', text: escapeText(words), blocks };
}

const labelsOf = (blocks: readonly KnownBlock[]): string =>
  blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .flatMap((element) => (element.type === 'button' ? [element.text.text] : []))
    .join(' · ');

/** All on one page: what does not fit in at the end of the text is left out, buttons never are. */
function homeBlocks({ blocks, choices }: Extract<Outgoing, { kind: 'home' }>): KnownBlock[] {
  const buttons = buttonBlocks(choices).slice(0, BLOCKS_IN_HOME);
  const content = partsOf(blocks).map(({ block }) => block);
  return [...content.slice(0, BLOCKS_IN_HOME - buttons.length), ...buttons];
}
