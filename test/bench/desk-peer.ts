import Database from 'libsql';
import type { CaseFile } from '../../bot/desk/case-file.ts';
import { textsOf } from '../../bot/desk/case-words.ts';
import type { CaseHead } from '../../bot/desk/queue.ts';
import { casework } from '../casework/real-casework.ts';

/**
 * What the index is measured against: the same cases, decrypted, in one SQLite table in memory with an index on every column
 * that is filtered or sorted by, and their words in FTS5. It gives the first page, the total and the counts of three filters,
 * where the index counts nine; it knows no rights, no Korean endings, no compounds and no days, and shows closed cases, too.
 */
export interface DeskPeer {
  /** Rows of the first page, the total and the counts, by scanning the text. */
  like(words: readonly string[], filters: Filters, order?: Order): number;
  /** The same by FTS5; a word finds what begins with it. */
  match(words: readonly string[], filters: Filters, order?: Order): number;
  close(): void;
}

type Filters = Readonly<Partial<Record<'operator' | 'place' | 'status', readonly string[]>>>;
type Order = 'priority' | 'due';

const ORDERS: Readonly<Record<Order, string>> = {
  priority: 'level, points desc, due, received',
  due: 'due, level, points desc, received',
};
const COUNTED = ['operator', 'place', 'status'] as const;

interface Condition {
  readonly text: string;
  readonly values: readonly string[];
}

/** @param but - The filter that does not count for its own counts. */
const filtered = (filters: Filters, but?: string): readonly Condition[] =>
  Object.entries(filters)
    .filter(([name]) => name !== but)
    .map(([name, values]) => ({
      text: `${name} in (${values.map(() => '?').join(', ')})`,
      values,
    }));

const where = (conditions: readonly Condition[]): Condition => ({
  text: conditions.length > 0 ? `where ${conditions.map(({ text }) => text).join(' and ')}` : '',
  values: conditions.flatMap(({ values }) => values),
});

const LEVELS = ['urgent', 'high', 'normal', 'low'];

export function openPeer(files: readonly CaseFile[], heads: readonly CaseHead[]): DeskPeer {
  const database = new Database(':memory:');
  database.exec(`
    create table cases (no integer primary key, id text, status text, operator text, place text, level integer,
      points real, due text, received integer, text text);
    create virtual table words using fts5(text, content='cases', content_rowid='no', tokenize='unicode61');`);
  const texts = new Map(
    files.map((file) => [file.id, textsOf(file, casework.questions).join('\n')]),
  );
  const insert = database.prepare('insert into cases values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  database.exec('begin');
  for (const [no, head] of heads.entries()) {
    const { id, status, operator, place, level, priority, due, receivedAt } = head;
    const text = texts.get(id) ?? '';
    const rank = LEVELS.indexOf(level);
    insert.run([
      no,
      id,
      status,
      operator,
      place,
      rank,
      priority.points,
      due?.due ?? '9999',
      receivedAt,
      text,
    ]);
  }
  database.exec(`
    commit;
    insert into words(words) values ('rebuild');
    create index by_priority on cases (${ORDERS.priority});
    create index by_due on cases (${ORDERS.due});
    create index by_status on cases (status);
    create index by_operator on cases (operator);
    create index by_place on cases (place);
    analyze;`);

  const ask = (said: readonly Condition[], filters: Filters, order: Order): number => {
    const all = (but?: string) => where([...said, ...filtered(filters, but)]);
    const page = all();
    const rows = database
      .prepare(`select id from cases ${page.text} order by ${ORDERS[order]} limit 50`)
      .all(page.values);
    const total = database.prepare(`select count(*) as n from cases ${page.text}`).all(page.values);
    const counts = COUNTED.flatMap((name) => {
      const others = all(name);
      const sql = `select ${name}, count(*) as n from cases ${others.text} group by ${name}`;
      return database.prepare(sql).all(others.values);
    });
    return rows.length + total.length + counts.length;
  };
  return {
    like: (words, filters, order = 'priority') =>
      ask(
        words.map((word) => ({ text: "text like '%' || ? || '%'", values: [word] })),
        filters,
        order,
      ),
    match: (words, filters, order = 'priority') => {
      const query = words.map((word) => `"${word}"*`).join(' ');
      const text = 'no in (select rowid from words where words match ?)';
      return ask([{ text, values: [query] }], filters, order);
    },
    close: () => database.close(),
  };
}
