import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { answerView } from '../../bot/answer-view.ts';
import { hasChosenLanguage, languageFor, sendPage, type WebContext } from './context.ts';

/** Earlier questions a page carries along; follow-ups need only the last few. */
const HISTORY_LENGTH = 4;

const AskForm = z.object({
  question: z.string().default(''),
  history: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.string()).max(50).default([]),
  ),
});

/** The chat: a form that works without JavaScript, and answers as a fragment for the page that has it. */
export function chatPages(context: WebContext): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const question = request.query['q'];
    if (typeof question === 'string' && question) return answer(request, response, { question });
    sendPage(context, request, response, { view: 'chat', data: chatData(request, []) });
  });
  router.get('/ask', (request, response) => {
    response.redirect(303, `/?lang=${languageFor(request)}`);
  });
  router.post('/ask', async (request, response) => {
    await answer(request, response, request.body);
  });
  return router;

  async function answer(request: Request, response: Response, body: unknown): Promise<void> {
    const form = AskForm.safeParse(body ?? {});
    const { question, history } = form.success ? form.data : { question: '', history: [] };
    const language = languageFor(request);
    const answered = await context.pipeline.answer({
      text: question,
      history,
      ...(hasChosenLanguage(request) && !/[가-힣]/.test(question) === (language === 'en')
        ? { language }
        : {}),
    });
    const turn = context.render('turn', {
      question: answered.question,
      view: answerView(answered, context),
      words: context.words[answered.language],
    });
    const carried = [...history, answered.question].filter(Boolean).slice(-HISTORY_LENGTH);
    if (request.get('accept')?.includes('fragment=1')) {
      const fields = context.render('history', { history: carried });
      response.type('html').send(turn + fields);
      return;
    }
    sendPage(context, request, response, {
      view: 'chat',
      data: { ...chatData(request, carried), turn },
    });
  }

  function chatData(request: Request, history: readonly string[]) {
    const { web } = context.words[languageFor(request)];
    return {
      history,
      draft: '',
      turn: '',
      examples: [web.exampleOne, web.exampleTwo, web.exampleThree, web.exampleFour],
    };
  }
}
