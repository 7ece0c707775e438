import { type LawFolder, statuteIn } from '../../../knowledge/law/law-folder.ts';
import type { Collection, CollectionText, JudgedQuery } from './collection.ts';

/** Shorter titles (목적, 정의) are those of thousands of articles. Characters. */
const SHORTEST_TITLE = 5;
/** Bodies with less text say too little to be found by. Characters. */
const SHORTEST_BODY = 60;
/** Every so many-th of the titles that fit is asked. */
const EVERY = 7;

/**
 * A benchmark that anyone with the law text can repeat: find the body of an article by its title. The bodies come
 * without titles and without the names of their laws; titles that several articles bear are left out.
 */
export function titleToBody(folder: LawFolder): Collection {
  const { heads } = folder.list();
  const texts: CollectionText[] = [];
  const bearers = new Map<string, string[]>();
  for (const { file } of heads) {
    for (const { number, title, text, isDeleted } of statuteIn(folder, file)?.articles.values() ??
      []) {
      if (isDeleted || text.length < SHORTEST_BODY) continue;
      const id = `${file}#${number}`;
      texts.push({ id, title: '', text });
      if (title.length < SHORTEST_TITLE) continue;
      bearers.set(title, [...(bearers.get(title) ?? []), id]);
    }
  }
  const queries = [...bearers]
    .filter(([, ids]) => ids.length === 1)
    .filter((_, at) => at % EVERY === 0)
    .map(([text, ids]): JudgedQuery => ({ text, relevant: new Map(ids.map((id) => [id, 1])) }));
  return { name: `titles to bodies, ${heads.length} laws`, queries, texts: () => texts };
}
