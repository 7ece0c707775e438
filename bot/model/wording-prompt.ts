import type { Answer } from '../../knowledge/answer/answer.ts';
import { maskForModel } from '../../knowledge/wording/mask-for-model.ts';
import type { Passage, WordingGround } from '../../knowledge/wording/passage.ts';
import { type Prompts, quoted } from './prompts.ts';

/** What is to be worded, as data for the model. */
export function wordingPrompt(
  { question }: Pick<Answer, 'question'>,
  { language, verdict, passages }: WordingGround,
  { style }: Prompts,
): string {
  return [
    style[language],
    ...(verdict ? [`Verdict: ${verdict}`] : []),
    'Passages:',
    ...passages.map(passageLine),
    'Question:',
    quoted(maskForModel(question).text),
  ].join('\n');
}

/** On one line, without the marks of what a person said. The plain answer stands on everything that is cited: naming all of it there would only be long. */
function passageLine({ id, kind, text, basis, cited }: Passage): string {
  const about = [kind, ...(basis ? [basis] : [])].join(', ');
  const isWhole = kind === 'answer' || kind === 'companion' || kind === 'correction';
  const cites = cited.length > 0 && !isWhole ? ` {${cited.join('; ')}}` : '';
  return `[${id}] (${about}) ${text.replace(/[<>\s]+/g, ' ')}${cites}`;
}
