import { ApiError, badRequest } from './api-error.ts';
import {
  cleanText,
  type FormattedText,
  HtmlError,
  isLink,
  parseHtml,
  visibleText,
} from './html.ts';
import type { Button, Json } from './world.ts';

const MAX_TEXT = 4_096;
const MAX_CAPTION = 1_024;

/** The text of a message as people see it. @throws {ApiError} where Telegram would refuse it. */
export function readText(payload: Json): FormattedText {
  const text = requireText(payload['text'], 'message text is empty');
  const read = readFormatted(text, payload['parse_mode']);
  if (!visibleText(read.text)) throw badRequest('text must be non-empty');
  if (read.text.length > MAX_TEXT) throw badRequest('message is too long');
  return read;
}

/** The text under a file; there may be none. */
export function readCaption(payload: Json): FormattedText {
  const caption = payload['caption'] ?? '';
  const read = readFormatted(String(caption), payload['parse_mode']);
  if (read.text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return read;
}

function requireText(value: unknown, otherwise: string): string {
  if (value === undefined || value === null || value === '') throw badRequest(otherwise);
  return String(value);
}

function readFormatted(text: string, mode: unknown): FormattedText {
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  if (mode === undefined || mode === '') return cleanText({ text, entities: [] });
  if (String(mode).toLowerCase() !== 'html') throw badRequest('unsupported parse_mode');
  try {
    return cleanText(parseHtml(text));
  } catch (error) {
    if (!(error instanceof HtmlError)) throw error;
    throw badRequest(`can't parse entities: ${error.message}`);
  }
}

/** Rows of buttons under a message. */
export function readButtons(markup: unknown): readonly (readonly Button[])[] {
  const rows = (markup as { inline_keyboard?: unknown } | undefined)?.inline_keyboard;
  if (rows === undefined) return [];
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
    throw badRequest('object expected as reply markup');
  }
  const buttons = rows as readonly (readonly Button[])[];
  if (buttons.flat().length > 100) throw badRequest('reply markup is too long');
  for (const button of buttons.flat()) checkButton(button);
  if (buttons.some((row) => row.length > 8)) throw badRequest('too many buttons in a row');
  return buttons.filter((row) => row.length > 0);
}

function checkButton({ text, callback_data: data, url }: Button): void {
  if (typeof text !== 'string' || !visibleText(text) || !text.isWellFormed()) {
    throw badRequest('inline keyboard button text must be non-empty');
  }
  if (data === undefined && url === undefined) {
    throw badRequest('Text buttons are unallowed in the inline keyboard');
  }
  if (url !== undefined && !isLink(url)) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
  if (data !== undefined && (data === '' || Buffer.byteLength(data) > 64)) {
    throw badRequest('BUTTON_DATA_INVALID');
  }
}

/** What a bot offers to somebody who types its name in another chat. @returns The ids of the results. */
export function checkInlineResults(payload: Json): readonly string[] {
  const results = payload['results'];
  if (!Array.isArray(results)) throw badRequest("can't parse inline query results JSON array");
  if (results.length > 50) throw badRequest('RESULTS_TOO_MUCH');
  const ids = (results as readonly Json[]).map(checkInlineResult);
  if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE');
  checkInlineButton(payload['button']);
  return ids;
}

function checkInlineResult(result: Json): string {
  const id = String(result['id'] ?? '');
  if (!id || Buffer.byteLength(id) > 64) throw badRequest('RESULT_ID_INVALID');
  if (result['type'] !== 'article') throw badRequest('inline query result type is not supported');
  if (typeof result['title'] !== 'string' || !result['title']) {
    throw badRequest('title of the inline query result must be non-empty');
  }
  const content = result['input_message_content'] as Json | undefined;
  if (!content) throw badRequest('input message content is required');
  readText({ text: content['message_text'], parse_mode: content['parse_mode'] });
  readButtons(result['reply_markup']);
  return id;
}

function checkInlineButton(button: unknown): void {
  if (button === undefined) return;
  const { text, start_parameter: start } = button as Json;
  if (typeof text !== 'string' || !text) throw badRequest('button text must be non-empty');
  if (typeof start !== 'string' || !/^[\w-]{1,64}$/.test(start)) {
    throw badRequest('START_PARAM_INVALID');
  }
}

/** @throws {ApiError} where commands would be refused. */
export function checkCommands(commands: unknown): void {
  if (!Array.isArray(commands) || commands.length > 100) {
    throw badRequest('BOT_COMMANDS_TOO_MUCH');
  }
  for (const { command, description } of commands as readonly Json[]) {
    if (!/^[a-z0-9_]{1,32}$/.test(String(command))) throw badRequest('BOT_COMMAND_INVALID');
    const length = String(description ?? '').length;
    if (length < 1 || length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
}

/** @throws {ApiError} where an address or a secret would be refused as a webhook. */
export function checkHook(url: string, secret: string): void {
  const isLoopback = /^http:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(url);
  if (!isLoopback && !url.startsWith('https://')) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  if (secret && !/^[\w-]{1,256}$/.test(secret)) {
    throw new ApiError(400, 'Bad Request: secret token contains unallowed characters');
  }
}
