import { z } from 'zod';

const Button = z.union([
  z.object({ text: z.string(), callback_data: z.string() }),
  z.object({ text: z.string(), url: z.string() }),
]);

const Keyboard = z.object({ inline_keyboard: z.array(z.array(Button)) });

const Reply = z.object({ message_id: z.number(), allow_sending_without_reply: z.boolean() });

const MessagePayload = z.object({
  method: z.literal('sendMessage'),
  text: z.string(),
  parse_mode: z.literal('HTML').exactOptional(),
  link_preview_options: z.object({ is_disabled: z.boolean() }),
  reply_markup: Keyboard.exactOptional(),
  reply_parameters: Reply.exactOptional(),
});

const DocumentPayload = z.object({
  method: z.literal('sendDocument'),
  /** In our store. */
  file: z.string(),
  name: z.string(),
  mediaType: z.string(),
  caption: z.string().exactOptional(),
  parse_mode: z.literal('HTML').exactOptional(),
  reply_parameters: Reply.exactOptional(),
});

/** A call of the Bot API as it waits in the store; the chat is added when it is made. */
export const TelegramPayload = z.discriminatedUnion('method', [MessagePayload, DocumentPayload]);

export type Button = z.infer<typeof Button>;
export type Keyboard = z.infer<typeof Keyboard>;
export type MessagePayload = z.infer<typeof MessagePayload>;
export type DocumentPayload = z.infer<typeof DocumentPayload>;
export type TelegramPayload = z.infer<typeof TelegramPayload>;

/** Where a call goes. */
export const TelegramAddress = z.object({
  chat: z.number(),
  topic: z.number().exactOptional(),
  replyTo: z.number().exactOptional(),
});

export type TelegramAddress = z.infer<typeof TelegramAddress>;
