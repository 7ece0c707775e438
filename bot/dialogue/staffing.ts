import { readStaffToken, type StaffChannel } from '../desk/staff-channel.ts';
import { caseNews, digestNews } from '../desk/staff-news.ts';
import type { StaffNews } from '../desk/staff-news-kinds.ts';
import { type Reply, say, type Talk } from '../talk.ts';
import { fill } from '../words.ts';

const SNOOZE_MS = 3 * 24 * 60 * 60 * 1000;

/** Tells the channel of the staff what happened. Nothing is remembered of it. */
export async function tellStaff(talk: Talk, news: StaffNews): Promise<Reply> {
  const { staffChannel: channel, casework, settings } = talk.parts;
  if (!channel) return silent(talk, 'staff-news-off');
  await channel.index.sync();
  if (news.kind === 'digest') {
    return { ...silent(talk, 'staff-digest'), messages: [await digestNews(channel, news.day)] };
  }
  const head = channel.index.head(news.id);
  if (!head) return silent(talk, 'staff-news-gone');
  const message = caseNews(channel, { casework, corpus: settings.corpus }, head, news.isUrgent);
  return { ...silent(talk, 'staff-news'), messages: [message] };
}

/**
 * A button that staff pressed in their channel; undefined for every other button. What it does is done under the account of
 * whoever pressed it, and once: the delivery is its key, however often this reply is made.
 */
export async function actAsStaff(talk: Talk, token: string): Promise<Reply | undefined> {
  const { staffChannel: channel } = talk.parts;
  const pressed = readStaffToken(token);
  if (!channel || !pressed || talk.incoming.address['channel'] !== channel.channel)
    return undefined;
  const { slack } = channel.words[channel.language];
  const answer = (text: string): Reply => ({
    ...silent(talk, 'staff-move'),
    messages: [say(text)],
  });
  const user = String(talk.incoming.address['user'] ?? '');
  const who = await channel.staffOf(user);
  if (!who) return answer(fill(slack.stranger, { user }));
  await channel.index.sync();
  const head = channel.index.heads().find(({ id }) => pressed.isOf(id));
  if (!head) return answer(slack.gone);
  return answer(await acted(channel, talk, { who, head, move: pressed.move }));
}

async function acted(
  { desk, words, language }: StaffChannel,
  { incoming, now }: Talk,
  {
    who,
    head: { id, reference },
    move,
  }: {
    readonly who: NonNullable<Awaited<ReturnType<StaffChannel['staffOf']>>>;
    readonly head: { readonly id: string; readonly reference: string };
    readonly move: 'take' | 'snooze';
  },
): Promise<string> {
  const { slack, shared } = words[language];
  const action =
    move === 'take'
      ? { do: 'assign' as const, to: who.id }
      : { do: 'snooze' as const, until: now + SNOOZE_MS };
  const done = await desk.act(who, id, action, `slack-${incoming.deliveryId}`);
  if (!done.isDone) return fill(slack.refused, { reference, why: shared[`refusal-${done.why}`] });
  return fill(move === 'take' ? slack.taken : slack.slept, { name: who.name, reference });
}

/** Nothing said, nothing remembered. */
const silent = ({ language }: Talk, outcome: string): Reply => ({
  outcome,
  language,
  state: undefined,
  messages: [],
});
