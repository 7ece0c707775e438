import type { Language } from '../../knowledge/language.ts';
import type { Channel, Payload, Preview } from '../channel.ts';
import type { AnswerMessage } from '../message.ts';
import type { Turn } from '../store.ts';
import type { Live } from '../talk.ts';

/** What is shown of an answer before it is sent. */
export interface LiveTurn extends Live {
  /** Ends the preview. Resolves with what the first call takes the place of. */
  close(): Promise<Payload | undefined>;
}

/** Nothing is called before there is something to show. */
export function liveTurn({ incoming }: Turn, channel: Channel, signal: AbortSignal): LiveTurn {
  const { address, audience, deliveryId } = incoming;
  let preview: Preview | undefined;
  let isOpen = false;
  let closed: Promise<Payload | undefined> | undefined;
  const open = (language: Language): Preview | undefined => {
    if (!isOpen) preview = channel.openPreview?.({ address, audience, language }, deliveryId);
    isOpen = true;
    return preview;
  };
  return {
    signal,
    show: (message: AnswerMessage) => {
      if (!closed) open(message.view.language)?.show(message);
    },
    close: () => {
      closed ??= (async () => preview?.close())().catch(() => undefined);
      isOpen = true;
      return closed;
    },
  };
}
