import { type Request, type Response, Router } from 'express';
import { may } from '../../bot/desk/permissions.ts';
import { type QueueQuery, SORTS } from '../../bot/desk/queue.ts';
import {
  KINDS,
  LONGEST_SEARCH,
  readQueueQuery,
  writeQueueQuery,
} from '../../bot/desk/queue-query.ts';
import { fill } from '../../bot/words.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import { type DeskContext, sendDeskPage, signedIn } from './context.ts';
import { requirePermission } from './guard.ts';
import { queueAddress } from './queue-address.ts';
import { actOnSelected, SNOOZE_DAYS } from './queue-bulk.ts';
import { filterViews } from './queue-filters.ts';
import { queueLabels, type RegionNames } from './queue-labels.ts';
import { noticeOf } from './queue-notice.ts';
import { rowView } from './queue-row.ts';
import { shortcutViews } from './queue-shortcuts.ts';
import { deleteView, LONGEST_VIEW_NAME, saveView } from './queue-views.ts';

/** The queue: what there is to do, and whose it is. */
export function queuePages(context: DeskContext, regions: RegionNames = new Map()): Router {
  const router = Router();
  const allowed = requirePermission(context, 'see-queue');
  router.get('/desk/queue', allowed, (request, response) =>
    showQueue(context, regions, request, response),
  );
  router.post('/desk/queue/act', allowed, (request, response) =>
    actOnSelected(context, request, response),
  );
  router.post('/desk/queue/views', allowed, (request, response) =>
    saveView(context, request, response),
  );
  router.post('/desk/queue/views/delete', allowed, (request, response) =>
    deleteView(context, request, response),
  );
  router.get('/desk/shortcuts', allowed, (_request, response) => showShortcuts(context, response));
  return router;
}

async function showQueue(
  context: DeskContext,
  regions: RegionNames,
  request: Request,
  response: Response,
): Promise<void> {
  const { staff } = signedIn(response);
  const address = searchOf(request);
  const asked = readQueueQuery(address);
  const found = await context.desk.queue(staff, asked);
  const query = { ...asked, page: found.page };
  const labels = await queueLabels(context, regions, staff.language);
  const { words } = labels;
  const today = koreanDay(new Date(context.clock()));
  const from = writeQueueQuery(query);
  const to = (page: number) => queueAddress({ ...query, page });
  sendDeskPage(context, response, {
    view: 'queue',
    title: words.title,
    current: 'queue',
    styles: ['queue.css'],
    scripts: ['queue.js'],
    data: {
      query,
      from,
      queryAddress: queueAddress(query),
      longest: { search: LONGEST_SEARCH, viewName: LONGEST_VIEW_NAME },
      sorts: SORTS.map((id) => ({ id, name: labels.word('sort', id) })),
      kinds: KINDS.map((id) => ({
        id,
        name: labels.word('kind', id),
        isChosen: query.kinds?.includes(id) ?? id !== 'closed',
      })),
      filters: filterViews(found, query, staff, labels),
      rows: found.rows.map((row) => rowView(row, labels, from, today)),
      isSearchable: found.isSearchable,
      total: found.total === 1 ? words.totalOne : fill(words.total, { count: found.total }),
      caption: captionOf(query, found, labels.word),
      pageOf: fill(words.pageOf, { page: found.page, pages: found.pages }),
      previous: found.page > 1 ? to(found.page - 1) : '',
      next: found.page < found.pages ? to(found.page + 1) : '',
      isWholeDesk: isEverything(query),
      mayAct: may(staff, 'work-on-case') && found.rows.some(({ access }) => access === 'full'),
      snoozeDays: SNOOZE_DAYS,
      views: staff.views.map((view) => ({
        name: view.name,
        address: queueAddress(readQueueQuery(view.query)),
        isCurrent: view.query === writeQueueQuery({ ...query, page: 1 }),
      })),
      notice: noticeOf(address, words),
      shortcuts: shortcutViews(words),
      key: context.newId(),
      fill,
    },
  });

  function captionOf(
    { sort }: QueueQuery,
    { total, page, pages }: typeof found,
    word: typeof labels.word,
  ): string {
    return fill(words.caption, { count: total, sort: word('sort', sort), page, pages });
  }
}

function showShortcuts(context: DeskContext, response: Response): void {
  const words = context.words[signedIn(response).staff.language].queue;
  sendDeskPage(context, response, {
    view: 'queue-shortcuts',
    title: words.shortcuts,
    current: 'queue',
    styles: ['queue.css'],
    scripts: ['queue.js'],
    data: { shortcuts: shortcutViews(words) },
  });
}

/** Everything behind the question mark, however it is written. */
const searchOf = ({ originalUrl }: Request): string => {
  const at = originalUrl.indexOf('?');
  return at < 0 ? '' : originalUrl.slice(at + 1);
};

/** True: nothing narrows the look, so that an empty queue is an empty desk. */
const isEverything = ({ text, filters, kinds, all }: QueueQuery): boolean =>
  !text && Object.keys(filters).length === 0 && !kinds && !all;
