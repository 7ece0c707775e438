import type { ModelTask } from '../../../bot/model/chat-model.ts';
import { LANGUAGE_NAMES } from '../../../bot/model/prompts.ts';
import { LANGUAGES, type Language } from '../../../knowledge/language.ts';

export interface ToldPassage {
  readonly id: string;
  readonly text: string;
}

/** What a request tells the model, as far as a program can read it. */
export interface Told {
  readonly task: ModelTask;
  readonly system: string;
  readonly user: string;
  readonly language: Language;
  readonly verdict?: string;
  readonly passages: readonly ToldPassage[];
  /** What the person wrote last, personal data masked. */
  readonly question: string;
}

/** A body of OpenAI's chat completions. */
export interface ChatBody {
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly response_format?: { readonly type: string };
}

export function readTold({ messages, response_format: form }: ChatBody): Told {
  const said = (role: string) =>
    messages
      .filter((message) => message.role === role)
      .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
      .join('\n');
  const user = said('user');
  const passages = [...user.matchAll(PASSAGE)].map(
    ([, id = '', text = '']): ToldPassage => ({
      id,
      text: text.replace(CITES, '').replace(QUOTED, '$1'),
    }),
  );
  const [wanted = ''] = /^(?:Write in|Language:).*$/m.exec(user) ?? [];
  const [, verdict] = /^Verdict: ([a-z-]+)$/m.exec(user) ?? [];
  return {
    task: form?.type === 'json_schema' ? 'understand' : taskOf(passages),
    system: said('system'),
    user,
    language: LANGUAGES.find((one) => wanted.includes(LANGUAGE_NAMES[one])) ?? 'en',
    ...(verdict && { verdict }),
    passages,
    question: [...user.matchAll(/<<<(.*?)>>>/g)].at(-1)?.[1] ?? '',
  };
}

const PASSAGE = /^\[([A-Z]\d{1,2})\](?: \([^)]*\))? (.+)$/gm;

/** The places behind a passage: `{제23조제1항; …}`. */
const CITES = / \{[^{}]*\}$/;

/** What a person said stands between marks. */
const QUOTED = /^<<<(.*)>>>$/;

/** A draft is made of what a person said: `[Q1]`. */
const taskOf = (passages: readonly ToldPassage[]): ModelTask =>
  passages.some(({ id }) => id.startsWith('Q')) ? 'draft' : 'word';
