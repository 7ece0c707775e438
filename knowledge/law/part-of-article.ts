import type { Pinpoint } from './pinpoint.ts';
import type { Article, Item, Paragraph } from './statute.ts';

/**
 * The words of a paragraph, item or sub-item with all that stands below it, cut out of the article as it was read:
 * always a run of whole lines of `article.text`. The whole article where the pinpoint names no part of it.
 * Undefined when the article has no such part.
 */
export function partOfArticle(article: Article, at: Pinpoint): string | undefined {
  if (at.paragraph === undefined && at.item === undefined) {
    return at.subitem === undefined ? article.text : undefined;
  }
  const lines = article.text.split('\n');
  const marks = partsOf(article, lines);
  const start = marks.findIndex((mark) => isNamed(mark, at));
  const first = marks[start];
  if (!first) return undefined;
  const next = marks.slice(start + 1).find(({ depth }) => depth <= first.depth);
  return lines.slice(first.line, next?.line).join('\n');
}

/** Where a part begins. Depth 1 is a paragraph, 2 an item, 3 a sub-item. */
interface Mark {
  readonly line: number;
  readonly depth: number;
  readonly paragraph: string;
  readonly item?: string;
  readonly subitem?: string;
}

/** 제2조제7호 leaves the paragraph out where the article has only one. */
function isNamed(mark: Mark, at: Pinpoint): boolean {
  if (at.paragraph !== undefined && mark.paragraph !== at.paragraph) return false;
  return mark.item === at.item && mark.subitem === at.subitem;
}

/** Every part of the article in the order of its lines. */
function partsOf(article: Article, lines: readonly string[]): readonly Mark[] {
  let next = 0;
  // Parts stand in the order of their lines, so that a line repeated further down is taken for its own part only.
  const lineOf = (text: string): number => {
    const [head = ''] = text.split('\n');
    const found = head ? lines.indexOf(head, next) : -1;
    if (found < 0) return next;
    next = found + 1;
    return found;
  };
  return article.paragraphs.flatMap((paragraph) => {
    const mark = { line: lineOf(paragraph.text), depth: 1, paragraph: paragraph.number };
    return [mark, ...paragraph.items.flatMap((item) => itemMarks(paragraph, item, lineOf))];
  });
}

function itemMarks(
  { number }: Paragraph,
  item: Item,
  lineOf: (text: string) => number,
): readonly Mark[] {
  const mark = { line: lineOf(item.text), depth: 2, paragraph: number, item: item.number };
  return [
    mark,
    ...item.subitems.map(({ letter, text }) => {
      return { ...mark, line: lineOf(text), depth: 3, subitem: letter };
    }),
  ];
}
