import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { languageOf, parseUpdate } from '../../../adapters/telegram/parse.ts';
import type { Incoming } from '../../../bot/message.ts';

interface Replay {
  readonly title: string;
  readonly update: Update;
  /** Null: nothing is made of it. */
  readonly incoming: Incoming | null;
}

const folder = join(projectRoot(), 'test/replay/telegram');
const replays = readdirSync(folder)
  .sort()
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Replay);

const ME = { id: 7_770_001, username: 'facerights_test_bot' };

/** Everything in the payloads that names somebody. */
const PERSONAL =
  /다온|가상|daon_example|alex_example|무명|우리 아파트|시민 모임|821000000000|동의서/;

describe('an update', () => {
  it.each(replays)('$title', ({ update, incoming }) => {
    expect(parseUpdate(update, ME)).toEqual(incoming ?? undefined);
  });

  it.each(replays)('carries no name, title or number of a telephone on: $title', ({ update }) => {
    const { content, ...rest } = parseUpdate(update, ME) ?? { content: undefined };
    expect(JSON.stringify(rest)).not.toMatch(PERSONAL);
    expect(JSON.stringify(content ?? '')).not.toMatch(/daon|alex_|821000000000|동의서|가상 헬스장/);
  });

  it.each([
    { code: 'ko', language: 'ko' },
    { code: 'KO-kr', language: 'ko' },
    { code: 'en', language: 'en' },
    { code: 'kok', language: 'en' },
    { code: 'ja', language: 'en' },
    { code: '', language: undefined },
    { code: undefined, language: undefined },
  ])('of a client in "$code" is answered in $language', ({ code, language }) => {
    expect(languageOf(code)).toBe(language);
  });
});
