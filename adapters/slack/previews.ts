import type { LinkUnfurls, MessageAttachment, SectionBlock } from '@slack/types';
import type { Block, Preview, Run } from '../../bot/message.ts';
import { startOf } from './cut-runs.ts';
import { BLOCKS_IN_PREVIEW, LONGEST_TEXT_OBJECT } from './limits.ts';
import { asMrkdwn } from './mrkdwn.ts';

/** What unfolds under links, by the link as it stood. Slack has refused rich text here (slackapi/java-slack-sdk issue 948). */
export const unfurlsOf = (previews: readonly Preview[]): LinkUnfurls =>
  Object.fromEntries(previews.map((preview) => [preview.url, attachmentOf(preview)]));

function attachmentOf({ url, title, blocks }: Preview): MessageAttachment {
  const titleRuns = [{ text: title, url }];
  const sections = [titleRuns, ...blocks.flatMap(linesOf)].flatMap(sectionOf);
  return { blocks: sections.slice(0, BLOCKS_IN_PREVIEW) };
}

function linesOf(block: Block): readonly (readonly Run[])[] {
  switch (block.kind) {
    case 'heading':
      return [[{ text: block.text }]];
    case 'list':
      return block.items.map((item) => [{ text: '• ' }, ...item]);
    case 'paragraph':
    case 'quote':
    case 'note':
      return [block.runs];
  }
}

/** Links where mrkdwn is safe, else plain text, in which nothing is formatted. */
function sectionOf(runs: readonly Run[]): readonly SectionBlock[] {
  const wellFormed = runs.map((run) => ({ ...run, text: run.text.toWellFormed() }));
  const words = wellFormed.map(({ text }) => text).join('');
  if (!words.trim()) return [];
  const mrkdwn = runs.some(({ url }) => url) ? asMrkdwn(wellFormed) : undefined;
  if (mrkdwn !== undefined) {
    return [{ type: 'section', text: { type: 'mrkdwn', text: mrkdwn, verbatim: true } }];
  }
  const text = startOf(words, LONGEST_TEXT_OBJECT);
  return text.trim() ? [{ type: 'section', text: { type: 'plain_text', text, emoji: false } }] : [];
}
