/** Keys of what is said on the queue; the words are in `bot/words/desk/queue.yaml`. */
export const QUEUE_WORDS = ['title'] as const;
