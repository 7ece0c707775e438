import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig, SETTINGS } from '../../adapters/config.ts';
import { projectRoot } from '../../adapters/project-root.ts';

const paragraphs = readFileSync(join(projectRoot(), '.env.example'), 'utf8').trim().split('\n\n');

/** A sentence on what the setting is for, ending in its default; below it the setting itself. */
const explained = paragraphs.slice(1).map((paragraph) => {
  const [, sentence = '', name = '', value = ''] =
    /^# (.+ Default: .+\.)\n#(\w+)=(.*)$/.exec(paragraph) ?? [];
  return { sentence, name, value };
});

it('.env.example explains exactly the settings there are, in their order', () => {
  expect(explained.map(({ name }) => name)).toEqual(SETTINGS);
});

it.each(explained)(
  'the default of $name is the one the program uses',
  ({ sentence, name, value }) => {
    const used = Object.entries(readConfig({})).find(([setting]) => setting === name)?.[1];
    expect(value).toBe(String(used ?? ''));
    if (used !== undefined) expect(sentence).toContain(`Default: ${used}`);
  },
);
