import type { Response } from 'express';
import { LONGEST_TEXT } from '../../bot/desk/applied.ts';
import type { OpenedCase } from '../../bot/desk/case-desk.ts';
import { may } from '../../bot/desk/permissions.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { careView, decideView, whoToAsk } from './case-decide.ts';
import { evidenceView } from './case-evidence.ts';
import { type FullCase, headView } from './case-head.ts';
import { historyView } from './case-history.ts';
import { type CaseLabels, labelsFor } from './case-labels.ts';
import { narrativeView } from './case-narrative.ts';
import { neighboursIn } from './case-neighbours.ts';
import { admissibilityView, pathView } from './case-path.ts';
import { sealedView } from './case-sealed.ts';
import { similarView } from './case-similar.ts';
import { CASE_STYLES, type CaseQuery, caseAddress, keptOf, type Refused } from './case-state.ts';
import { insideView, lettersView, threadView } from './case-thread.ts';
import { type DeskContext, sendDeskPage, signedIn } from './context.ts';
import { sendNotice } from './notices.ts';

/** Sends the page of a case, as much of it as whoever is signed in may see. */
export async function sendCase(
  context: DeskContext,
  response: Response,
  id: string,
  query: CaseQuery,
  refused?: Refused,
): Promise<void> {
  const { staff } = signedIn(response);
  const opened = await context.desk.open(staff, id);
  if (!opened) {
    sendNotice(context, response.req, response, 404, 'notFound');
    return;
  }
  const labels = await labelsFor(context, staff.language);
  if (opened.access === 'exists') {
    sendExisting(context, response, opened, labels, refused ? 403 : 200);
    return;
  }
  const data = await dataOf(context, staff, opened, query, labels);
  sendDeskPage(context, response, {
    view: 'case',
    title: opened.head.reference,
    current: 'queue',
    styles: CASE_STYLES,
    scripts: ['case.js'],
    status: refused ? 422 : 200,
    data: { ...data, ...formParts(context, staff, query, refused) },
  });
}

/** The colour of a badge, which always has words in it as well. */
const TONES: Readonly<Record<string, string>> = {
  urgent: 'bad',
  high: 'warn',
  normal: '',
  low: '',
  running: '',
  passed: 'bad',
  'last-day': 'bad',
  near: 'warn',
  met: 'good',
  certain: 'bad',
  risk: 'warn',
  unknown: 'note',
  none: 'good',
};

/** What every form of the page takes. */
function formParts(
  context: DeskContext,
  staff: Staff,
  { from, did = '' }: CaseQuery,
  refused: Refused | undefined,
) {
  const words = context.words[staff.language];
  return {
    from,
    queue: `/desk/queue${from ? `?${from}` : ''}`,
    newKey: context.newId,
    kept: keptOf(refused, words),
    refused: refused?.form ?? '',
    did: refused ? '' : did,
    longest: LONGEST_TEXT,
    mayWork: may(staff, 'work-on-case'),
  };
}

async function dataOf(
  context: DeskContext,
  staff: Staff,
  opened: FullCase,
  query: CaseQuery,
  labels: CaseLabels,
): Promise<Readonly<Record<string, unknown>>> {
  const { file } = opened;
  const today = koreanDay(new Date(context.clock()));
  const [similar, history, neighbours] = await Promise.all([
    similarView(context, staff, opened, labels),
    historyView(context, file, staff, labels),
    neighboursIn(context, staff, file.id, query.from),
  ]);
  return {
    id: file.id,
    base: `/desk/cases/${encodeURIComponent(file.id)}`,
    addressOf: (other: string) => caseAddress(other, { from: query.from }),
    query,
    today,
    spoken: file.language,
    spokenName: labels.word('language', file.language),
    status: file.status,
    head: headView(context, opened, labels),
    narrative: narrativeView(context, file, query.statement, labels),
    path: pathView(context, file, labels),
    admissibility: admissibilityView(context, file, labels),
    evidence: evidenceView(file, labels),
    similar,
    thread: threadView(context, opened, query.reply, labels),
    letters: lettersView(context, opened, labels),
    inside: insideView(opened, today, labels),
    decide: decideView(context, opened, query, labels),
    care: careView(opened, staff, labels),
    sealed: sealedView(opened, staff, labels),
    history,
    neighbours,
    word: labels.word,
    tone: TONES,
  };
}

/** Somebody with no right to the case learns that there is one, and whom to ask. */
function sendExisting(
  context: DeskContext,
  response: Response,
  { head }: Extract<OpenedCase, { access: 'exists' }>,
  labels: CaseLabels,
  status: number,
): void {
  const { staff } = signedIn(response);
  sendDeskPage(context, response, {
    view: 'case-exists',
    status,
    title: head.reference,
    current: 'queue',
    styles: CASE_STYLES,
    data: {
      reference: head.reference,
      receivedOn: head.receivedOn,
      status: labels.status(head.status),
      ask: whoToAsk(labels.colleagues, staff),
    },
  });
}
