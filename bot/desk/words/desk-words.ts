import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../../../knowledge/language.ts';
import { AUTH_WORDS } from './auth.ts';
import { CASE_WORDS } from './case.ts';
import { DID_WORDS } from './did.ts';
import { FIGURES_WORDS } from './figures.ts';
import { QUEUE_WORDS } from './queue.ts';
import { SHARED_WORDS } from './shared.ts';
import { SLACK_WORDS } from './slack.ts';

const AREAS = {
  shared: SHARED_WORDS,
  auth: AUTH_WORDS,
  queue: QUEUE_WORDS,
  case: CASE_WORDS,
  did: DID_WORDS,
  figures: FIGURES_WORDS,
  slack: SLACK_WORDS,
} as const;

type Areas = typeof AREAS;

/** Everything said at the desk, in one language. */
export type DeskWords = {
  readonly [Area in keyof Areas]: Readonly<Record<Areas[Area][number], string>>;
};

const Row = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });

/** Reads `bot/words/desk/*.yaml`. @throws when a line is missing or unknown, naming it. */
export function loadDeskWords(folder: string): Readonly<Record<Language, DeskWords>> {
  const areas = Object.entries(AREAS).map(([area, keys]) => {
    const path = join(folder, 'desk', `${area}.yaml`);
    const rows = z.record(z.string(), Row).parse(parse(readFileSync(path, 'utf8')));
    const missing = keys.filter((key) => !rows[key]);
    const unknown = Object.keys(rows).filter((key) => !keys.some((one) => one === key));
    if (missing.length + unknown.length > 0) {
      throw new Error(`desk/${area}.yaml lacks [${missing}] and has unknown [${unknown}].`);
    }
    return [area, rows] as const;
  });
  const [ko, en] = LANGUAGES.map((language) =>
    Object.fromEntries(
      areas.map(([area, rows]) => [
        area,
        Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, row[language]])),
      ]),
    ),
  );
  // Every key of every area was found above.
  return { ko, en } as unknown as Readonly<Record<Language, DeskWords>>;
}
