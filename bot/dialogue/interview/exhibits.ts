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

/** The kept copies, named by their number in the list of exhibits. */
export async function sendExhibits(talk: Talk): Promise<Reply> {
  const { state, words, lookUp, parts } = talk;
  const kept = await lookUp.evidence();
  const exhibits = state.exhibits ?? [];
  if (exhibits.length === 0) {
    return replyWith(talk, 'no-exhibits', [say(words.interview.noExhibits)]);
  }
  const files = exhibits.flatMap(({ file, caption }, index) => {
    const facts = kept.find(({ id }) => id === file);
    return facts ? [{ facts, caption, number: index + 1 }] : [];
  });
  const copies = await Promise.all(
    files.map(async ({ facts, caption, number }) => ({
      id: parts.newId(),
      name: `exhibit-${number}.${facts.name.split('.').at(-1) ?? 'bin'}`,
      mediaType: facts.mediaType,
      bytes: (await lookUp.readFile(facts.id)) ?? new Uint8Array(),
      line: fill(words.interview.exhibit, { number, caption }),
    })),
  );
  return {
    ...replyWith(
      talk,
      'exhibits-sent',
      copies.map(
        ({ id, name, mediaType, line }): Outgoing => ({
          kind: 'file',
          file: id,
          name,
          mediaType,
          blocks: paragraph(line),
        }),
      ),
    ),
    files: copies.map(({ line: _said, ...file }) => ({ ...file, purpose: 'document' as const })),
  };
}
