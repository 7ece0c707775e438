import { type Request, type Response, Router } from 'express';
import { answerView } from '../../bot/answer-view.ts';
import { fragmentOf, sendChat } from './chat-page.ts';
import { hasChosenLanguage, languageFor, type WebContext } from './context.ts';
import { converse, newThread, sendKept } from './conversing.ts';
import { turnStream } from './turn-stream.ts';

/** The chat: a form that works without JavaScript, and answers as a fragment for the page that has it. */
export function chatPages(context: WebContext): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const question = request.query['q'];
    if (typeof question === 'string' && question) return answerLink(request, response, question);
    await sendChat(context, request, response);
  });
  router.get(['/ask', '/kept'], (request, response) => {
    response.redirect(303, `/?lang=${languageFor(request)}`);
  });
  router.post('/ask', async (request, response) => {
    const wanted = request.get('accept') ?? '';
    if (wanted.includes('stream=1')) return streamTurn(request, response);
    const turn = await converse(context, request, response);
    if (!turn) return;
    if (wanted.includes('fragment=1')) {
      response.type('html').send(await fragmentOf(context, request, turn));
    } else {
      await sendChat(context, request, response, { turn });
    }
  });
  router.post('/kept', async (request, response) => {
    await sendKept(context, request, response);
  });
  return router;

  /** The turn while it is written, at last as a fragment. A page that goes away meanwhile stops nothing. */
  async function streamTurn(request: Request, response: Response): Promise<void> {
    const stream = turnStream(response);
    const turn = await converse(context, request, response, { soFar: stream.soFar });
    if (turn) stream.end(await fragmentOf(context, request, turn));
  }

  /** An example, or a link with a question in it: answered as it is, and nothing is stored. */
  async function answerLink(request: Request, response: Response, text: string): Promise<void> {
    const language = languageFor(request);
    const answered = await context.pipeline.answer({
      text,
      ...(hasChosenLanguage(request) && !/[가-힣]/.test(text) === (language === 'en')
        ? { language }
        : {}),
    });
    const words = context.words[answered.language];
    const view = answerView(answered, context);
    const card = context.render('answer-card', { view, words, language: answered.language });
    const { question } = answered;
    const html = context.render('turn', { words, question, cards: [card] });
    await sendChat(context, request, response, { turn: { html, thread: newThread() } });
  }
}
