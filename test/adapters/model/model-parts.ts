import type { ChatModelSettings } from '../../../adapters/model/chat-model-settings.ts';
import { openChatModel } from '../../../adapters/model/open-chat-model.ts';
import { PACE, type Pace } from '../../../adapters/model/patience.ts';
import type { Log } from '../../../bot/log.ts';
import type { ModelRequest } from '../../../bot/model/chat-model.ts';
import type { ModelLedger, Reservation, Spent } from '../../../bot/model/model-ledger.ts';
import type { WordingCheck } from '../../../knowledge/wording/wording.ts';

interface Row {
  readonly wanted: Reservation;
  spent?: Spent;
  checked?: WordingCheck;
}

/** Keeps the promises of the port in memory. Figures are the business of the real store. */
function memoryLedger(): ModelLedger & { readonly rows: readonly Row[] } {
  const rows: Row[] = [];
  const tokensOf = ({ wanted, spent }: Row) =>
    spent ? spent.inputTokens + spent.outputTokens : wanted.tokens;
  const sum = (of: readonly Row[]) => of.reduce((total, row) => total + tokensOf(row), 0);
  const row = (id: number) => {
    const found = rows[id - 1];
    if (!found) throw new Error(`no row ${id}`);
    return found;
  };
  return {
    rows,
    async reserve(wanted) {
      const ofDay = rows.filter(({ wanted: { day } }) => day === wanted.day);
      const ofPerson = ofDay.filter(
        ({ wanted: { platform, person } }) =>
          platform === wanted.platform && person === wanted.person,
      );
      if (sum(ofDay) + wanted.tokens > wanted.limits.day) return { kind: 'refused', by: 'day' };
      if (sum(ofPerson) + wanted.tokens > wanted.limits.person) {
        return { kind: 'refused', by: 'person' };
      }
      return { kind: 'reserved', id: rows.push({ wanted }) };
    },
    async settle(id, spent) {
      row(id).spent = spent;
    },
    async record(id, checked) {
      row(id).checked = checked;
    },
    figures: async () => [],
  };
}

/** A log that keeps all it is told, as text. */
export function keptLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (details: object, message: string) =>
    void lines.push(`${level} ${JSON.stringify(details)} ${message}`);
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}

/** Repetitions at once, rest for 60 ms. */
export const QUICK: Pace = { ...PACE, backOffMs: 10, restMs: 60 };

export async function openTestModel(
  settings: Partial<ChatModelSettings> & Pick<ChatModelSettings, 'model'>,
  { pace = QUICK, today = () => '2026-11-28' }: { pace?: Pace; today?: () => string } = {},
) {
  const ledger = memoryLedger();
  const log = keptLog();
  const model = await openChatModel(
    { seconds: 5, tokensPerDay: 1e6, tokensPerPerson: 1e6, apiKey: 'sk-secret-7461', ...settings },
    { ledger, log, clock: Date.now, random: () => 0.5, today },
    pace,
  );
  return { model, ledger, log };
}

export function modelRequest(request: Partial<ModelRequest> = {}): ModelRequest {
  return {
    task: 'word',
    system: 'Only from the passages.',
    user: '학원에서 얼굴로 출석을 확인해요.',
    person: { platform: 'web', person: 'p1' },
    signal: new AbortController().signal,
    ...request,
  };
}
