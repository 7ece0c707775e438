import { NOBODYS } from '../../bot/desk/filter-values.ts';
import type { QueueFilter } from '../../bot/desk/queue.ts';
import { MINE } from '../../bot/desk/queue-page.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';
import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import type { Bilingual, Language } from '../../knowledge/language.ts';
import type { DeskContext } from './context.ts';

/** How ids are called in the queue, for one reader. */
export interface QueueLabels {
  readonly language: Language;
  readonly words: DeskWords['queue'];
  /** A value of a filter, or of the field of that name. */
  readonly value: (filter: QueueFilter, id: string) => string;
  /** A line by a key that is put together; the id where there is none. */
  readonly word: (group: string, id: string) => string;
}

/** Names of regions by id. */
export type RegionNames = ReadonlyMap<string, Bilingual>;

export async function queueLabels(
  { settings, casework, triage, staff, words: all }: DeskContext,
  regions: RegionNames,
  language: Language,
): Promise<QueueLabels> {
  const words = all[language].queue;
  const lines: Readonly<Record<string, string>> = words;
  const word = (group: string, id: string) => lines[`${group}-${id}`] ?? id;
  const named = (rows: readonly { readonly id: string; readonly label: Bilingual }[]) =>
    new Map(rows.map(({ id, label }) => [id, label[language]]));
  const { slots } = settings.corpus;
  const colleagues = new Map((await staff.list()).map((row) => [row.staff.id, row.staff.name]));
  const names: Readonly<Record<QueueFilter, (id: string) => string | undefined>> = {
    status: (id) => triage.statuses.get(id)?.name[language],
    document: mapped(
      casework.routes.flatMap(({ document, title }) =>
        document ? [[document, title[language]]] : [],
      ),
    ),
    operator: byId(named(slots.operator)),
    place: byId(named(slots.place)),
    mode: byId(named(slots.mode)),
    region: (id) => regions.get(id)?.[language],
    assignee: (id) => {
      if (id === MINE) return words.me;
      return id === NOBODYS ? words.nobody : (colleagues.get(id) ?? words.staffGone);
    },
    clock: (id) => word('clock', id),
    language: (id) => word('language', id),
  };
  const value = (filter: QueueFilter, id: string) =>
    names[filter](id) ?? (id === UNKNOWN ? words.unknown : id);
  return { language, words, value, word };
}

const byId = (names: ReadonlyMap<string, string>) => (id: string) => names.get(id);

const mapped = (pairs: readonly (readonly string[])[]) => {
  const names = new Map(pairs.map(([id = '', name = '']) => [id, name]));
  return byId(names);
};
