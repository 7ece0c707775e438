import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Payload } from '../../bot/channel.ts';
import { tokenOf } from '../../bot/choices.ts';
import type { Content, Incoming } from '../../bot/message.ts';
import { spokenLanguage } from '../../bot/reply.ts';
import type { ConversationState } from '../../bot/state.ts';
import { maskPersonalData } from '../../knowledge/answer/personal-data.ts';
import { LONGEST_QUESTION } from '../../knowledge/answer/pipeline.ts';
import type { Language } from '../../knowledge/language.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import { storedHtml } from './channel.ts';
import { languageFor, sendMessage, type WebContext } from './context.ts';
import type { Watcher } from './written-answers.ts';

/** 144 bits: who does not know it can neither read nor go on with a conversation. */
const SECRET_BYTES = 18;
export const Secret = z
  .string()
  .regex(/^[\w-]{24}$/)
  .optional()
  .catch(undefined);

/** How long a page waits for its answer; the same request, repeated, fetches it later. */
const ANSWER_WITHIN_MS = 20_000;

const AskForm = z.object({
  question: z.string().catch(''),
  /** The token of a button and, behind a space, what stood on it. */
  choice: z.string().max(200).optional().catch(undefined),
});
const KeptForm = z.object({ conversation: Secret, file: z.string().max(64) });
const ThreadFields = z.object({ conversation: Secret, delivery: Secret });

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Conversation and next delivery of a page, as its form carries them along; there is no cookie. */
export interface Thread {
  readonly conversation: string;
  readonly delivery: string;
}

export const newThread = (): Thread => ({ conversation: newSecret(), delivery: newSecret() });

/** As a form brought it; what it did not bring is new. */
export function threadIn(body: unknown): Thread {
  const { conversation, delivery } = ThreadFields.parse(body ?? {});
  return { conversation: conversation ?? newSecret(), delivery: delivery ?? newSecret() };
}

/** What a form says. */
export interface Said {
  readonly thread: Thread;
  /** In order; the last one is answered on the page. */
  readonly contents: readonly Content[];
  /** As the page shows it, said by the person. */
  readonly shown: string;
  /** Tells apart what may be sent under one delivery: a form that was changed and is sent again counts as new. */
  readonly key?: string;
  readonly waitMs?: number;
  /** Takes the html of the turn as it is written, where it is seen being written. */
  readonly soFar?: (html: string) => void;
}

export interface Turn {
  readonly html: string;
  readonly thread: Thread;
}

/** Takes what the chat form says. @returns See {@link takeTurn}. */
export async function converse(
  context: WebContext,
  request: Request,
  response: Response,
  seen: Pick<Said, 'soFar'> = {},
): Promise<Turn | undefined> {
  const { text, content } = contentOf(AskForm.parse(request.body ?? {}));
  const shown = maskPersonalData(plainText(text).slice(0, LONGEST_QUESTION)).text;
  const thread = threadIn(request.body);
  return takeTurn(context, request, response, { thread, contents: [content], shown, ...seen });
}

/**
 * Stores what a form says, and waits for the answer. A form that is sent again gets the same answer again.
 *
 * @returns The turn for a page; undefined where the response was sent, because the answer is late.
 */
export async function takeTurn(
  context: WebContext,
  request: Request,
  response: Response,
  said: Said,
): Promise<Turn | undefined> {
  const { contents, shown, key, soFar, waitMs = ANSWER_WITHIN_MS } = said;
  const { conversation, delivery } = said.thread;
  const language = languageFor(request);
  const order = Date.now();
  const deliveries = contents.map((content, index) => ({
    platform: 'web' as const,
    deliveryId: deliveryOf(conversation, delivery, key, index - contents.length + 1),
    conversation,
    person: conversation,
    address: {},
    order,
    audience: 'private' as const,
    language,
    content,
  }));
  const words = context.words[language];
  const turnWith = (cards: readonly string[], isWriting: boolean) =>
    context.render('turn', { words, question: shown, cards, isWriting });
  const watcher = soFar && ((cards: readonly string[]) => soFar(turnWith(cards, true)));
  const payloads = await repliesTo(context, deliveries, waitMs, watcher);
  if (!payloads) {
    // Of a turn that was seen being written the rest is missing, and the page asks again.
    if (response.headersSent) response.end();
    else sendMessage(context, request, response, 503, words.web.failed, words.web.slow);
    return undefined;
  }
  const html = turnWith(storedHtml(payloads), false);
  return { html, thread: { conversation, delivery: newSecret() } };
}

/** Of several deliveries the last one is answered. Watches before it delivers: the answer may be quick. */
async function repliesTo(
  { chat }: WebContext,
  deliveries: readonly Incoming[],
  waitMs: number,
  watcher: Watcher | undefined,
): Promise<readonly Payload[] | undefined> {
  const answered = deliveries.at(-1)?.deliveryId ?? '';
  const stopWatching = watcher && chat.watch(answered, watcher);
  try {
    await chat.deliver(deliveries);
    return await chat.repliesTo(answered, waitMs);
  } finally {
    stopWatching?.();
  }
}

/** Before something said on a page in another language than was spoken so far: the page decides. */
export function inLanguageOf(language: Language, state: ConversationState): readonly Content[] {
  if (spokenLanguage(state, { language }) === language) return [];
  return [{ kind: 'choice', token: tokenOf({ do: 'language', language }) }];
}

function contentOf({ choice, question }: z.infer<typeof AskForm>): {
  readonly text: string;
  readonly content: Content;
} {
  const [token = '', ...label] = choice?.split(' ') ?? [];
  if (token) return { text: label.join(' '), content: { kind: 'choice', token } };
  return { text: question, content: { kind: 'text', text: question } };
}

/** Nobody can ask for the reply to a delivery without knowing its conversation as well. */
function deliveryOf(conversation: string, delivery: string, key: string | undefined, at: number) {
  const parts = [conversation, delivery, ...(key ? [key] : []), ...(at < 0 ? [at] : [])];
  return createHash('sha256').update(parts.join(' ')).digest('base64url');
}

/** A file that we made for this conversation: whoever has the conversation may have it. */
export async function sendKept(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<void> {
  const form = KeptForm.safeParse(request.body ?? {});
  const { conversation, file } = form.success ? form.data : {};
  const found = conversation && file ? await context.chat.readFile(conversation, file) : undefined;
  if (found) {
    response.set('cache-control', 'no-store').attachment(found.name).type(found.mediaType);
    response.send(Buffer.from(found.bytes));
    return;
  }
  const { web } = context.words[languageFor(request)];
  sendMessage(context, request, response, 404, web.notFound, web.notFoundText);
}
