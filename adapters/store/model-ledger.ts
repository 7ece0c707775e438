import { type RawBuilder, sql as raw } from 'kysely';
import type { ModelFailure, ModelTask } from '../../bot/model/chat-model.ts';
import type {
  ModelFigures,
  ModelLedger,
  Reservation,
  Spent,
} from '../../bot/model/model-ledger.ts';
import type { WordingCheck } from '../../knowledge/wording/wording.ts';
import type { ModelUseTable, Sql } from './schema.ts';
import type { Vault } from './sealing.ts';
import { inTransaction, type StoreContext } from './store-context.ts';

/**
 * What models took, one row a use, and never a word of anybody. What is set aside counts until it is settled, also where
 * whoever asked was killed before that: such a row stays as it is, and counts against its day.
 */
export const modelLedger = (store: StoreContext): ModelLedger => ({
  reserve: (wanted) => reserve(store, wanted),
  settle: (id, spent) => settle(store, id, spent),
  record: (id, checked) => record(store, id, checked),
  figures: (day) => figures(store, day),
});

/** Who a row is about: another digest every day, so that rows of two days cannot be told to be of one person. */
export const modelUserOf = (vault: Vault, day: string, platform: string, person: string): string =>
  vault.digest('model-user', day, platform, person);

async function reserve(
  store: StoreContext,
  { day, platform, person: name, task, tokens, limits }: Reservation,
): ReturnType<ModelLedger['reserve']> {
  const person = modelUserOf(store.vault, day, platform, name);
  const reserved = Math.ceil(tokens);
  return await inTransaction(store, async (sql) => {
    await lockDay(store, sql, day);
    const taken = await takenOn(sql, day, person);
    // Where neither would bear it the day is named: that is so for everybody.
    if (taken.day + reserved > limits.day) return { kind: 'refused', by: 'day' };
    if (taken.person + reserved > limits.person) return { kind: 'refused', by: 'person' };
    const { id } = await sql
      .insertInto('model_use')
      .values({ day, person, task, reserved, at: store.clock() })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { kind: 'reserved', id };
  });
}

/**
 * Until the transaction ends nobody else sets anything aside on this day; SQLite has one writer anyway. A statement of its
 * own: what the next one sees then includes all that the previous holder wrote.
 */
async function lockDay({ database }: StoreContext, sql: Sql, day: string): Promise<void> {
  if (database.kind === 'sqlite') return;
  const key = `model-use ${day}`;
  await raw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(sql);
}

/** Of a use: what it took, or what is set aside for it. */
const COUNTED = raw`coalesce(input_tokens + output_tokens, reserved)`;

/** PostgreSQL would make a sum of whole numbers a text. */
const sumOf = (what: RawBuilder<unknown>): RawBuilder<number> =>
  raw<number>`cast(coalesce(sum(${what}), 0) as bigint)`;

async function takenOn(
  sql: Sql,
  day: string,
  person: string,
): Promise<{ readonly day: number; readonly person: number }> {
  return await sql
    .selectFrom('model_use')
    .select([
      sumOf(COUNTED).as('day'),
      sumOf(raw`case when person = ${person} then ${COUNTED} end`).as('person'),
    ])
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
}

/** Once: what comes second may be a repeat, and changes nothing. Parts of a token or of a millisecond count as a whole one. */
async function settle({ database }: StoreContext, id: number, spent: Spent): Promise<void> {
  await database.sql
    .updateTable('model_use')
    .set({
      model: spent.model,
      input_tokens: Math.ceil(spent.inputTokens),
      output_tokens: Math.ceil(spent.outputTokens),
      micro_cost: Math.ceil(spent.microCost),
      ms: Math.ceil(spent.ms),
      attempts: spent.attempts,
      outcome: spent.outcome,
    })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .execute();
}

async function record(
  { database }: StoreContext,
  id: number,
  { sentences, kept, replaced, dropped, faults, refused }: WordingCheck,
): Promise<void> {
  await database.sql
    .updateTable('model_use')
    .set({
      sentences,
      kept,
      replaced,
      dropped,
      faults: JSON.stringify(faults),
      refused: refused ?? null,
    })
    .where('id', '=', id)
    .execute();
}

/** Of each task, model and outcome. What was never settled has no outcome, and an empty name for its model. */
async function outcomesOn(sql: Sql, day: string) {
  const total = (column: keyof ModelUseTable) => sumOf(raw.ref(column));
  return await sql
    .selectFrom('model_use')
    .select((row) => [
      'task',
      row.fn.coalesce('model', row.val('')).as('model'),
      'outcome',
      row.fn.countAll<number>().as('asked'),
      total('input_tokens').as('inputTokens'),
      total('output_tokens').as('outputTokens'),
      total('micro_cost').as('microCost'),
      total('sentences').as('sentences'),
      total('kept').as('kept'),
      total('replaced').as('replaced'),
      total('dropped').as('dropped'),
      row.fn.count<number>('refused').as('refused'),
    ])
    .where('day', '=', day)
    .groupBy(['task', 'model', 'outcome'])
    .orderBy('task')
    .orderBy('model')
    .orderBy('outcome')
    .execute();
}

async function figures({ database }: StoreContext, day: string): Promise<readonly ModelFigures[]> {
  const found = new Map<string, ModelFigures>();
  for (const { outcome, ...sums } of await outcomesOn(database.sql, day)) {
    const key = JSON.stringify([sums.task, sums.model]);
    const isFailure = outcome !== null && outcome !== 'done';
    const part: ModelFigures = {
      ...sums,
      // Both were written by us.
      task: sums.task as ModelTask,
      done: outcome === 'done' ? sums.asked : 0,
      failed: isFailure ? { [outcome as ModelFailure]: sums.asked } : {},
    };
    const before = found.get(key);
    found.set(key, before ? together(before, part) : part);
  }
  return [...found.values()];
}

/** Of two outcomes of one task and model. */
const together = (one: ModelFigures, other: ModelFigures): ModelFigures => ({
  task: one.task,
  model: one.model,
  asked: one.asked + other.asked,
  done: one.done + other.done,
  failed: { ...one.failed, ...other.failed },
  inputTokens: one.inputTokens + other.inputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  microCost: one.microCost + other.microCost,
  sentences: one.sentences + other.sentences,
  kept: one.kept + other.kept,
  replaced: one.replaced + other.replaced,
  dropped: one.dropped + other.dropped,
  refused: one.refused + other.refused,
});
