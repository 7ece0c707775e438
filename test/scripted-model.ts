import type { z } from 'zod';
import {
  type ChatModel,
  ModelError,
  type ModelFacts,
  type ModelRequest,
  type ModelUse,
} from '../bot/model/chat-model.ts';
import type { WordingCheck } from '../knowledge/wording/wording.ts';

export const FAR_AWAY: ModelFacts = {
  name: 'openai:gpt-test',
  provider: 'Test Provider',
  isLocal: false,
};

interface Script {
  /** What it writes to a request, piece by piece; may throw a ModelError. */
  readonly writes?: (request: ModelRequest) => readonly string[] | Promise<readonly string[]>;
  /** What it reads out of a message; may throw a ModelError. */
  readonly reads?: (request: ModelRequest) => unknown;
  readonly facts?: ModelFacts;
}

/** A language model that says what a test wants, and remembers what it was asked. */
export class ScriptedModel implements ChatModel {
  readonly facts: ModelFacts;
  readonly requests: ModelRequest[] = [];
  readonly recorded: WordingCheck[] = [];
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
    this.facts = script.facts ?? FAR_AWAY;
  }

  async write(request: ModelRequest, onPiece: (piece: string) => void): Promise<ModelUse> {
    this.requests.push(request);
    for (const piece of (await this.#script.writes?.(request)) ?? []) onPiece(piece);
    return USE;
  }

  async read<T>(request: ModelRequest, form: z.ZodType<T>) {
    this.requests.push(request);
    const read = form.safeParse(await this.#script.reads?.(request));
    if (!read.success) throw new ModelError('malformed');
    return { value: read.data, use: USE };
  }

  async record(_: Pick<ModelUse, 'id'>, checked: WordingCheck): Promise<void> {
    this.recorded.push(checked);
  }
}

const USE: ModelUse = { id: 1, inputTokens: 10, outputTokens: 10, microCost: 0, ms: 1 };

/** Writes what the plain answer says, in its own words: every sentence is right. */
export function copying({ user }: ModelRequest): readonly string[] {
  const [, verdict] = /^Verdict: (.+)$/m.exec(user) ?? [];
  const said = [...user.matchAll(/^\[(A\d+)\] \([^)]*\) (.+)$/gm)];
  return [
    ...(verdict ? [`V: ${verdict}\n`] : []),
    ...said.map(([, id = '', text = '']) => `[${id}] ${text}\n`),
  ];
}
