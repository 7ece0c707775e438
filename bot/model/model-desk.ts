import type { Answer, Asked } from '../../knowledge/answer/answer.ts';
import type { Understood } from '../../knowledge/answer/understood.ts';
import type { Slots } from '../../knowledge/corpus-model/corpus.ts';
import type { Language } from '../../knowledge/language.ts';
import { WordingBuilder } from '../../knowledge/wording/assemble.ts';
import type { CheckedDraft, DraftCheck } from '../../knowledge/wording/draft-check.ts';
import { passagesOf } from '../../knowledge/wording/passages-of.ts';
import type { Verifier } from '../../knowledge/wording/verifier.ts';
import { LineReader } from '../../knowledge/wording/worded-line.ts';
import type { WordedSentence } from '../../knowledge/wording/wording.ts';
import { codeOf } from '../engine/worker.ts';
import type { Log } from '../log.ts';
import type { ViewSettings } from '../view.ts';
import { type ChatModel, ModelError, type ModelFacts, type ModelRequest } from './chat-model.ts';
import { draftRequest, linesOf } from './drafting.ts';
import type { Prompts } from './prompts.ts';
import {
  needsUnderstanding,
  understandingForm,
  understandingPrompt,
  understoodOf,
} from './understanding.ts';
import { wordingPrompt } from './wording-prompt.ts';

export interface ModelDeskParts {
  readonly model: ChatModel;
  readonly verifier: Verifier;
  readonly draftCheck: DraftCheck;
  readonly prompts: Prompts;
  readonly slots: Slots;
  readonly settings: Pick<ViewSettings, 'corpus' | 'prover'>;
  readonly answerUnderstood: (asked: Asked, understood: Understood) => Promise<Answer>;
  readonly log: Log;
}

/** Characters: what is longer than the account that it puts into form can be is no account any more. */
const LONGEST_DRAFT = 20_000;

/** For whom something is done, and until when. */
export type Asking = Pick<ModelRequest, 'person' | 'signal'>;

/** What a language model may do for us. Whatever it does not do, does wrongly or too late, we have said without it. */
export class ModelDesk {
  readonly #parts: ModelDeskParts;
  readonly #form: ReturnType<typeof understandingForm>;

  constructor(parts: ModelDeskParts) {
    this.#parts = parts;
    this.#form = understandingForm(parts.slots);
  }

  get facts(): ModelFacts {
    return this.#parts.model.facts;
  }

  /** The answer to what a long or vague message is about; the answer that was found without that where it tells us nothing. */
  async understand(asked: Asked, found: Answer, asking: Asking): Promise<Answer> {
    if (!needsUnderstanding(found)) return found;
    const { model, prompts, answerUnderstood } = this.#parts;
    try {
      const { value } = await model.read(
        {
          ...asking,
          task: 'understand',
          system: prompts.understand,
          user: understandingPrompt(found, asked),
        },
        this.#form,
      );
      const understood = understoodOf(value);
      const again = understood && (await answerUnderstood(asked, understood));
      if (again?.outcome !== 'answered') return found;
      return { ...again, understoodBy: 'model' };
    } catch (error) {
      this.#failed('understand', error);
      // Answered all the same: nobody need know. Else it must not look as if there were nothing.
      return found.outcome === 'answered' ? found : { ...found, understoodBy: 'nobody' };
    }
  }

  /**
   * The answer with its plain part worded anew, every sentence checked; as it was where that came to nothing.
   *
   * @param show - Told what is certain so far.
   */
  async word(answer: Answer, asking: Asking, show: (soFar: Answer) => void): Promise<Answer> {
    const { model, prompts, settings, verifier } = this.#parts;
    const ground = passagesOf(answer, settings);
    if (!ground) return answer;
    const builder = new WordingBuilder(ground, verifier);
    const reader = new LineReader();
    let shown = 0;
    const pieces = taking((piece) => {
      for (const line of reader.push(piece)) builder.add(line);
      const { sentences } = builder;
      if (sentences.length > shown) show({ ...answer, worded: sentences });
      shown = sentences.length;
    });
    try {
      const use = await model.write(
        {
          ...asking,
          task: 'word',
          system: prompts.word,
          user: wordingPrompt(answer, ground, prompts),
        },
        pieces.take,
      );
      pieces.done();
      for (const line of reader.end()) builder.add(line);
      const { sentences, checked } = builder.finish();
      await model.record(use, checked);
      return withWording(answer, sentences);
    } catch (error) {
      this.#failed('word', error);
      return answer;
    }
  }

  /**
   * What a person said in formal sentences, each checked by what they said; undefined where the model gave nothing.
   *
   * @param said - Sentence by sentence.
   */
  async draft(
    said: readonly string[],
    language: Language,
    asking: Asking,
  ): Promise<CheckedDraft | undefined> {
    const { model, prompts, draftCheck } = this.#parts;
    const request = draftRequest(said, language, prompts);
    let written = '';
    try {
      const use = await model.write(
        { ...asking, task: 'draft', system: prompts.draft, user: request.user },
        (piece) => {
          written = `${written}${piece}`.slice(0, LONGEST_DRAFT);
        },
      );
      const draft = draftCheck.check(linesOf(written, request), request.ground);
      await model.record(use, draft.checked);
      return draft;
    } catch (error) {
      this.#failed('draft', error);
      return undefined;
    }
  }

  /** Only its code: what a provider says of a failure may quote what it was sent. */
  #failed(task: string, error: unknown): void {
    const { log } = this.#parts;
    const failure = error instanceof ModelError ? error.failure : codeOf(error);
    const level = failure === 'cancelled' ? 'info' : error instanceof ModelError ? 'warn' : 'error';
    log[level]({ task, failure }, 'the language model did not help');
  }
}

/** Where no sentence of the model was left, the answer is our own, and is not said to be generated. */
const withWording = (answer: Answer, worded: readonly WordedSentence[]): Answer =>
  worded.some(({ by }) => by === 'model') ? { ...answer, worded } : answer;

/** Takes pieces of a text. A fault of ours in that is none of the model's: it is thrown when the model has ended. */
function taking(take: (piece: string) => void) {
  let fault: { readonly error: unknown } | undefined;
  return {
    take: (piece: string): void => {
      try {
        if (!fault) take(piece);
      } catch (error) {
        fault = { error };
      }
    },
    done: (): void => {
      if (fault) throw fault.error;
    },
  };
}
