import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../../adapters/project-root.ts';
import { DID_WORDS } from '../../../bot/desk/words/did.ts';

/** Everything that the program writes into the audit log, found where it is written. */
const sources = ['bot', 'adapters']
  .flatMap((folder) =>
    readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('words/did.ts'))
      .map((name) => readFileSync(join(projectRoot(), folder, name), 'utf8')),
  )
  .join('\n');

it('every action of the desk that is written down has words', () => {
  const written = [...sources.matchAll(/\bhappened\([^;]*?'([a-z]+(?:-[a-z]+)+)'/g)];
  const actions = new Set(written.map(([, action]) => action));
  expect(actions.size).toBeGreaterThan(25);
  expect([...actions].filter((action) => !DID_WORDS.some((one) => one === action))).toEqual([]);
});

it('every one of these words is for an action that the program knows', () => {
  const unknown = DID_WORDS.filter((action) => !sources.includes(`'${action}'`));
  expect(unknown).toEqual([]);
});
