import { createHash, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Content } from '../../bot/message.ts';
import { maskPersonalData } from '../../knowledge/answer/personal-data.ts';
import { LONGEST_QUESTION } from '../../knowledge/answer/pipeline.ts';
import { plainText } from '../../knowledge/search/plain-text.ts';
import { storedHtml } from './channel.ts';
import { languageFor, sendPage, type WebContext } from './context.ts';

/** 144 bits: who does not know it can neither read nor go on with a conversation. */
const SECRET_BYTES = 18;
const Secret = z
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
  conversation: Secret,
  delivery: Secret,
});
const KeptForm = z.object({ conversation: Secret, file: z.string().max(64) });

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Conversation and next delivery of a page, as its form carries them along; there is no cookie. */
export interface Thread {
  readonly conversation: string;
  readonly delivery: string;
}

export const newThread = (): Thread => ({ conversation: newSecret(), delivery: newSecret() });

/**
 * Takes what a form says, stores it, and waits for the answer. A form that is sent again gets the same answer again.
 *
 * @returns The turn for a whole page; undefined where the response was sent.
 */
export async function converse(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<{ readonly html: string; readonly thread: Thread } | undefined> {
  const form = AskForm.parse(request.body ?? {});
  const language = languageFor(request);
  const conversation = form.conversation ?? newSecret();
  const deliveryId = deliveryOf(conversation, form.delivery ?? newSecret());
  const { text, content } = contentOf(form);
  await context.chat.deliver([
    {
      platform: 'web',
      deliveryId,
      conversation,
      person: conversation,
      address: {},
      order: Date.now(),
      audience: 'private',
      language,
      content,
    },
  ]);
  const payloads = await context.chat.repliesTo(deliveryId, ANSWER_WITHIN_MS);
  if (!payloads) {
    const { web } = context.words[language];
    sendProblem(context, request, response, 503, web.failed, web.slow);
    return undefined;
  }
  const question = maskPersonalData(plainText(text).slice(0, LONGEST_QUESTION)).text;
  const words = context.words[language];
  const html = context.render('turn', { words, question, cards: storedHtml(payloads) });
  const thread = { conversation, delivery: newSecret() };
  if (!request.get('accept')?.includes('fragment=1')) return { html, thread };
  response.type('html').send(html + context.render('conversation', thread));
  return undefined;
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
const deliveryOf = (conversation: string, delivery: string): string =>
  createHash('sha256').update(`${conversation} ${delivery}`).digest('base64url');

/** A file that we made for this conversation: whoever has the conversation may have it. */
export async function sendKept(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<void> {
  const form = KeptForm.safeParse(request.body ?? {});
  const { conversation, file } = form.success ? form.data : {};
  const bytes = conversation && file && (await context.chat.readFile(conversation, file));
  if (bytes) {
    response.attachment('facerights-kept.json').type('application/json').send(Buffer.from(bytes));
    return;
  }
  const { web } = context.words[languageFor(request)];
  sendProblem(context, request, response, 404, web.notFound, web.notFoundText);
}

function sendProblem(
  context: WebContext,
  request: Request,
  response: Response,
  status: number,
  heading: string,
  text: string,
): void {
  sendPage(context, request, response, {
    view: 'message',
    title: heading,
    status,
    data: { heading, text },
  });
}
