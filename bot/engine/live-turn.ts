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

/** Nothing is called before there is something to show, or something of an earlier attempt to be taken away. */
export function liveTurn(
  { incoming, tries }: Pick<Turn, 'incoming' | 'tries'>,
  channel: Channel,
  signal: AbortSignal,
): LiveTurn {
  const { address, audience, deliveryId } = incoming;
  const isRepeat = tries > 1;
  let opened: { readonly preview: Preview | undefined } | undefined;
  let closed: Promise<Payload | undefined> | undefined;
  const open = (language: Language): Preview | undefined => {
    const context = { address, audience, language, isRepeat };
    opened ??= { preview: channel.openPreview?.(context, deliveryId) };
    return opened.preview;
  };
  const close = async (): Promise<Payload | undefined> => {
    const preview = isRepeat ? open(incoming.language ?? 'ko') : opened?.preview;
    return preview?.close();
  };
  return {
    signal,
    show: (message: AnswerMessage) => {
      if (!closed) open(message.view.language)?.show(message);
    },
    close: () => {
      closed ??= close().catch(() => undefined);
      return closed;
    },
  };
}
