import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findInStatute } from '../../../knowledge/law/find-in-statute.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/law/kr', import.meta.url));
const isAbsent = !existsSync(FOLDER);
const FILES = isAbsent
  ? []
  : readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.md'),
    );

describe('readStatute on the official text (skipped where ../shared/law/kr is absent)', () => {
  it.skipIf(isAbsent)('reads every file, and every article heading of it', () => {
    expect(FILES.length).toBeGreaterThan(0);
    for (const name of FILES) {
      const text = readFileSync(join(FOLDER, name), 'utf8');
      const [main = ''] = text.split(/^## 부칙/m);
      const headings = new Set(main.match(/^##### 제\d+조(?:의\d+)?/gm));
      expect(readStatute(text).articles.size, name).toBe(headings.size);
    }
  });

  it.skipIf(isAbsent)('numbers no paragraph twice, and finds each again', () => {
    for (const name of FILES) {
      const statute = readStatute(readFileSync(join(FOLDER, name), 'utf8'));
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

  it.skipIf(isAbsent)('leaves no Markdown mark in the text', () => {
    for (const name of FILES) {
      const statute = readStatute(readFileSync(join(FOLDER, name), 'utf8'));
      for (const { number, text } of statute.articles.values()) {
        expect(/\*\*|\\[.[\]]|^#/m.test(text), `${name} ${number}`).toBe(false);
      }
    }
  });
});
