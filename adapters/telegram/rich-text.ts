import type { Block, Run } from '../../bot/message.ts';
import { linkTarget } from './link-target.ts';

/** A stretch of a text in another form, offsets in UTF-16 units: what Telegram calls an entity. */
export interface Mark {
  readonly kind: 'quote' | 'italic' | 'bold' | 'link';
  readonly start: number;
  readonly end: number;
  /** Of a link. */
  readonly url?: string;
}

/** Where a text may best be cut in two. */
export interface Seam {
  readonly at: number;
  readonly between: 'blocks' | 'items';
}

/** A whole message as one text, with its forms beside it: so it can be cut anywhere without cutting a form. */
export interface RichText {
  readonly text: string;
  /** Each is inside another or apart from it, never half. */
  readonly marks: readonly Mark[];
  readonly seams: readonly Seam[];
}

/** Blocks as one text. What nobody can see is left out. */
export function richText(blocks: readonly Block[]): RichText {
  const writer = new Writer();
  for (const block of blocks) writer.block(block);
  return writer;
}

class Writer implements RichText {
  text = '';
  readonly marks: Mark[] = [];
  readonly seams: Seam[] = [];
  #isAfterHeading = false;

  block(block: Block): void {
    const lines = (block.kind === 'list' ? block.items : [runsOf(block)])
      .map(tidyRuns)
      .filter((runs) => runs.length > 0);
    if (lines.length === 0) return;
    this.#separate();
    const start = this.text.length;
    for (const [at, runs] of lines.entries()) {
      if (at > 0) this.#seam('items', '\n');
      if (block.kind === 'list') this.text += '• ';
      for (const run of runs) this.#run(run);
    }
    this.#form(block, start);
    this.#isAfterHeading = block.kind === 'heading';
  }

  /** A heading stays with what it is the heading of. */
  #separate(): void {
    if (this.#isAfterHeading) this.text += '\n';
    else if (this.text) this.#seam('blocks', '\n\n');
  }

  #seam(between: Seam['between'], space: string): void {
    this.seams.push({ at: this.text.length, between });
    this.text += space;
  }

  #form({ kind }: Block, start: number): void {
    const end = this.text.length;
    if (kind === 'heading') this.marks.push({ kind: 'bold', start, end });
    if (kind === 'note') this.marks.push({ kind: 'italic', start, end });
    if (kind === 'quote') this.marks.push({ kind: 'quote', start, end });
  }

  #run({ text, isBold, url }: Run): void {
    const start = this.text.length;
    this.text += text;
    const end = this.text.length;
    if (!isVisible(text)) return;
    const target = url && linkTarget(url);
    if (isBold) this.marks.push({ kind: 'bold', start, end });
    if (target) this.marks.push({ kind: 'link', start, end, url: target });
  }
}

function runsOf(block: Exclude<Block, { kind: 'list' }>): readonly Run[] {
  return block.kind === 'heading' ? [{ text: block.text }] : block.runs;
}

/** Without space at the ends; none where nothing of them can be seen. */
function tidyRuns(runs: readonly Run[]): readonly Run[] {
  const kept = runs.map((run) => ({ ...run, text: tidyText(run.text) })).filter(({ text }) => text);
  const first = kept.findIndex(({ text }) => text.trim());
  const last = kept.findLastIndex(({ text }) => text.trim());
  if (!kept.some(({ text }) => isVisible(text))) return [];
  return kept.slice(first, last + 1).map((run, at, { length }) => {
    const start = at === 0 ? run.text.trimStart() : run.text;
    return { ...run, text: at === length - 1 ? start.trimEnd() : start };
  });
}

/**
 * What Telegram refuses (half a surrogate pair), drops or changes anyway (control characters), and what would turn
 * the reading direction of the rest of the message.
 */
export const tidyText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are to go.
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');

/** Letters that are blank on a screen, beside space and format characters. */
const BLANK =
  /[\s\p{C}\p{Z}\u115f\u1160\u2800\u3164\uffa0\ufffc]|[\ufe00-\ufe0f]|\u034f|\u17b4|\u17b5/gu;

/** Telegram refuses a message in which nobody can see anything. */
export const isVisible = (text: string): boolean => text.replace(BLANK, '') !== '';
