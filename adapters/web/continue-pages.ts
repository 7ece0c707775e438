import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Content } from '../../bot/message.ts';
import { sendChat } from './chat-page.ts';
import { languageFor, sendPage, type WebContext } from './context.ts';
import {
  inLanguageOf,
  newThread,
  type Said,
  type Thread,
  takeTurn,
  threadIn,
} from './conversing.ts';
import { keptCase } from './kept-case.ts';

/** Before the secret of a conversation that began here; the code of a messenger has no such mark. */
const RETURN = /^r\.([\w-]{24})$/;
const HAND_OVER = /^[\w-]{8,64}$/;

const ContinueForm = z.object({ code: z.string().max(500).catch('') });

type Problem = 'wrong' | 'gone';

/**
 * Where a link leads by which somebody goes on with what they began elsewhere, or earlier. Its secret stands behind the `#`,
 * which browsers keep to themselves: a script of ours, or the person, puts it into the form.
 */
export function continuePages(context: WebContext): Router {
  const router = Router();
  router.get('/continue', (request, response) => {
    sendForm(context, request, response, newThread());
  });
  router.post('/continue', async (request, response) => {
    const thread = threadIn(request.body);
    const said = await saidBy(context, request, thread);
    if (typeof said === 'string') {
      sendForm(context, request, response, thread, said);
      return;
    }
    const turn = await takeTurn(context, request, response, said);
    if (turn) await sendChat(context, request, response, { turn });
  });
  return router;
}

async function saidBy(
  context: WebContext,
  request: Request,
  thread: Thread,
): Promise<Said | Problem> {
  const language = languageFor(request);
  const shown = context.words[language].web.continued;
  const { code } = ContinueForm.parse(request.body ?? {});
  const secret = code.trim().split('#').at(-1) ?? '';
  const [, conversation] = RETURN.exec(secret) ?? [];
  if (!conversation) {
    if (!HAND_OVER.test(secret)) return 'wrong';
    return { thread, contents: [{ kind: 'handover', code: secret }], shown, key: secret };
  }
  const kept = await keptCase(context, conversation);
  if (!kept.case) return 'gone';
  const goOn: Content = { kind: 'command', command: 'complaint', argument: '' };
  return {
    thread: { ...thread, conversation },
    contents: [...inLanguageOf(language, kept.state), goOn],
    shown,
    key: 'return',
  };
}

function sendForm(
  context: WebContext,
  request: Request,
  response: Response,
  thread: Thread,
  problem?: Problem,
): void {
  const { web } = context.words[languageFor(request)];
  const texts = { wrong: web.continueWrong, gone: web.continueGone };
  sendPage(context, request, response, {
    view: 'continue',
    title: web.continueTitle,
    script: 'continue.js',
    isPrivate: true,
    status: problem ? 422 : 200,
    data: { ...thread, problem: problem ? texts[problem] : '' },
  });
}
