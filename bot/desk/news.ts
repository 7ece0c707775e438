import { paragraph } from '../answer-blocks.ts';
import { tokenOf } from '../choices.ts';
import type { Outgoing } from '../message.ts';
import { fill, type Words } from '../words.ts';
import type { News } from './applied.ts';

/** Tells a person that there is something to read about their case: never what, for others may see the screen. */
export function newsFor(news: News, { filing }: Words, reference: string): Outgoing {
  const lines = {
    message: filing.newsMessage,
    status: filing.newsStatus,
    letter: filing.newsLetter,
  };
  return {
    kind: 'message',
    blocks: paragraph(fill(lines[news], { reference })),
    choices: [{ label: filing.open, token: tokenOf({ do: 'filed', to: 'open' }) }],
  };
}
