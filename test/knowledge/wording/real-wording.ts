import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textSettings } from '../../../adapters/open-bot.ts';
import { projectRoot } from '../../../adapters/project-root.ts';
import type { Answer } from '../../../knowledge/answer/answer.ts';
import { LANGUAGES, type Language } from '../../../knowledge/language.ts';
import type { Passage, WordingGround } from '../../../knowledge/wording/passage.ts';
import { passagesOf } from '../../../knowledge/wording/passages-of.ts';
import { Verifier } from '../../../knowledge/wording/verifier.ts';
import { loadWordingRules } from '../../../knowledge/wording/wording-rules.ts';
import { openRealBot } from '../../real-bot.ts';

const wordingRules = loadWordingRules(join(projectRoot(), 'knowledge/rules/wording'));

const bot = await openRealBot();
const { corpus } = bot.knowledge;
export const verifier = new Verifier(wordingRules, corpus);

/** What a model is given for each entry. */
export const grounds: Readonly<Record<Language, ReadonlyMap<string, WordingGround>>> = {
  ko: groundsIn('ko'),
  en: groundsIn('en'),
};

function groundsIn(language: Language): ReadonlyMap<string, WordingGround> {
  const settings = textSettings(bot);
  const found = new Map<string, WordingGround>();
  for (const entry of corpus.entries.values()) {
    const answer: Answer = {
      outcome: 'answered',
      kind: 'answer',
      language,
      subject: { type: 'entry', entry },
      confidence: 1,
      masked: [],
      choices: [],
      question: entry.title[language],
    };
    const ground = passagesOf(answer, settings);
    if (ground) found.set(entry.id, ground);
  }
  return found;
}

/** Every passage of a language once. */
export function everyPassage(
  language: Language,
): readonly { readonly passage: Passage; readonly ground: WordingGround }[] {
  const seen = new Set<string>();
  return [...grounds[language].values()].flatMap((ground) =>
    ground.passages.flatMap((passage) => {
      if (seen.has(passage.text)) return [];
      seen.add(passage.text);
      return [{ passage, ground }];
    }),
  );
}

/** Passages for a table: the text of each, or more of it. */
export function groundOf(
  language: Language,
  ...passages: readonly (string | (Partial<Passage> & { readonly text: string }))[]
): WordingGround {
  return {
    language,
    verdict: 'conditional',
    passages: passages.map((one, at) => ({
      id: `A${at + 1}`,
      kind: 'answer',
      cited: [],
      ...(typeof one === 'string' ? { text: one } : one),
    })),
  };
}

/** Faults of a sentence that rests on all passages of a ground. */
export const faultsIn = (ground: WordingGround, text: string) =>
  verifier.faultsOf({ text, rests: ground.passages.map(({ id }) => id) }, ground);

/** Rows of a set of outputs of language models. */
export function outputs<T>(
  name: 'wrong' | 'subtle' | 'fresh' | 'right' | 'prompted',
): readonly (T & { readonly language: Language })[] {
  return LANGUAGES.flatMap((language) =>
    readFileSync(join(projectRoot(), `test/wording/outputs/${name}-${language}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line.trim())
      .map((line): T & { readonly language: Language } => ({ ...JSON.parse(line), language })),
  );
}
