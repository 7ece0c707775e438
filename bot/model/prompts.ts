import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Language } from '../../knowledge/language.ts';

const text = z.string().trim().min(1);
const byLanguage = z.strictObject({ ko: text, en: text });

const PromptsFile = z.strictObject({
  understand: text,
  word: text,
  draft: text,
  style: byLanguage,
  draftStyle: byLanguage,
});

/** What a model is told. */
export type Prompts = Readonly<z.infer<typeof PromptsFile>>;

/** @param folder - `bot/words`. @throws when the file does not say everything. */
export const loadPrompts = (folder: string): Prompts =>
  PromptsFile.parse(parse(readFileSync(join(folder, 'model/prompts.yaml'), 'utf8')));

/** What a person wrote, on one line between marks that it cannot close. */
export const quoted = (text: string): string =>
  `<<<${text.replace(/[<>]/g, ' ').replace(/\s+/g, ' ').trim()}>>>`;

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ko: 'Korean', en: 'English' };
