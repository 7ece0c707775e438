import Database from 'libsql';
import type { CaseFile } from '../../bot/desk/case-file.ts';
import { textsOf } from '../../bot/desk/case-words.ts';
import type { CaseHead } from '../../bot/desk/queue.ts';
import { casework } from '../casework/real-casework.ts';

/**
 * What the index is measured against: the same cases, decrypted, in one SQLite table in memory with an index on every column
 * that is filtered or sorted by, and their words in FTS5. It knows no rights, no Korean endings, no compounds and no days, and
 * is not asked for the counts of the filters, all of which every page of the queue has.
 */
export interface DeskPeer {
  /** Rows of the first page and how many there are, by scanning the text. */
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

  const ask = (conditions: readonly string[], values: readonly string[], order: Order): number => {
    const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
    const rows = database
      .prepare(`select id from cases ${where} order by ${ORDERS[order]} limit 50`)
      .all(values);
    const [count] = database.prepare(`select count(*) as n from cases ${where}`).all(values);
    return rows.length + (count as { n: number }).n;
  };
  const filtered = (filters: Filters) => {
    const wanted = Object.entries(filters);
    return {
      conditions: wanted.map(([name, some]) => `${name} in (${some.map(() => '?').join(', ')})`),
      values: wanted.flatMap(([, some]) => some),
    };
  };
  return {
    like: (words, filters, order = 'priority') => {
      const { conditions, values } = filtered(filters);
      const said = words.map(() => "text like '%' || ? || '%'");
      return ask([...said, ...conditions], [...words, ...values], order);
    },
    match: (words, filters, order = 'priority') => {
      const { conditions, values } = filtered(filters);
      const query = words.map((word) => `"${word}"*`).join(' ');
      const found = 'no in (select rowid from words where words match ?)';
      return ask([found, ...conditions], [query, ...values], order);
    },
    close: () => database.close(),
  };
}
