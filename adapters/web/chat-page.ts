import type { Request, Response } from 'express';
import { tokenOf } from '../../bot/choices.ts';
import { noticeOf } from '../../bot/dialogue/model-use.ts';
import { fill } from '../../bot/words.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { languageFor, sendPage, type WebContext } from './context.ts';
import { newThread, type Thread, type Turn } from './conversing.ts';
import { FILE_TYPES, MOST_AT_ONCE, MOST_MEGABYTES } from './evidence-upload.ts';
import { keptCase } from './kept-case.ts';

export interface ChatContent {
  readonly turn?: Turn | undefined;
  /** Without a turn: the conversation that goes on. */
  readonly thread?: Thread;
  /** What went wrong, to be read first. */
  readonly notice?: string;
  readonly status?: number;
}

/** The chat as a whole page, with what was said last. */
export async function sendChat(
  context: WebContext,
  request: Request,
  response: Response,
  { turn, thread = turn?.thread, notice = '', status = 200 }: ChatContent = {},
): Promise<void> {
  const { web } = context.words[languageFor(request)];
  sendPage(context, request, response, {
    view: 'chat',
    status,
    isPrivate: thread !== undefined,
    data: {
      ...(thread ?? newThread()),
      draft: '',
      turn: turn?.html ?? '',
      isBegun: thread !== undefined,
      notice,
      modelNotice: context.model
        ? noticeOf(context.model, context.words[languageFor(request)])
        : '',
      tools: thread ? await caseTools(context, request, thread) : '',
      examples: [web.exampleOne, web.exampleTwo, web.exampleThree, web.exampleFour],
      ways: [
        { token: tokenOf({ do: 'command', command: 'guide' }), label: web.wayGuide },
        { token: tokenOf({ do: 'command', command: 'complaint' }), label: web.wayComplaint },
      ],
    },
  });
}

/** The turn alone, with what the next one needs, for a page that is there already. */
export async function fragmentOf(
  context: WebContext,
  request: Request,
  { html, thread }: Turn,
): Promise<string> {
  const fields = context.render('conversation', { ...thread });
  const tools = await caseTools(context, request, thread);
  return `${html}${fields}<div id="case-tools">${tools}</div>`;
}

/** What can be done with a draft beside talking: come back later, add files. Empty where there is no draft. */
async function caseTools(context: WebContext, request: Request, thread: Thread): Promise<string> {
  const kept = (await keptCase(context, thread.conversation)).case;
  if (!kept) return '';
  const language = languageFor(request);
  const words = context.words[language];
  const origin = context.baseUrl || `${request.protocol}://${request.host}`;
  return context.render('case-tools', {
    ...thread,
    words,
    language,
    goOn: tokenOf({ do: 'case', to: 'go-on' }),
    until: fill(words.interview.already, { date: koreanDay(new Date(kept.keepUntil)) }),
    // Browsers do not send what stands behind the #, so that no log has it.
    returnUrl: `${origin}/continue?lang=${language}#r.${thread.conversation}`,
    fileTypes: FILE_TYPES,
    fileLimits: fill(words.web.evidenceFiles, { files: MOST_AT_ONCE, megabytes: MOST_MEGABYTES }),
  });
}
