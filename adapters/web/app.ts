import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import { fill, type Words } from '../../bot/words.ts';
import { LONGEST_QUESTION } from '../../knowledge/answer/pipeline.ts';
import { apiRoutes } from './api.ts';
import type { HealthBody } from './api-schema.ts';
import { chatPages } from './chat-pages.ts';
import { complaintPages } from './complaint-pages.ts';
import { languageFor, sendMessage, type WebContext } from './context.ts';
import { continuePages } from './continue-pages.ts';
import { documentPages } from './document-pages.ts';
import { evidencePages } from './evidence-pages.ts';
import { knowledgePages } from './knowledge-pages.ts';
import { lawPages } from './law-pages.ts';
import { lawHealth } from './law-search-state.ts';

/** A question of 100,000 Korean characters, percent-encoded, still reaches us and gets a proper answer. */
const LARGEST_BODY = '1mb';

/** What takes forms; files come to `/evidence`, which reads them by itself. */
const FORMS = [
  '/ask',
  '/kept',
  '/complaint',
  '/complaint/answers',
  '/document',
  '/document/file',
  '/continue',
];

/** Questions one address may ask in a minute: far above any person, below a script. */
const QUESTIONS_PER_MINUTE = 60;

export interface WebOptions {
  readonly root: string;
  readonly logger: Logger;
  /** What the server says of itself; the state of the law search and of the store are added here. */
  readonly health: () => Omit<z.infer<typeof HealthBody>, 'law' | 'conversations'>;
  /** Reverse proxies in front of us, for the client's address. */
  readonly trustedProxies: number;
  readonly questionsPerMinute?: number;
  /** Where platforms deliver what people say. */
  readonly platforms?: readonly { readonly path: string; readonly handler: RequestHandler }[];
  /** Pages about cases that were sent in, for people and for staff; they read their own forms. */
  readonly forPeople?: RequestHandler;
  readonly forStaff?: RequestHandler;
}

/** The web application: pages, API and what protects them. */
export function webApp(context: WebContext, options: WebOptions): express.Express {
  const app = express();
  const health = async () => ({
    ...options.health(),
    law: lawHealth(context),
    conversations: await conversationHealth(context),
  });
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustedProxies);
  app.set('query parser', 'simple');
  app.use(securityHeaders(context.baseUrl.startsWith('https:')));
  app.use(
    '/static',
    express.static(join(options.root, 'adapters/web/static'), { index: false, maxAge: '1h' }),
  );
  app.get('/healthz', async (_request, response) => {
    response.json(await health());
  });
  app.use(logRequests(options.logger));
  // Before anything reads a body: platforms sign theirs byte by byte.
  for (const { path, handler } of options.platforms ?? []) app.use(path, handler);
  // Staff have limits of their own: a morning's work is more than any person asks.
  if (options.forStaff) app.use(options.forStaff);
  app.use(limitQuestions(context, options.questionsPerMinute ?? QUESTIONS_PER_MINUTE));
  app.post(FORMS, express.urlencoded({ extended: false, limit: LARGEST_BODY }));
  app.post('/api/ask', express.json({ limit: LARGEST_BODY }));
  app.use('/api', apiRoutes(context, health));
  app.use(chatPages(context));
  app.use(complaintPages(context));
  app.use(documentPages(context));
  app.use(continuePages(context));
  app.use(evidencePages(context));
  if (options.forPeople) app.use(options.forPeople);
  app.use(knowledgePages(context));
  app.use(lawPages(context));
  app.use(notFound(context));
  app.use(failed(context, options.logger));
  return app;
}

/** A database that is away is no reason to start anew: what can be answered without it still is. */
async function conversationHealth({
  chat,
}: WebContext): Promise<z.infer<typeof HealthBody>['conversations']> {
  try {
    const { waiting, owed, givenUp } = await chat.figures();
    return { waiting, owed, givenUp };
  } catch {
    return 'unavailable';
  }
}

function securityHeaders(isHttps: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

/** Path pattern, status and time; never what a person typed, be it into a form or the address bar. */
function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    response.on('finish', () => {
      const ms = Math.round(performance.now() - start);
      const { method } = request;
      logger.info({ method, path: pathPattern(request), status: response.statusCode, ms });
    });
    next();
  };
}

/** `/a/:id` rather than the id; `unknown` for an address that nothing here answers to. */
function pathPattern({ baseUrl, route }: Request): string {
  const known = z.object({ path: z.string() }).safeParse(route);
  return known.success ? baseUrl + known.data.path : 'unknown';
}

/** Counts questions by a keyed digest of the address, in memory, for a minute; the key dies with the process. */
function limitQuestions(context: WebContext, points: number): RequestHandler {
  const key = randomBytes(32);
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return (request, response, next) => {
    if (!asksSomething(request)) return next();
    const who = createHmac('sha256', key)
      .update(request.ip ?? '')
      .digest('base64');
    limiter.consume(who).then(
      () => next(),
      (refused: RateLimiterRes) => {
        const seconds = Math.ceil(refused.msBeforeNext / 1000);
        const { web } = context.words[languageFor(request)];
        const message = fill(web.tryLater, { seconds });
        response.status(429).set('retry-after', String(seconds));
        if (request.path.startsWith('/api/')) response.json({ error: message });
        else sendMessage(context, request, response, 429, web.failed, message);
      },
    );
  };
}

/** Everything that makes us search: a question sent, an example followed, a search of the answers. */
const asksSomething = (request: Request): boolean =>
  request.method === 'POST' || request.query['q'] !== undefined;

function notFound(context: WebContext): RequestHandler {
  return (request, response) => {
    const { web } = context.words[languageFor(request)];
    sendMessage(context, request, response, 404, web.notFound, web.notFoundText);
  };
}

/** The client's mistakes are named; ours get a number to find them by in the log. Never a stack trace. */
function failed(context: WebContext, logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const words = context.words[languageFor(request)];
    const isApi = request.path.startsWith('/api/');
    const status = clientStatus(error) ?? 500;
    if (response.headersSent) {
      // An answer was seen being written. The page misses its end, and asks again.
      ownMessage(error, words);
      response.destroy();
      return;
    }
    const text = status < 500 ? clientMessage(status, request, words) : ownMessage(error, words);
    if (isApi) response.status(status).json({ error: text });
    else sendMessage(context, request, response, status, words.web.failed, text);
  };

  function ownMessage(error: unknown, { web }: Words): string {
    const id = randomUUID();
    logger.error({ id, err: error instanceof Error ? error.stack : 'unknown' }, 'request failed');
    return fill(web.failedText, { id });
  }
}

/** A body that is too large, or an address or a body that cannot be read. */
function clientMessage(status: number, { path }: Request, { web, reply }: Words): string {
  const isApi = path.startsWith('/api/');
  const isQuestion = isApi || path === '/ask';
  if (status === 413) {
    return isQuestion ? fill(reply.tooLong, { limit: LONGEST_QUESTION }) : web.tooLargeForm;
  }
  return isApi ? 'The address or the body is not valid text or not valid JSON.' : web.notFoundText;
}

function clientStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
