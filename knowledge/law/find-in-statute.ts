import { createHash } from 'node:crypto';
import type { Pinpoint } from './pinpoint.ts';
import { type Article, isDeletion, type Paragraph, type Statute } from './statute.ts';

export type Lookup =
  | { readonly kind: 'found'; readonly article: Article; readonly text: string }
  | { readonly kind: 'no-such-article' | 'deleted' }
  | { readonly kind: 'no-such-part'; readonly article: Article; readonly missing: string };

/** Finds the article, and within it the paragraph, item and sub-item that a pinpoint names. */
export function findInStatute(statute: Statute, at: Pinpoint): Lookup {
  const article = statute.articles.get(at.article);
  if (!article) return { kind: 'no-such-article' };
  if (article.isDeleted) return { kind: 'deleted' };
  const found = findInArticle(article, at);
  const isPart = at.paragraph !== undefined || at.item !== undefined;
  if (found.kind !== 'found' || !isPart) return found;
  return isDeletion(withoutMark(found.text)) ? { kind: 'deleted' } : found;
}

const withoutMark = (text: string): string =>
  text.replace(/^(?:[①-⑳㉑-㉟㊱-㊿ⓛ]|\d+(?:의\d+)?\.|[가-힣]\.)\s*/, '');

function findInArticle(article: Article, at: Pinpoint): Lookup {
  const paragraph = at.paragraph
    ? article.paragraphs.find(({ number }) => number === at.paragraph)
    : undefined;
  if (at.paragraph && !paragraph) {
    return { kind: 'no-such-part', article, missing: `제${at.paragraph}항` };
  }
  if (!at.item) return findWithoutItem(article, paragraph, at);

  // 제2조제7호 leaves the paragraph out where the article has only one.
  const items = paragraph ? paragraph.items : article.paragraphs.flatMap(({ items }) => items);
  const item = items.find(({ number }) => number === at.item);
  if (!item) return { kind: 'no-such-part', article, missing: `제${at.item}호` };
  if (!at.subitem) return { kind: 'found', article, text: item.text };

  const subitem = item.subitems.find(({ letter }) => letter === at.subitem);
  if (!subitem) return { kind: 'no-such-part', article, missing: `${at.subitem}목` };
  return { kind: 'found', article, text: subitem.text };
}

/** Sub-items stand below items: one without its item names no place, and must not pass for the whole article. */
function findWithoutItem(
  article: Article,
  paragraph: Paragraph | undefined,
  { subitem }: Pinpoint,
): Lookup {
  if (subitem) return { kind: 'no-such-part', article, missing: `${subitem}목` };
  return { kind: 'found', article, text: paragraph?.text ?? article.text };
}

/**
 * The digest by which we notice that an article has changed since a person read it.
 * White space and amendment notes (<개정 2026.3.10>) do not count: they change without the rule changing.
 */
export function articleDigest(article: Article): string {
  const words = `${article.title}\n${article.text}`
    .normalize('NFC')
    .replace(/<(?:개정|신설|전문개정|본조신설|종전|시행일|제목개정)[^>]*>/g, '')
    .replace(/\[[^\]]*(?:개정|신설|이동|시행일)[^\]]*\]/g, '')
    .replace(/\s+/g, '');
  return createHash('sha256').update(words).digest('hex');
}
