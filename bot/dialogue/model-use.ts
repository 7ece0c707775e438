import type { Choice, Outgoing } from '../message.ts';
import type { ModelFacts } from '../model/chat-model.ts';
import type { Asking, ModelDesk } from '../model/model-desk.ts';
import { button, type Reply, replyWith, say, type Talk } from '../talk.ts';
import { fill, type Words } from '../words.ts';

/** What a language model may do in this talk; undefined where there is none, or the person wants none or was not told yet. */
export const modelFor = (talk: Talk): ModelDesk | undefined =>
  talk.state.withoutModel || isToBeTold(talk) ? undefined : talk.parts.model;

/** The same where the person is told at that very moment what would leave, and decides. */
export const modelToOffer = ({ parts, state }: Talk): ModelDesk | undefined =>
  state.withoutModel ? undefined : parts.model;

/** Nothing leaves before the person knows where it goes. Our pages say it before anybody can type. */
const isToBeTold = ({ parts, state, incoming }: Talk): boolean =>
  parts.model !== undefined && !state.isToldOfModel && incoming.platform !== 'web';

/** Said once, by itself, to whom did not hear it at the start. */
export const firstModelNote = (talk: Talk): readonly Outgoing[] =>
  isToBeTold(talk) && !talk.state.withoutModel ? [say(modelNotice(talk), modelChoices(talk))] : [];

/** For whom it is asked, and until when. */
export const askingFor = ({ incoming, live }: Talk): Asking => ({
  person: { platform: incoming.platform, person: incoming.person },
  signal: live.signal,
});

/** Said before anything that it may have written: AI Basic Act, Article 31(1). Empty where no model is used. */
export const modelNotice = ({ parts: { model }, state, words }: Talk): string =>
  model && !state.withoutModel ? noticeOf(model.facts, words) : '';

/** The same for a page that nobody is known on. */
export function noticeOf({ provider, isLocal }: ModelFacts, { model }: Words): string {
  return fill(isLocal ? model.noticeLocal : model.notice, { provider });
}

/** What of a person's words a model sees, and whose it is; empty where there is none. */
export function modelPrivacy({ parts: { model }, state, words }: Talk): string {
  if (!model) return '';
  const { privacy, privacyLocal, privacyOff } = words.model;
  const { name, provider, isLocal } = model.facts;
  const facts = fill(isLocal ? privacyLocal : privacy, { model: name, provider });
  return state.withoutModel ? `${facts} ${privacyOff}` : facts;
}

export function modelChoices({ parts, state, words }: Talk): readonly Choice[] {
  if (!parts.model) return [];
  const isWanted = state.withoutModel === true;
  const label = isWanted ? words.model.turnOn : words.model.turnOff;
  return [button(label, { do: 'model', isWanted })];
}

export function setModelUse(talk: Talk, isWanted: boolean): Reply {
  const { isOn, isOff } = talk.words.model;
  return replyWith(talk, isWanted ? 'model-on' : 'model-off', [say(isWanted ? isOn : isOff)], {
    ...talk.state,
    withoutModel: !isWanted,
  });
}
