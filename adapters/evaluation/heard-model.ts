import type { z } from 'zod';
import type { ChatModel, ModelRequest, ModelTask, ModelUse } from '../../bot/model/chat-model.ts';
import { LineReader, type WordedLine } from '../../knowledge/wording/worded-line.ts';
import type { WordingCheck } from '../../knowledge/wording/wording.ts';

/** What a model was heard to say to one request. */
export interface Heard {
  readonly task: ModelTask;
  /** As it wrote them, before anything was checked. */
  readonly sentences: readonly WordedLine[];
  /** Absent where it failed. */
  readonly checked?: WordingCheck;
}

/** Passes everything on, and remembers it. One request at a time. */
export class HeardModel implements ChatModel {
  readonly #model: ChatModel;
  #heard: Heard[] = [];

  constructor(model: ChatModel) {
    this.#model = model;
  }

  get facts() {
    return this.#model.facts;
  }

  /** What was heard since it was last asked. */
  take(): readonly Heard[] {
    const heard = this.#heard;
    this.#heard = [];
    return heard;
  }

  async write(request: ModelRequest, onPiece: (piece: string) => void): Promise<ModelUse> {
    const reader = new LineReader();
    const sentences: WordedLine[] = [];
    const keep = (lines: ReturnType<LineReader['push']>) => {
      for (const line of lines) if (line.kind === 'sentence') sentences.push(line);
    };
    this.#heard.push({ task: request.task, sentences });
    const use = await this.#model.write(request, (piece) => {
      keep(reader.push(piece));
      onPiece(piece);
    });
    keep(reader.end());
    return use;
  }

  read<T>(request: ModelRequest, form: z.ZodType<T>) {
    this.#heard.push({ task: request.task, sentences: [] });
    return this.#model.read(request, form);
  }

  async record(use: Pick<ModelUse, 'id'>, checked: WordingCheck): Promise<void> {
    const last = this.#heard.pop();
    if (last) this.#heard.push({ ...last, checked });
    await this.#model.record(use, checked);
  }
}
