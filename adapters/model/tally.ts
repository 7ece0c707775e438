import type { UsageMetadata } from '@langchain/core/messages';
import type { Exchange } from './exchange.ts';
import { estimateTokens, type Tokens } from './tokens.ts';

/** What all attempts at one request took together. */
export interface Tally {
  /**
   * Begins with an attempt.
   *
   * @param unheard - Tokens of an answer that may have been written without any of it being seen.
   */
  hear(exchange: Exchange, signal: AbortSignal, unheard: number): Hearer;
  readonly attempts: number;
  /** Attempts under way are in it, as far as they got. */
  readonly tokens: Tokens;
  /** When the first words came, by the clock. */
  readonly firstWordsAt: number | undefined;
}

export interface Hearer {
  /** What the provider counted so far: some do so more than once, some never. */
  count(usage: UsageMetadata | undefined): void;
  piece(text: string): void;
  /** The answer is complete: what was counted is all of it. */
  whole(text?: string): void;
  hasBegun(): boolean;
  /** The attempt is over: what happens to its signal from here on says nothing about it. */
  end(): void;
}

/** @param question - Estimated tokens of what is sent: they stand in where a provider counts nothing. */
export function openTally(question: number, clock: () => number): Tally {
  const attempts: (() => Tokens)[] = [];
  let firstWordsAt: number | undefined;
  return {
    get attempts() {
      return attempts.length;
    },
    get tokens() {
      const all = attempts.map((taken) => taken());
      return {
        input: all.reduce((sum, { input }) => sum + input, 0),
        output: all.reduce((sum, { output }) => sum + output, 0),
      };
    },
    get firstWordsAt() {
      return firstWordsAt;
    },
    hear(exchange, signal, unheard) {
      const heard = { input: 0, output: 0, text: '', isWhole: false };
      const at = attempts.length;
      attempts.push(() =>
        mayBeBilled(exchange, signal) || heard.input > 0
          ? { input: heard.input || question, output: outputOf(heard, unheard) }
          : { input: 0, output: 0 },
      );
      return {
        count(usage) {
          heard.input = Math.max(heard.input, usage?.input_tokens ?? 0);
          heard.output = Math.max(heard.output, usage?.output_tokens ?? 0);
        },
        piece(text) {
          firstWordsAt ??= clock();
          heard.text += text;
        },
        whole(text = heard.text) {
          heard.text = text;
          heard.isWhole = true;
        },
        hasBegun: () => heard.text !== '',
        end() {
          const taken = attempts[at]?.() ?? { input: 0, output: 0 };
          attempts[at] = () => taken;
        },
      };
    },
  };
}

interface Heard extends Tokens {
  readonly text: string;
  readonly isWhole: boolean;
}

function outputOf({ output, text, isWhole }: Heard, unheard: number): number {
  if (isWhole && output > 0) return output;
  // Of an answer that broke off the provider may have counted the beginning alone.
  return Math.max(output, text === '' && output === 0 ? unheard : estimateTokens(text));
}

/** A provider bills a question that it began to answer, or was at work on when it was left. */
function mayBeBilled({ wasSent, status }: Exchange, signal: AbortSignal): boolean {
  return status === undefined ? wasSent && signal.aborted : status < 400;
}
