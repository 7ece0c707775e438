import { type Kysely, sql } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

/** What language models took. What the columns mean is written in `schema.ts`. */
export async function addModelUses(
  database: Kysely<unknown>,
  { number, text, integer }: ColumnTypes,
): Promise<void> {
  for (const statement of [
    sql`create table model_use (
      id ${number},
      day ${text} not null,
      person ${text},
      task ${text} not null,
      reserved ${integer} not null,
      at ${integer} not null,
      model ${text},
      input_tokens ${integer},
      output_tokens ${integer},
      micro_cost ${integer},
      ms ${integer},
      attempts ${integer},
      outcome ${text},
      sentences ${integer},
      kept ${integer},
      replaced ${integer},
      dropped ${integer},
      faults ${text},
      refused ${text}
    )`,
    // With all that is summed before anything is asked, so that the rows need not be read.
    sql`create index model_use_sums on model_use (day, person, reserved, input_tokens, output_tokens)`,
    // Of past days there are none left, soon after midnight.
    sql`create index model_use_named on model_use (day) where person is not null`,
  ]) {
    await statement.execute(database);
  }
}
