import { type Request, type Response, Router } from 'express';
import type { AuditHead, AuditVerdict } from '../../bot/desk/audit.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import { fill } from '../../bot/words.ts';
import { auditRows, problemText } from './audit-rows.ts';
import { type DeskContext, fieldOf, sendDeskPage, signedIn } from './context.ts';
import { requirePermission } from './guard.ts';

const LINES_OF_PAGE = 100;

/** The audit log: read, filtered, and proven to be whole. */
export function auditPages(context: DeskContext): Router {
  const router = Router();
  const mayLook = requirePermission(context, 'see-audit');
  router.get('/desk/audit', mayLook, (request, response) => sendAudit(context, request, response));
  router.post('/desk/audit/verify', mayLook, (request, response) =>
    verify(context, request, response),
  );
  return router;
}

type Verdict = { readonly kind: 'bad-note' } | ({ readonly kind: 'verdict' } & AuditVerdict);

async function sendAudit(
  context: DeskContext,
  request: Request,
  response: Response,
  verdict?: Verdict,
): Promise<void> {
  const { staff } = signedIn(response);
  const asked = queryOf(request);
  const found = asked.reference ? await context.desk.find(asked.reference) : undefined;
  const isUnknown = asked.reference !== '' && found === undefined;
  const colleagues = (await context.staff.list()).map((one) => one.staff);
  const lines = isUnknown
    ? []
    : await context.auditLog.list({
        limit: LINES_OF_PAGE + 1,
        ...(asked.before !== undefined && { before: asked.before }),
        ...(found !== undefined && { case: found }),
        ...(asked.actor && { actor: asked.actor }),
      });
  const shown = lines.slice(0, LINES_OF_PAGE);
  const last = shown.at(-1);
  const heads = await context.desk.heads(staff);
  const words = context.words[staff.language].figures;
  sendDeskPage(context, response, {
    view: 'audit',
    title: words.audit,
    current: 'audit',
    styles: ['figures.css'],
    data: {
      asked,
      isUnknown,
      unknown: fill(words.auditNoCase, { reference: asked.reference }),
      notedHelp: fill(words.auditNotedHelp, { example: '412:9f86d081…' }),
      actors: [
        ...colleagues.map(({ id, name }) => ({ id, name })),
        { id: 'person', name: words.person },
        { id: 'system', name: words.system },
      ],
      rows: auditRows(shown, {
        words: context.words[staff.language],
        colleagues,
        heads: heads.isDone ? heads.value : [],
      }),
      older: lines.length > LINES_OF_PAGE && last ? addressOf(asked, last.no) : undefined,
      newest: asked.before === undefined ? undefined : addressOf(asked),
      head: headText(await context.auditLog.head()),
      verdict: verdict && verdictView(verdict, words),
    },
  });
}

async function verify(context: DeskContext, request: Request, response: Response): Promise<void> {
  const noted = fieldOf(request, 'noted');
  const head = noted === '' ? undefined : readHead(noted);
  if (noted !== '' && !head) {
    return sendAudit(context, request, response, { kind: 'bad-note' });
  }
  const verdict = await context.auditLog.verify(head);
  const details = { lines: verdict.lines, problems: verdict.problems.length };
  const actor = signedIn(response).staff.id;
  await context.audit([{ at: context.clock(), actor, action: 'audit-verified', details }]);
  await sendAudit(context, request, response, { kind: 'verdict', ...verdict });
}

function verdictView(verdict: Verdict, words: DeskWords['figures']) {
  if (verdict.kind === 'bad-note')
    return { isSound: false, text: words.auditBadNote, problems: [] };
  const { lines, problems } = verdict;
  const isSound = problems.length === 0;
  return {
    isSound,
    text: fill(isSound ? words.auditSound : words.auditBroken, { lines, count: problems.length }),
    problems: problems.map(({ no, problem }) =>
      fill(words.auditProblem, { no, problem: problemText(problem, words) }),
    ),
  };
}

interface Asked {
  readonly reference: string;
  readonly actor: string;
  readonly before: number | undefined;
}

function queryOf({ query }: Request): Asked {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const before = text('before');
  return {
    reference: text('case'),
    actor: text('actor'),
    before: /^\d{1,15}$/.test(before) ? Number(before) : undefined,
  };
}

function addressOf({ reference, actor }: Asked, before?: number): string {
  const query = new URLSearchParams();
  if (reference) query.set('case', reference);
  if (actor) query.set('actor', actor);
  if (before !== undefined) query.set('before', String(before));
  return `/desk/audit${query.size > 0 ? `?${query}` : ''}`;
}

/** `12:9f…`: as it is noted down. */
const headText = (head: AuditHead | undefined): string => (head ? `${head.no}:${head.hash}` : '');

function readHead(text: string): AuditHead | undefined {
  const [, no, hash] = /^(\d{1,15})\s*:\s*([0-9a-f]+)$/i.exec(text) ?? [];
  return no && hash ? { no: Number(no), hash: hash.toLowerCase() } : undefined;
}
