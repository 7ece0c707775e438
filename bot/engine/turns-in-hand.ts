import { type Incoming, isUnsaid } from '../message.ts';
import type { Store, Turn } from '../store.ts';

interface InHand {
  readonly deliveryId: string;
  readonly cancel: AbortController;
}

/** The turns that this process is answering: what their people say next is heard meanwhile. */
export class TurnsInHand {
  readonly #byConversation = new Map<string, InHand>();
  readonly #conversationId: Store['conversationId'];
  #isStopping = false;

  constructor({ conversationId }: Pick<Store, 'conversationId'>) {
    this.#conversationId = conversationId;
  }

  /** @param work - Its signal ends when the person goes on, or when we are stopping. */
  async run<Result>(turn: Turn, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const cancel = new AbortController();
    if (this.#isStopping) cancel.abort();
    const inHand = { deliveryId: turn.incoming.deliveryId, cancel };
    this.#byConversation.set(turn.conversation, inHand);
    try {
      return await work(cancel.signal);
    } finally {
      if (this.#byConversation.get(turn.conversation) === inHand) {
        this.#byConversation.delete(turn.conversation);
      }
    }
  }

  /** Whoever goes on does not wait for a finer answer to what they said before; a repeated delivery goes on with nothing. */
  cancelBefore(incoming: readonly Incoming[]): void {
    if (this.#byConversation.size === 0) return;
    for (const { platform, conversation, deliveryId, content } of incoming) {
      if (isUnsaid(content)) continue;
      const inHand = this.#byConversation.get(this.#conversationId(platform, conversation));
      if (inHand && inHand.deliveryId !== deliveryId) inHand.cancel.abort();
    }
  }

  cancelAll(): void {
    this.#isStopping = true;
    for (const { cancel } of this.#byConversation.values()) cancel.abort();
  }
}
