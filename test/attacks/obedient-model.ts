import type { z } from 'zod';
import {
  type ChatModel,
  ModelError,
  type ModelFacts,
  type ModelRequest,
  type ModelUse,
} from '../../bot/model/chat-model.ts';
import type { WordingCheck } from '../../knowledge/wording/wording.ts';

/** What the model writes and understands from now on. */
interface Orders {
  readonly written: string;
  readonly understood: unknown;
}

/** In pieces of so many characters an answer arrives: lines and letters are cut anywhere. */
const PIECE = 23;
const LONG_PIECE = 4001;

/** A model that does what an attacker wants, whatever it was told, and remembers all that it was given. */
export class ObedientModel implements ChatModel {
  readonly facts: ModelFacts = { name: 'openai:obedient', provider: 'Obedient', isLocal: false };
  readonly #isMute: boolean;
  orders: Orders = { written: '', understood: undefined };
  requests: ModelRequest[] = [];
  records: WordingCheck[] = [];

  /** @param isMute - It understands in the same way, and writes nothing. */
  constructor({ isMute = false } = {}) {
    this.#isMute = isMute;
  }

  async write(request: ModelRequest, onPiece: (piece: string) => void): Promise<ModelUse> {
    this.requests.push(request);
    await Promise.resolve();
    if (this.#isMute) throw new ModelError('unavailable');
    const text = filled(this.orders.written, request);
    const size = text.length > LONG_PIECE ? LONG_PIECE : PIECE;
    for (let at = 0; at < text.length; at += size) onPiece(text.slice(at, at + size));
    return USE;
  }

  async read<T>(request: ModelRequest, form: z.ZodType<T>): Promise<{ value: T; use: ModelUse }> {
    this.requests.push(request);
    await Promise.resolve();
    const value = form.safeParse(this.orders.understood);
    if (!value.success) throw new ModelError('malformed');
    return { value: value.data, use: USE };
  }

  record(_: Pick<ModelUse, 'id'>, checked: WordingCheck): Promise<void> {
    this.records.push(checked);
    return Promise.resolve();
  }
}

const USE: ModelUse = { id: 1, inputTokens: 1, outputTokens: 1, microCost: 0, ms: 1 };

/** A model has what it was given at hand. */
function filled(written: string, { user, system }: ModelRequest): string {
  const lines = [...user.matchAll(/^\[([A-Z]\d+)\] \([^)]*\) (.*?)(?: \{[^{}]*\})?$/gm)];
  const given = new Map(lines.map(([, id = '', text = '']) => [id, text]));
  const question = /<<<([^<>]*)>>>\s*$/.exec(user)?.[1] ?? '';
  const answer = [...given]
    .filter(([id]) => id.startsWith('A'))
    .map(([id, text]) => `[${id}] ${text}`)
    .join('\n');
  const known = new Map([
    ...given,
    ['verdict', /^Verdict: (.*)$/m.exec(user)?.[1] ?? 'information'],
    ['answer', answer],
    ['system', system],
    ['question', question],
    ['passages', lines.map(([line]) => line).join('\n')],
  ]);
  return written
    .replace(/\{(\w+)\}/g, (whole, name: string) => known.get(name) ?? whole)
    .replace(/\{repeat:(\d+):([^{}]*)\}/g, (_, times: string, text: string) =>
      text.repeat(Number(times)),
    );
}
