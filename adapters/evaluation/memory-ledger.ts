import type { ModelTask } from '../../bot/model/chat-model.ts';
import type { ModelLedger, Spent } from '../../bot/model/model-ledger.ts';

export interface LedgerRow extends Spent {
  readonly task: ModelTask;
}

/** Knows no budget, and keeps what every request took and came to. */
export class MemoryLedger implements ModelLedger {
  readonly rows: LedgerRow[] = [];
  readonly #tasks: ModelTask[] = [];

  async reserve({ task }: { readonly task: ModelTask }) {
    return { kind: 'reserved' as const, id: this.#tasks.push(task) };
  }

  async settle(id: number, spent: Spent): Promise<void> {
    const task = this.#tasks[id - 1];
    if (task) this.rows.push({ ...spent, task });
  }

  async record(): Promise<void> {
    // What was checked is heard from the model itself.
  }

  async figures(): Promise<readonly []> {
    return [];
  }
}
