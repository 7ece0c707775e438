import { paragraph } from '../../answer-blocks.ts';
import type { Outgoing } from '../../message.ts';
import { type Reply, replyWith, say, type Talk } from '../../talk.ts';
import { fill } from '../../words.ts';

/** Whether time and place that a camera noted go into the document. What was not agreed to is let go. */
export function decideOnNoted(talk: Talk, isUsed: boolean): Reply {
  const exhibits = (talk.state.exhibits ?? []).map((exhibit) => {
    if (exhibit.usesNoted) return exhibit;
    const { takenAt, place, ...rest } = exhibit;
    return isUsed
      ? { ...rest, ...(takenAt && { takenAt }), ...(place && { place }), usesNoted: true }
      : rest;
  });
  const { interview } = talk.words;
  const line = isUsed ? interview.notedUsed : interview.notedLeft;
  return replyWith(talk, 'noted-decided', [say(line)], { ...talk.state, exhibits });
}

/** The kept copies, named by their number in the list of exhibits. They are sent as they lie in the store. */
export async function sendExhibits({ state, words, language, lookUp }: Talk): Promise<Reply> {
  const { interview } = words;
  const kept = new Map((await lookUp.evidence()).map((facts) => [facts.id, facts]));
  const messages = (state.exhibits ?? []).flatMap(({ file, caption }, index): Outgoing[] => {
    const facts = kept.get(file);
    if (!facts) return [];
    const { name, mediaType } = facts;
    const number = index + 1;
    return [
      {
        kind: 'file',
        file,
        name: `exhibit-${number}.${name.split('.').at(-1) ?? 'bin'}`,
        mediaType,
        blocks: paragraph(fill(interview.exhibit, { number, caption })),
      },
    ];
  });
  return messages.length > 0
    ? replyWith({ state, language }, 'exhibits-sent', messages)
    : replyWith({ state, language }, 'no-exhibits', [say(interview.noExhibits)]);
}
