import type { ModelRequest } from '../bot/model/chat-model.ts';

/** The sentences that a request has in it, as the model sees them. */
export const sentencesIn = ({ user }: Pick<ModelRequest, 'user'>): readonly string[] =>
  [...user.matchAll(/^\[Q\d+\] <<<(.*)>>>$/gm)].map(([, text = '']) => text);

/** Spoken endings and the formal ones in their place; enough for the accounts of the tests. */
const FORMAL: readonly (readonly [RegExp, string])[] = [
  [/었어요\.$/, '었습니다.'],
  [/았어요\.$/, '았습니다.'],
  [/했어요\.$/, '하였습니다.'],
  [/떴고 /, '표시되었고 '],
  [/렀어요\.$/, '렀습니다.'],
  [/I didn't/, 'I did not'],
];

const formally = (text: string): string =>
  FORMAL.reduce((formal, [spoken, written]) => formal.replace(spoken, written), text);

/** Puts each sentence formally and changes nothing else. */
export const honest = (request: ModelRequest): readonly string[] =>
  sentencesIn(request).map((text, at) => `[Q${at + 1}] ${formally(text)}\n`);

/** Adds a crime to each. */
export const lying = (request: ModelRequest): readonly string[] =>
  sentencesIn(request).map(
    (text, at) => `[Q${at + 1}] ${formally(text).replace(/(습니다)\.$/, '$1. 이는 불법입니다.')}\n`,
  );
