import { type Request, type Response, Router } from 'express';
import { answerView } from '../../bot/answer-view.ts';
import { hasChosenLanguage, languageFor, sendPage, type WebContext } from './context.ts';
import { converse, newThread, sendKept, type Thread } from './conversing.ts';

/** The chat: a form that works without JavaScript, and answers as a fragment for the page that has it. */
export function chatPages(context: WebContext): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const question = request.query['q'];
    if (typeof question === 'string' && question) return answerLink(request, response, question);
    sendChat(request, response);
  });
  router.get('/ask', (request, response) => {
    response.redirect(303, `/?lang=${languageFor(request)}`);
  });
  router.post('/ask', async (request, response) => {
    const turn = await converse(context, request, response);
    if (turn) sendChat(request, response, turn.html, turn.thread);
  });
  router.post('/kept', async (request, response) => {
    await sendKept(context, request, response);
  });
  return router;

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
    sendChat(request, response, context.render('turn', { words, question, cards: [card] }));
  }

  function sendChat(
    request: Request,
    response: Response,
    turn = '',
    thread: Thread = newThread(),
  ): void {
    const { web } = context.words[languageFor(request)];
    const examples = [web.exampleOne, web.exampleTwo, web.exampleThree, web.exampleFour];
    const data = { ...thread, draft: '', turn, examples };
    sendPage(context, request, response, { view: 'chat', data });
  }
}
