import { parse } from 'yaml';
import type { CitedBy } from '../corpus-model/corpus.ts';
import type { CorpusFiles } from '../corpus-model/load-corpus.ts';

/**
 * Everything that the files of `rules/desk/` cite, by the file and the record in it, so that it is checked and stamped like what
 * the other rules cite. Whatever stands under `cite` or `citeFor` counts, however deep.
 *
 * @param files - Of the folder `rules/`.
 */
export const deskCitations = (files: CorpusFiles): readonly CitedBy[] =>
  [...files].flatMap(([name, content]) => {
    const [, file] = /^(desk\/.+)\.ya?ml$/.exec(name) ?? [];
    return file ? citedIn(parse(content), `rules/${file}`, '') : [];
  });

function citedIn(value: unknown, file: string, record: string): readonly CitedBy[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => citedIn(one, file, record));
  if (typeof value !== 'object' || value === null) return [];
  const fields = Object.entries(value);
  const [, own] = fields.find(([key]) => key === 'id') ?? [];
  const about = typeof own === 'string' ? own : record;
  return fields.flatMap(([key, of]) => {
    if (key !== 'cite' && key !== 'citeFor') return citedIn(of, file, about);
    return textsIn(of).map((cite) => ({ about: [file, about].filter(Boolean).join(' '), cite }));
  });
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
