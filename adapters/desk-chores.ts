import type { Receive } from '../bot/channel.ts';
import { type ChoreLimits, doCaseChores } from '../bot/desk/case-chores.ts';
import type { DeskParts } from '../bot/desk/desk-parts.ts';
import type { CaseHead } from '../bot/desk/queue.ts';
import type { StaffNews } from '../bot/desk/staff-news-kinds.ts';
import type { Log } from '../bot/log.ts';
import type { Incoming } from '../bot/message.ts';
import type { Store } from '../bot/store.ts';
import { koreanDay } from '../knowledge/law/korean-day.ts';

const EVERY_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Below the time for which the numbers of deliveries are kept: what was told before is then known again. */
const TOLD_FOR_MS = 6 * DAY_MS;
/** In Korea. */
const DIGEST_HOUR = 9;
const KOREA_MS = 9 * 60 * 60 * 1000;

export interface ChoreOptions {
  readonly parts: DeskParts;
  readonly limits: ChoreLimits;
  readonly store: Pick<Store, 'holdRole' | 'leaveRole'>;
  /** Makes the figures of weeks that are over, before cases of them are erased. */
  readonly keepFigures: () => Promise<void>;
  /** Takes what staff are to be told of; absent where they are told nothing. */
  readonly tell?: { readonly receive: Receive; readonly channel: string };
  readonly log: Log;
}

export interface Chores {
  start(): void;
  stop(): Promise<void>;
  /** Once, at once. */
  run(): Promise<void>;
}

/** What the desk does by itself, in one process at a time: silent assignees, cases whose time is over, news for the staff. */
export function openChores(options: ChoreOptions): Chores {
  const { parts, limits, store, keepFigures, log } = options;
  const told = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    if (!(await store.holdRole('desk-chores'))) return;
    await keepFigures();
    await parts.staff.tidy();
    const { returned, erased } = await doCaseChores(parts, limits);
    if (returned.length + erased > 0) {
      log.info({ returned: returned.length, erased }, 'cases were tidied');
    }
    await tellStaff(options, told);
  };
  const runSafely = (): Promise<void> =>
    run().catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
      log.error({ code }, 'the chores of the desk were not done');
    });
  return {
    run,
    start: () => {
      const next = () => {
        running = runSafely().then(() => {
          timer = setTimeout(next, EVERY_MS);
        });
      };
      timer = setTimeout(next, 1000);
    },
    stop: async () => {
      clearTimeout(timer);
      await running;
      clearTimeout(timer);
      await store.leaveRole('desk-chores');
    },
  };
}

/** Each piece of news has a number of its own, so that it is taken once however often we come by. */
async function tellStaff(
  { parts: { index, clock }, tell }: ChoreOptions,
  told: Set<string>,
): Promise<void> {
  if (!tell) return;
  const now = clock();
  const news = [...caseNews(index.heads(), now), ...digest(now)].filter(({ id }) => !told.has(id));
  if (news.length === 0) return;
  await tell.receive(news.map((one) => deliveryOf(one, tell.channel, now)));
  for (const { id } of news) told.add(id);
}

interface Numbered {
  readonly id: string;
  readonly news: StaffNews;
}

/** A case is told of when it comes in, and once more where it becomes urgent later. */
function caseNews(heads: readonly CaseHead[], now: number): readonly Numbered[] {
  return heads
    .filter(({ receivedAt, kind, mergedInto }) => {
      return receivedAt > now - TOLD_FOR_MS && kind !== 'closed' && mergedInto === undefined;
    })
    .map(({ id, level }) => {
      const isUrgent = level === 'urgent';
      return {
        id: `desk-${isUrgent ? 'urgent' : 'case'}-${id}`,
        news: { kind: 'case', id, isUrgent },
      };
    });
}

/** On the first look after nine. */
function digest(now: number): readonly Numbered[] {
  const hour = new Date(now + KOREA_MS).getUTCHours();
  if (hour < DIGEST_HOUR) return [];
  const day = koreanDay(new Date(now));
  return [{ id: `desk-digest-${day}`, news: { kind: 'digest', day } }];
}

const deliveryOf = ({ id, news }: Numbered, channel: string, now: number): Incoming => ({
  platform: 'slack',
  deliveryId: id,
  conversation: 'desk',
  person: 'desk',
  address: { channel },
  order: now,
  audience: 'group',
  content: { kind: 'staff-news', news },
});
