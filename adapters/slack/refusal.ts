import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { DeliveryError } from '../../bot/channel.ts';

/** Answers that may be another one next time. Every other code of Slack's says that the call itself cannot be taken. */
const PASSING: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'request_timeout',
  'accesslimited',
  'team_added_to_org',
  'org_login_required',
  'message_limit_exceeded',
]);

/** Slack broke down somewhere on the way, perhaps after the message was there. */
const FAILED_WITHIN: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'unreadable_answer',
]);

/** The token does not count any more. With a token from the settings the operator can mend that while the message waits. */
const TOKEN_LOST: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

/** The code by which Slack refused a call; undefined where it was not Slack that refused. */
export const refusalCode = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? wordOf(error.data.error) : undefined;

/** An answer that is no JSON stands in the place of a code, with all that it says. */
const wordOf = (code: unknown): string =>
  typeof code === 'string' && /^\w{1,50}$/.test(code) ? code : 'unreadable_answer';

/** Why Slack did not take a call. Nothing of the answer is kept but its code. */
export function refusal(error: unknown, canMendToken: boolean): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof WebAPIRateLimitedError) {
    return new DeliveryError('slack-rate-limited', { retryAfterMs: error.retryAfter * 1000 });
  }
  if (error instanceof WebAPIHTTPError) {
    return new DeliveryError(`slack-http-${error.statusCode}`, { isUncertain: true });
  }
  if (error instanceof WebAPIPlatformError) {
    const code = wordOf(error.data.error);
    const isPassing =
      PASSING.has(code) || code === 'unreadable_answer' || (canMendToken && TOKEN_LOST.has(code));
    const seconds = error.data.response_metadata?.retryAfter;
    return new DeliveryError(`slack-${code}`, {
      isFinal: !isPassing,
      isUncertain: FAILED_WITHIN.has(code),
      ...(seconds !== undefined && { retryAfterMs: seconds * 1000 }),
    });
  }
  const cause = error instanceof WebAPIRequestError ? error.original : error;
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return new DeliveryError('slack-timeout', { isUncertain: true });
  }
  const reason = error instanceof WebAPIRequestError ? 'slack-network' : 'slack-failed';
  return new DeliveryError(reason, { isUncertain: true });
}
