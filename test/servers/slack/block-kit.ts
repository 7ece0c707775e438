import { z } from 'zod';

/**
 * Block Kit as docs.slack.dev documents it, and stricter: what is not known here is refused, so that a slip of ours is seen.
 * Lengths are in UTF-16 units; Slack counts characters, of which there are never more.
 */

const text = (max: number) => z.string().min(1).max(max);
const said = (max: number) => text(max).refine((value) => value.trim() !== '', 'blank');
const url = z
  .string()
  .max(3_000)
  .refine((value) => URL.canParse(value) && !/[<>|\s]/.test(value), 'no address');

const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: said(max), emoji: z.boolean().optional() });

const mrkdwn = z.strictObject({
  type: z.literal('mrkdwn'),
  text: said(3_000).refine(isEscaped, 'not escaped'),
  verbatim: z.literal(true),
});

/** Only links of the form `<address|label>`, only the three escapes, and nothing that Slack would format. */
export function isEscaped(value: string): boolean {
  const bare = value.replace(/<[a-z]+:[^<>|\s]+\|[^<>|\n]+>/g, (link) => {
    const label = link.slice(link.indexOf('|') + 1, -1);
    return label.trim() ? label : '<';
  });
  return !/[<>]/.test(bare) && !/&(?!(?:amp|lt|gt);)/.test(bare);
}

/** Signs that would format words, draw an emoji or quote a line where mrkdwn is read. */
export const formatsByAccident = (value: string): boolean => {
  const bare = value.replace(/<[^<>|]+\|([^<>]+)>/g, '$1');
  return /[*_~`]|^\s*&gt;|:[\w+'-]+:/m.test(bare);
};

const style = z.strictObject({ bold: z.boolean().optional(), italic: z.boolean().optional() });
const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: text(3_000), style: style.optional() }),
  z.strictObject({ type: z.literal('link'), url, text: text(3_000), style: style.optional() }),
]);
const richSection = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: z.array(richElement).min(1),
});
const richPart = z.discriminatedUnion('type', [
  richSection,
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richElement).min(1) }),
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(richSection).min(1),
  }),
]);

const button = z
  .strictObject({
    type: z.literal('button'),
    action_id: text(255),
    text: plain(75),
    value: text(2_000).optional(),
    url: url.optional(),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .refine(({ url: address }) => !address || /^https?:/.test(address), 'a button opens pages only');

const unique = <T>(values: readonly T[]): boolean => new Set(values).size === values.length;

const actionId = { action_id: text(255) };
const option = z.strictObject({ text: plain(75), value: text(75) });
const options = (max: number) =>
  z
    .array(option)
    .min(1)
    .max(max)
    .refine((all) => unique(all.map(({ value }) => value)), 'two options with one value');

const field = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...actionId,
    multiline: z.boolean().optional(),
    max_length: z.number().int().min(1).max(3_000).optional(),
  }),
  z.strictObject({ type: z.literal('static_select'), ...actionId, options: options(100) }),
  z.strictObject({ type: z.literal('multi_static_select'), ...actionId, options: options(100) }),
  z.strictObject({ type: z.literal('checkboxes'), ...actionId, options: options(10) }),
  z.strictObject({ type: z.literal('datepicker'), ...actionId }),
  z.strictObject({ type: z.literal('timepicker'), ...actionId }),
]);
export type Field = z.infer<typeof field>;

const input = z.strictObject({
  type: z.literal('input'),
  block_id: text(255).optional(),
  optional: z.boolean().optional(),
  label: plain(2_000),
  hint: plain(2_000).optional(),
  element: field,
});
export type Input = z.infer<typeof input>;

export const MessageBlock = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plain(150) }),
  z
    .strictObject({ type: z.literal('rich_text'), elements: z.array(richPart).min(1) })
    .refine(
      ({ elements }) => elements.map(wordsInPart).join('').length <= 3_000,
      'too long for one block',
    ),
  z.strictObject({
    type: z.literal('context'),
    elements: z
      .array(z.union([mrkdwn, plain(3_000)]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal('section'), text: z.union([mrkdwn, plain(3_000)]) }),
  z.strictObject({ type: z.literal('divider') }),
  z
    .strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25) })
    .refine(({ elements }) => unique(elements.map(({ action_id }) => action_id)), 'same action_id'),
]);
export type MessageBlock = z.infer<typeof MessageBlock>;

const actionIds = (blocks: readonly MessageBlock[]): readonly string[] =>
  blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.map(({ action_id }) => action_id) : [],
  );

export const MessageBlocks = z
  .array(MessageBlock)
  .min(1)
  .max(50)
  .refine((blocks) => JSON.stringify(blocks).length <= 13_000, 'msg_blocks_too_long')
  .refine((blocks) => unique(actionIds(blocks)), 'same action_id in a message');

/** Slack has refused rich text in unfurled links. */
export const PreviewBlocks = z
  .array(MessageBlock)
  .min(1)
  .max(50)
  .refine((blocks) => blocks.every(({ type }) => type !== 'rich_text'), 'rich text in a preview');

export const HomeView = z.strictObject({
  type: z.literal('home'),
  blocks: z.array(MessageBlock).max(100),
});

export const ModalView = z
  .strictObject({
    type: z.literal('modal'),
    callback_id: text(255),
    private_metadata: z.string().max(3_000).optional(),
    title: plain(24),
    submit: plain(24),
    close: plain(24).optional(),
    blocks: z
      .array(z.union([MessageBlock, input]))
      .min(1)
      .max(100),
  })
  .refine(
    ({ blocks }) => unique(inputsOf(blocks).map(({ block_id }) => block_id)),
    'same block_id in a view',
  )
  .refine((view) => JSON.stringify(view).length <= 250_000, 'view_too_large');
export type ModalView = z.infer<typeof ModalView>;

/** The blocks with fields, in order. */
export const inputsOf = (blocks: readonly (MessageBlock | Input)[]): readonly Input[] =>
  blocks.filter((block): block is Input => block.type === 'input');

type RichElement = z.infer<typeof richElement>;
type RichPart = z.infer<typeof richPart>;
const joined = (elements: readonly RichElement[]): string =>
  elements.map((element) => element.text).join('');

/** The words of a block as a person reads them: no markup, escapes undone. Buttons are not words. */
export function wordsInBlock(block: MessageBlock): string {
  switch (block.type) {
    case 'header':
      return block.text.text;
    case 'rich_text':
      return block.elements.map(wordsInPart).join('\n');
    case 'context':
      return block.elements.map(wordsInText).join(' ');
    case 'section':
      return wordsInText(block.text);
    case 'divider':
    case 'actions':
      return '';
  }
}

function wordsInPart(part: RichPart): string {
  return part.type === 'rich_text_list'
    ? part.elements.map(({ elements }) => joined(elements)).join('\n')
    : joined(part.elements);
}

const wordsInText = (object: { type: string; text: string }): string =>
  object.type === 'mrkdwn' ? shownText(object.text) : object.text;

/** What Slack shows of escaped text. */
export const shownText = (value: string): string =>
  value
    .replace(/<[^<>|]+\|([^<>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
