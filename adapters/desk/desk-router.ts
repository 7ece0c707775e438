import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  Router,
} from 'express';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { accountPages } from './account-pages.ts';
import { authPages } from './auth-pages.ts';
import { type DeskContext, signedInOrNot } from './context.ts';
import { openDoor } from './door.ts';
import { readSession, signedInOnly } from './guard.ts';
import { sendNotice } from './notices.ts';
import type { Oidc } from './oidc.ts';
import { ownFormsOnly } from './same-site.ts';
import { staffPages } from './staff-pages.ts';
import { TooBusyError } from './turns.ts';

/** The longest letter with its fields, percent-encoded in Korean, is far below. */
const LARGEST_FORM = '256kb';
const LONGEST_ADDRESS = 4000;
const LONGEST_COOKIES = 4096;

/** Of one session: above the fastest hands, far below what reads the whole desk. */
const REQUESTS_PER_MINUTE = 300;

export interface DeskOptions {
  /** The folder of package.json. */
  readonly root: string;
  /** Pages with their full addresses; those under `/desk` are for people who have signed in. */
  readonly pages: readonly ((context: DeskContext) => Router)[];
  /** The institution's own sign-in. */
  readonly oidc?: Oidc;
  /** Of one session. */
  readonly requestsPerMinute?: number;
}

/** The desk: who may come in, and all its pages. */
export function deskRouter(
  context: DeskContext,
  { root, pages, oidc, requestsPerMinute = REQUESTS_PER_MINUTE }: DeskOptions,
): Router {
  const router = Router();
  const door = openDoor(context);
  router.use(
    '/desk/static',
    express.static(join(root, 'adapters/desk/static'), { index: false, maxAge: '1h' }),
  );
  router.use('/desk', headers);
  router.use('/desk', withinLimits(context));
  router.use('/desk', express.urlencoded({ extended: false, limit: LARGEST_FORM }));
  router.use('/desk', readSession(context));
  router.use('/desk', limitRequests(context, requestsPerMinute));
  router.use('/desk', ownFormsOnly(context));
  router.use(authPages(context, door, oidc));
  router.use('/desk', signedInOnly(context));
  router.use(accountPages(context, door));
  router.use(staffPages(context, door));
  for (const page of pages) router.use(page(context));
  router.use('/desk', (request, response) => {
    sendNotice(context, request, response, 404, 'notFound');
  });
  router.use('/desk', failed(context));
  return router;
}

/**
 * Nothing may be kept or found by search engines. The address of a page goes along within the desk only: without any, browsers
 * would leave out the origin by which we know our own forms.
 */
const headers: RequestHandler = (_request, response, next) => {
  response.set({
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'same-origin',
  });
  next();
};

function withinLimits(context: DeskContext): RequestHandler {
  return (request, response, next) => {
    const isSmall =
      request.originalUrl.length <= LONGEST_ADDRESS &&
      (request.headers.cookie?.length ?? 0) <= LONGEST_COOKIES;
    if (isSmall) return next();
    sendNotice(context, request, response, 431, 'tooLarge');
  };
}

/** Counts in memory, for a minute. Whoever has not signed in is slowed down where they try to. */
function limitRequests(context: DeskContext, points: number): RequestHandler {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return (request, response, next) => {
    const signed = signedInOrNot(response);
    if (!signed) return next();
    limiter.consume(signed.token).then(
      () => next(),
      (refused: RateLimiterRes) => {
        response.set('retry-after', String(Math.max(1, Math.ceil(refused.msBeforeNext / 1000))));
        sendNotice(context, request, response, 429, 'tooMany');
      },
    );
  };
}

/** The client's mistakes are named; ours get a number to find them by in the log. Never a stack trace. */
function failed(context: DeskContext): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (error instanceof TooBusyError) {
      response.set('retry-after', '60');
      return sendNotice(context, request, response, 503, 'busy');
    }
    const status = clientStatus(error);
    if (status === 413) return sendNotice(context, request, response, 413, 'tooLarge');
    if (status !== undefined) return sendNotice(context, request, response, status, 'notFound');
    const id = randomUUID();
    const err = error instanceof Error ? error.stack : 'unknown';
    context.log.error({ id, path: pathPattern(request), err }, 'request to the desk failed');
    if (response.headersSent) return response.end();
    sendNotice(context, request, response, 500, 'failed', id);
  };
}

/** `/desk/cases/:id` rather than the id. */
const pathPattern = ({ route, baseUrl }: Request): string =>
  typeof route === 'object' && route !== null && 'path' in route
    ? `${baseUrl}${String(route.path)}`
    : 'unknown';

function clientStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
