import type { Seen, SeenButton } from './heard.ts';

const decoded = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** The words of a piece of a page, a line for each block; what is there for screen readers alone is left out. */
function wordsInHtml(html: string): string {
  const text = html
    .replace(/<(\w+)[^>]*class="visually-hidden"[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/<button[\s\S]*?<\/button>/g, '')
    .replace(/<li>/g, '• ')
    .replace(/<\/(?:p|li|h\d|ul|ol|blockquote|div|section)>/g, '\n')
    .replace(/<\/span>/g, ' ')
    .replace(/<[^>]+>/g, '');
  return decoded(text)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line && line !== '•')
    .join('\n');
}

/** The cards of the answer on a page, as a person sees them. */
export function cardsIn(page: string): readonly Seen[] {
  const turn = /<section class="turn">([\s\S]*?)<\/section>/.exec(page)?.[1] ?? '';
  const [, ...cards] = turn.split('<div class="card answer"');
  return cards.map((card) => seen(`<div class="card answer"${card}`));
}

function seen(card: string): Seen {
  const file = /name="file" value="([^"]+)">([^<]*)</.exec(card);
  return {
    by: 'bot',
    text: wordsInHtml(card),
    links: [...card.matchAll(/<a href="([^"]+)"[^>]*>([\s\S]*?)<\/a>/g)].map(
      ([, url = '', label = '']) => ({ url: decoded(url), text: wordsInHtml(label) }),
    ),
    buttons: [...card.matchAll(/name="choice" value="(\S+) [^"]*">([^<]*)</g)].map(
      ([, token = '', label = '']): SeenButton => ({ token, label: decoded(label) }),
    ),
    ...(file?.[1] && { file: { id: file[1], name: file[2] ?? '' } }),
  };
}

/** A field of the form that the page carries along. */
export const hiddenField = (page: string, name: string): string =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
