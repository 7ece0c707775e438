import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findInStatute } from '../../../knowledge/law/find-in-statute.ts';
import { catalogueOf, findLaw } from '../../../knowledge/law/law-catalogue.ts';
import { openLawFolder } from '../../../knowledge/law/law-folder.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import type { Article } from '../../../knowledge/law/statute.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/law/kr', import.meta.url));
const isAbsent = !existsSync(FOLDER);
const FILES = isAbsent
  ? []
  : readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.md'),
    );
const DAY = '2026-06-07';

const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const linesOf = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line.trim() !== '');

describe('readStatute on the official text (skipped where ../shared/law/kr is absent)', () => {
  it.skipIf(isAbsent)('reads every file, and every article heading of it', () => {
    expect(FILES.length).toBeGreaterThan(0);
    for (const name of FILES) {
      const text = textOf(name);
      const [main = ''] = text.split(/^## 부칙/m);
      const headings = new Set(main.match(/^##### 제\d+조(?:의\d+)?/gm));
      expect(readStatute(text).articles.size, name).toBe(headings.size);
    }
  });

  it.skipIf(isAbsent)(
    'drops no line: each is in an article, a heading, the preamble or the addenda',
    () => {
      for (const name of FILES) {
        const text = textOf(name);
        const body = text.slice(text.indexOf('\n---\n', 4) + 5);
        const [main = '', rest = ''] = body.split('\n## 부칙');
        const statute = readStatute(text);
        const { articles, divisions, preamble, addenda } = statute;
        const inArticles = [...articles.values()].flatMap((one) => linesOf(one.text));
        const headings = 1 + articles.size + divisions.length;
        expect(inArticles.length + headings + linesOf(preamble).length, name).toBe(
          linesOf(main).length,
        );
        const inAddenda = addenda.flatMap(({ heading, text }) => linesOf(`${heading}\n${text}`));
        expect(inAddenda.length, name).toBe(linesOf(rest).length);
      }
    },
  );

  it.skipIf(isAbsent)('understands all but a few marks and pictures', () => {
    const unread = FILES.flatMap((name) => readStatute(textOf(name)).unread);
    const reasons = new Set(unread.map(({ why }) => why));
    expect([...reasons].sort()).toEqual(['mark-out-of-place', 'picture']);
    expect(unread.length).toBeLessThan(100);
  });

  it.skipIf(isAbsent)(
    'says of what it did not understand on which line of the file it stands',
    () => {
      for (const name of FILES) {
        const lines = textOf(name).split('\n');
        for (const { line, text } of readStatute(textOf(name)).unread) {
          const letters = (written: string) => written.replace(/[\\*\s]/g, '');
          expect(letters(lines[line - 1] ?? ''), `${name}:${line}`).toBe(letters(text));
        }
      }
    },
  );

  it.skipIf(isAbsent)('numbers no paragraph twice, and finds each again', () => {
    for (const name of FILES) {
      const statute = readStatute(textOf(name));
      for (const article of statute.articles.values()) {
        const numbers = article.paragraphs.map(({ number }) => number).filter(Boolean);
        expect(new Set(numbers).size, `${name} ${article.number}`).toBe(numbers.length);
        for (const paragraph of numbers) {
          const { kind } = findInStatute(statute, { article: article.number, paragraph });
          expect(kind, `${name} ${article.number}(${paragraph})`).not.toMatch(/^no-such/);
        }
      }
    }
  });

  it.skipIf(isAbsent)('gives every line of an article to one of its parts, in order', () => {
    for (const name of FILES) {
      for (const article of readStatute(textOf(name)).articles.values()) {
        expect(partsOf(article).join('\n'), `${name} ${article.number}`).toBe(article.text);
      }
    }
  });

  it.skipIf(isAbsent)('leaves no Markdown mark in the text', () => {
    for (const name of FILES) {
      for (const { number, text } of readStatute(textOf(name)).articles.values()) {
        expect(/\*\*|\\[.[\]]|^#/m.test(text), `${name} ${number}`).toBe(false);
      }
    }
  });
});

const partsOf = ({ paragraphs }: Article): readonly string[] =>
  paragraphs.flatMap(({ text, items }) => [
    ...(text ? [text] : []),
    ...items.flatMap((item) => [item.text, ...item.subitems.map((subitem) => subitem.text)]),
  ]);

describe('the catalogue of the official text (skipped where ../shared/law/kr is absent)', () => {
  it.skipIf(isAbsent)('has each law once, with the file that is right for it', () => {
    const catalogue = catalogueOf(openLawFolder(FOLDER), DAY);
    expect(catalogue.problems).toEqual([]);
    expect(catalogue.files.map(({ file }) => file).sort()).toEqual(
      FILES.map((name) => name.normalize('NFC')).sort(),
    );
    const slugs = catalogue.laws.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(findLaw(catalogue, '헌법재판소법')?.file).toBe('헌법재판소법/법률(법률).md');
    expect(findLaw(catalogue, '근로기준법')?.file).toBe('근로기준법/법률(법률).md');
    for (const law of catalogue.laws) expect(findLaw(catalogue, law.slug)).toBe(law);
  });

  it.skipIf(isAbsent)('leads to text that can be read, article by article', () => {
    const folder = openLawFolder(FOLDER);
    for (const { file } of folder.list().heads) expect(folder.read(file).kind, file).toBe('read');
  });
});
