import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { citedPlaces, provisionPlaces } from '../../knowledge/check/citations.ts';
import { loadCorpus, readCorpusFiles } from '../../knowledge/corpus-model/load-corpus.ts';
import { articleDigest } from '../../knowledge/law/find-in-statute.ts';
import { openLawFolder } from '../../knowledge/law/law-folder.ts';
import { koreanArticle } from '../../knowledge/law/pinpoint.ts';
import { readConfig } from '../config.ts';
import { environment } from '../environment.ts';
import { lawFolderPath } from '../law-dir.ts';
import { projectRoot } from '../project-root.ts';

/**
 * `npm run knowledge:stamp [-- --all]`: records the official text that each cited article was read in.
 * Without `--all` only articles that have no stamp yet: a changed article keeps its old stamp, so that
 * `knowledge:check` goes on saying so until a person has reviewed it and stamps it again.
 */
function main(all: boolean): void {
  const root = projectRoot();
  const folder = lawFolderPath(readConfig(environment()).LAW_DIR, root);
  if (!folder) throw new Error('Stamping needs the official text: set LAW_DIR to its folder.');
  const law = openLawFolder(folder);
  const corpus = loadCorpus(readCorpusFiles(join(root, 'knowledge/corpus')));
  const laws: Record<string, unknown> = { ...corpus.stamps.laws };
  const articles: Record<string, { sha256: string }> = { ...corpus.stamps.articles };
  let added = 0;
  for (const { law: source, at } of [...citedPlaces(corpus), ...provisionPlaces(corpus)]) {
    const statute = law.statute(source.file);
    const article = statute?.articles.get(at.article);
    const key = `${source.id} ${koreanArticle(at.article)}`;
    if (!statute || !article || (articles[key] && !all)) continue;
    articles[key] = { sha256: articleDigest(article) };
    laws[source.id] = {
      lawId: statute.lawId,
      promulgationNumber: statute.promulgationNumber,
      promulgated: statute.promulgated,
      inForce: statute.inForce,
      checkedOn: new Date().toISOString().slice(0, 10),
    };
    added += 1;
  }
  const path = join(root, 'knowledge/corpus/stamps.yaml');
  writeFileSync(path, HEADER + stringify({ laws: sorted(laws), articles: sorted(articles) }));
  console.log(`${added} places stamped; ${readFileSync(path).length} bytes written`);
}

const HEADER = `# What the official text looked like when our digests were last checked against it.
# Written by \`npm run knowledge:stamp\`. sha256 is a digest of the article, not the article.
`;

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b, 'ko')));

main(process.argv.includes('--all'));
