import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../adapters/project-root.ts';
import { fill, loadWords } from '../../bot/words.ts';
import { temporaryFolder } from '../factories.ts';

const root = projectRoot();
const read = (language: string): string =>
  readFileSync(join(root, `bot/words/${language}.yaml`), 'utf8');

const linesOf = (yaml: string) =>
  Object.entries(parse(yaml) as Record<string, Record<string, string>>).flatMap(([table, lines]) =>
    Object.entries(lines).map(([key, line]) => ({ key: `${table}.${key}`, line })),
  );
const korean = linesOf(read('ko'));
const english = linesOf(read('en'));

const holesOf = (line: string) =>
  [...line.matchAll(/\{(\w+)(?:\|[^}]+)?\}/g)].map(([, name]) => name).sort();

const sources = ['bot', 'adapters']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(root, folder, name),
    ),
  )
  .filter((path) => /\.(?:ts|eta)$/.test(path) && !path.endsWith('bot/words.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** Read by its name, or with every other line of its table by an id that the corpus gives. */
function isUsed(key: string): boolean {
  const [table = '', name = ''] = key.split('.');
  const isRead = new RegExp(`\\b${table}\\.${name}\\b|\\bwords(?:\\[\\w+\\])?\\.${table}\\[`).test(
    sources,
  );
  // Most templates are given the words of the web as `words`.
  return isRead || (table === 'web' && new RegExp(`\\bit\\.words\\.${name}\\b`).test(sources));
}

describe('the words of the bot', () => {
  it('have the same keys in both languages, in the same order', () => {
    expect(english.map(({ key }) => key)).toEqual(korean.map(({ key }) => key));
    expect(korean.length).toBeGreaterThan(50);
  });

  it('have the same holes in both languages', () => {
    const holes = (lines: typeof korean) => lines.map(({ key, line }) => [key, ...holesOf(line)]);
    expect(holes(english)).toEqual(holes(korean));
    expect(korean.flatMap(({ line }) => holesOf(line)).length).toBeGreaterThan(5);
  });

  it('hold no line that nothing says', () => {
    expect(korean.map(({ key }) => key).filter((key) => !isUsed(key))).toEqual([]);
  });

  it('are written in the language they are for', () => {
    const foreign = english.filter(
      // Whoever cannot read the language must find the way to the other one.
      ({ key, line }) =>
        /[가-힣]/.test(line) && !/^web\.(?:in)?otherLanguage$|language$|languageAsk$/i.test(key),
    );
    expect(foreign).toEqual([]);
    const untranslated = korean.filter(
      ({ key, line }) =>
        // Of some lines nothing is left but what the program fills in.
        /[a-z가-힣]/i.test(line.replaceAll(/\{[^}]*\}/g, '')) &&
        !/[가-힣]/.test(line) &&
        !/^web\.other|^interview\.readingCopy$/.test(key),
    );
    expect(untranslated).toEqual([]);
  });
});

describe('loadWords', () => {
  it('reads both languages', () => {
    const words = loadWords(join(root, 'bot/words'));
    expect(words.ko.web.title).toBe('얼굴권리');
    expect(words.en.web.title).toBe('FaceRights');
  });

  it.each([
    { fault: 'a missing line', from: /\n {2}masked: .*/, to: '', named: 'en.yaml: reply.masked' },
    {
      fault: 'an unknown line',
      from: /\n {2}masked: /,
      to: '\n  surprise: x$&',
      named: '"surprise"',
    },
    { fault: 'an empty line', from: /\n {2}title: .*/, to: "\n  title: ''", named: 'web.title' },
  ])('names $fault', ({ from, to, named }) => {
    const folder = temporaryFolder({
      'ko.yaml': read('ko'),
      'en.yaml': read('en').replace(from, to),
    });
    expect(() => loadWords(folder)).toThrow(named);
  });
});

describe('fill', () => {
  it('fills every hole it has a value for, and leaves the others to be seen', () => {
    expect(fill('{a} and {a}, not {b}', { a: 1 })).toBe('1 and 1, not {b}');
  });

  it('takes a value as it is, dollar signs included', () => {
    expect(fill('"{query}"', { query: "$& $1 $'" })).toBe('"$& $1 $\'"');
  });
});
