import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { partOfArticle } from '../../../knowledge/law/part-of-article.ts';
import { type Pinpoint, parsePinpoint } from '../../../knowledge/law/pinpoint.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import type { Article, Statute } from '../../../knowledge/law/statute.ts';
import { lawText } from '../../factories.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/law/kr', import.meta.url));
const isAbsent = !existsSync(FOLDER);

function part(statute: Statute, text: string): string | undefined {
  const at = parsePinpoint(text);
  const article = at && statute.articles.get(at.article);
  return article && partOfArticle(article, at);
}

describe('partOfArticle', () => {
  const statute = readStatute(
    lawText(`##### 제1조 (정의)

**①** 첫째 항이다.

  1\\. 삭제 <2020.2.2>
  2\\. 둘째 호.
    가\\. 삭제 <2020.2.2>
    나\\. 나목.

**②** 둘째 항이다.

  1\\. 삭제 <2020.2.2>
    가\\. 삭제 <2020.2.2>
  2의2\\. 가지 번호.

##### 제2조 (벌칙)

항이 없는 조다.

  1\\. 하나
  2\\. 둘
`),
  );

  it.each([
    { at: '제1조제1항제1호', text: '1. 삭제 <2020.2.2>' },
    { at: '제1조제1항제2호', text: '2. 둘째 호.\n가. 삭제 <2020.2.2>\n나. 나목.' },
    { at: '제1조제1항제2호가목', text: '가. 삭제 <2020.2.2>' },
    {
      at: '제1조제2항',
      text: '② 둘째 항이다.\n1. 삭제 <2020.2.2>\n가. 삭제 <2020.2.2>\n2의2. 가지 번호.',
    },
    { at: '제1조제2항제1호', text: '1. 삭제 <2020.2.2>\n가. 삭제 <2020.2.2>' },
    { at: '제1조제2항제2호의2', text: '2의2. 가지 번호.' },
    { at: '제2조', text: '항이 없는 조다.\n1. 하나\n2. 둘' },
    { at: '제2조제1호', text: '1. 하나' },
    { at: '제2조제2호', text: '2. 둘' },
  ])('cuts out $at', ({ at, text }) => {
    expect(part(statute, at)).toBe(text);
  });

  it.each(['제1조제3항', '제1조제1항제3호', '제1조제2항제1호나목', '제2조제1항', '제2조제3호'])(
    'has nothing for %s, which is not there',
    (at) => {
      expect(part(statute, at)).toBeUndefined();
    },
  );

  it('has nothing for a sub-item without its item', () => {
    const article = statute.articles.get('1');
    expect(article && partOfArticle(article, { article: '1', subitem: '가' })).toBeUndefined();
  });
});

const isOnce = <T>(values: readonly T[], value: T): boolean =>
  values.filter((other) => other === value).length === 1;

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

/** Items and sub-items whose numbers tell them from every other, with the text that the reader gave them. */
function placesBelow(article: Article): readonly { at: Pinpoint; text: string }[] {
  return article.paragraphs.flatMap(({ number: paragraph, items }) => {
    const numbers = items.map(({ number }) => number);
    return items
      .filter(({ number }) => isOnce(numbers, number))
      .flatMap(({ number: item, text, subitems }) => {
        const at = { article: article.number, paragraph, item };
        const letters = subitems.map(({ letter }) => letter);
        return [
          { at, text },
          ...subitems
            .filter(({ letter }) => isOnce(letters, letter))
            .map((subitem) => ({ at: { ...at, subitem: subitem.letter }, text: subitem.text })),
        ];
      });
  });
}

function paragraphsMakeUp({ number, text, paragraphs }: Article): boolean {
  const parts = paragraphs.map(({ number: paragraph }) =>
    partOfArticle(
      { number, title: '', text, paragraphs, isDeleted: false },
      { article: number, paragraph },
    ),
  );
  return parts.join('\n') === text;
}

describe('partOfArticle on the official text (skipped where ../shared/law/kr is absent)', () => {
  const statutes = isAbsent
    ? []
    : readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => ({ name, statute: readStatute(readFileSync(join(FOLDER, name), 'utf8')) }));

  it.skipIf(isAbsent)('cuts an article into its paragraphs and leaves nothing over', () => {
    let articles = 0;
    for (const { name, statute } of statutes) {
      for (const article of statute.articles.values()) {
        const numbers = article.paragraphs.map(({ number }) => number);
        if (!numbers.every((number) => isOnce(numbers, number))) continue;
        articles += 1;
        expect(paragraphsMakeUp(article), `${name} ${article.number}`).toBe(true);
      }
    }
    expect(articles).toBeGreaterThan(1000);
  });

  it.skipIf(isAbsent)('finds each item and sub-item where the reader found it', () => {
    let places = 0;
    for (const { name, statute } of statutes) {
      for (const article of statute.articles.values()) {
        for (const { at, text } of placesBelow(article)) {
          places += 1;
          const found = partOfArticle(article, at) ?? '';
          expect(firstLine(found), `${name} ${JSON.stringify(at)}`).toBe(firstLine(text));
        }
      }
    }
    expect(places).toBeGreaterThan(5000);
  });
});
