import { readReceiptCode } from '../../../bot/desk/receipt-code.ts';
import type { BotParts } from '../../../bot/talk.ts';
import type { Answers } from '../../../knowledge/casework/questions.ts';
import type { Language } from '../../../knowledge/language.ts';
import type { Person } from '../../talking.ts';
import { textsOf } from '../../talking.ts';
import { finished } from '../dialogue/interview/interviewed.ts';

type Options = NonNullable<ConstructorParameters<typeof Person>[1]>;

/** Somebody with a finished draft who looks at what would be sent. */
export async function previewed(
  parts: BotParts,
  options: Options & { given?: Answers } = {},
  document = 'nhrck',
) {
  const person = await finished(parts, options);
  await person.pressOld({ do: 'submit', document });
  return person;
}

/** Somebody who has sent it in, and noted the code. */
export async function submitted(parts: BotParts, options: Options & { document?: string } = {}) {
  const { document = 'nhrck', ...rest } = options;
  const person = await previewed(parts, rest, document);
  const answered = await person.pressOld({ do: 'submitting', to: 'told-here' });
  const said = textsOf(answered, parts).join('\n');
  const line = said.split('\n').find((one) => /^\d{3}(?: \d{3}){6}$/.test(one)) ?? '';
  const read = readReceiptCode(line);
  if (read?.kind !== 'code') throw new Error(`No code was said:\n${said}`);
  return { person, code: read.code, answered };
}

export const wordsIn = (parts: BotParts, language: Language = 'ko') =>
  parts.settings.words[language];
