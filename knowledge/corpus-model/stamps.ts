import type { z } from 'zod';
import { ageOf } from '../law/law-version.ts';
import { koreanArticle } from '../law/pinpoint.ts';
import type { ArticleStamp, LawStamp, Stamps } from './corpus.ts';
import type { StampsFile } from './schema.ts';

/** The name under which an article is stamped and reviewed: `pipa 제25조의2`. */
export const articleKey = (law: string, article: string): string =>
  `${law} ${koreanArticle(article)}`;

/** The law that a key names. */
export const lawOfKey = (key: string): string => key.split(' ')[0] ?? '';

/** Works out what the stamps of its articles say about each law. */
export function stampsOf(file: z.infer<typeof StampsFile>): Stamps {
  const laws: Record<string, LawStamp> = {};
  for (const [key, stamp] of Object.entries(file.articles)) {
    const id = lawOfKey(key);
    const known = laws[id];
    const lawId = file.laws[id]?.lawId;
    if (lawId !== undefined) laws[id] = known ? newestOf(known, stamp) : lawStamp(lawId, stamp);
  }
  return { laws, articles: file.articles };
}

function newestOf(known: LawStamp, stamp: ArticleStamp): LawStamp {
  const age = ageOf(stamp, known);
  if (age === 'newer') return lawStamp(known.lawId, stamp);
  if (age === 'older' || stamp.checkedOn <= known.checkedOn) return known;
  return { ...known, checkedOn: stamp.checkedOn };
}

const lawStamp = (lawId: string, stamp: ArticleStamp): LawStamp => ({
  lawId,
  promulgationNumber: stamp.promulgationNumber,
  promulgated: stamp.promulgated,
  inForce: stamp.inForce,
  checkedOn: stamp.checkedOn,
});

/** Stamped articles whose law has no 법령ID: without it we could not tell our law from another of its name. */
export function lawsWithoutId(file: z.infer<typeof StampsFile>): readonly string[] {
  const named = new Set(Object.keys(file.articles).map(lawOfKey));
  return [...named].filter((id) => !file.laws[id]);
}

const order = new Intl.Collator('ko', { numeric: true });

/** The order in which articles are listed: by law, then by number (제2조 before 제12조). */
export const byKey = (a: string, b: string): number => order.compare(a, b);
