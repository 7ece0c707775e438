import { placeText } from '../../knowledge/corpus-model/citation.ts';
import { answerBlocks } from '../answer-blocks.ts';
import { answerView } from '../answer-view.ts';
import { entryView } from '../entry-view.ts';
import type { Preview } from '../message.ts';
import { type Reply, replyWith, type Talk } from '../talk.ts';
import type { AnswerView } from '../view.ts';

/** Paths have no host; to be read they need any. */
const OUR_HOST = 'http://localhost';

/** What unfolds under links to our pages; nothing is remembered of who shared them. */
export async function unfold(
  talk: Talk,
  links: readonly { url: string; path: string }[],
): Promise<Reply> {
  const previews = await Promise.all(links.map((link) => preview(talk, link)));
  const found = previews.filter((one) => one !== undefined);
  return replyWith(talk, 'links', found.length > 0 ? [{ kind: 'previews', previews: found }] : []);
}

async function preview(
  { parts: { settings, answer }, language: spoken }: Talk,
  { url, path }: { url: string; path: string },
): Promise<Preview | undefined> {
  if (!URL.canParse(path, OUR_HOST)) return undefined;
  const { pathname, searchParams } = new URL(path, OUR_HOST);
  const wanted = searchParams.get('lang');
  const language = wanted === 'ko' || wanted === 'en' ? wanted : spoken;
  const [, kind, first = '', second = ''] = pathname.split('/').map(decoded);
  const entry = kind === 'a' ? settings.corpus.entries.get(first) : undefined;
  if (entry) return asPreview(url, entryView(entry, language, settings), settings);
  const law = kind === 'p' ? settings.corpus.sources.get(first) : undefined;
  if (!law || !second) return undefined;
  const place = placeText(law.title.ko, { article: second }, 'ko');
  const found = await answer({ text: place, language });
  return found.outcome === 'answered-article'
    ? asPreview(url, answerView(found, settings), settings)
    : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** The verdict, the plain answer and what it stands on; the rest is behind the link. */
function asPreview(url: string, view: AnswerView, settings: Talk['parts']['settings']): Preview {
  const { title = '', ...rest } = view;
  const short = { ...rest, texts: [], changes: [], steps: [], related: [] };
  return { url, title, blocks: answerBlocks(short, settings) };
}
