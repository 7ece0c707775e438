import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePinpoint } from '../law/pinpoint.ts';
import type { Corpus, Document, Entry, Intent, Law, Provision, Source, Stamps } from './corpus.ts';
import { CorpusReader, type Located } from './corpus-reader.ts';
import {
  AskBackFile,
  DocumentSource,
  EntryFile,
  IntentFile,
  LawAliasesFile,
  LawSource,
  ProvisionRow,
  ReviewsFile,
  SlotsFile,
  StampsFile,
  TermGroup,
} from './schema.ts';
import { lawsWithoutId, stampsOf } from './stamps.ts';

/** Some corpus file cannot be used. Lists every problem found, each with its file. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
  readonly code = 'CORPUS';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The corpus has ${problems.length} problem(s):\n  ${problems.join('\n  ')}`);
    this.problems = problems;
  }
}

/** The YAML files below a folder, by path relative to it, in a stable order. */
export type CorpusFiles = ReadonlyMap<string, string>;

export function readCorpusFiles(folder: string): CorpusFiles {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** The same files, the same fingerprint. */
export function fingerprintOf(files: CorpusFiles): string {
  const hash = createHash('sha256');
  for (const [name, content] of files) hash.update(`${name}\0${content}\0`);
  return hash.digest('hex');
}

/**
 * Parses and validates all corpus files.
 *
 * @throws {CorpusError} listing every file and field that is wrong, not only the first.
 */
export function loadCorpus(files: CorpusFiles): Corpus {
  const problems: string[] = [];
  const reader = new CorpusReader(files, problems);
  const sources = readSources(reader);
  const entries = reader.folder<Entry>('entries/', EntryFile);
  const intents = reader.folder<Intent>('intents/', IntentFile);
  const corpus: Corpus = {
    sources: byId(sources),
    provisions: readProvisions(reader, problems),
    entries: byId(entries),
    intents: byId(intents),
    terms: reader.lists('terms/', TermGroup),
    slots: reader.one(SLOTS, SlotsFile) ?? NO_SLOTS,
    lawAliases: Object.entries(reader.one('law-aliases.yaml', LawAliasesFile) ?? {}).map(
      ([name, title]) => ({ name, title }),
    ),
    askBack: reader.one('ask-back.yaml', AskBackFile) ?? [],
    stamps: readStamps(reader, problems),
    reviews: reader.one('reviews.yaml', ReviewsFile) ?? [],
    fingerprint: fingerprintOf(files),
  };
  // Search keeps entries and intents under one set of ids.
  problems.push(...repeatedIds(sources), ...repeatedIds([...entries, ...intents]));
  if (!files.has(SLOTS)) problems.push(...missingSlots(entries));
  reader.reportUnread();
  if (problems.length > 0) throw new CorpusError(problems);
  return corpus;
}

const SLOTS = 'slots.yaml';

/** Without the file no question has a place or an operator, and every entry that stands on one is lost. */
function missingSlots(entries: readonly Located<Entry>[]): string[] {
  const needing = entries.filter(({ record }) => Object.keys(record.slots).length > 0);
  const [first] = needing;
  return first ? [`${SLOTS}: is missing; ${needing.length} entries need it, as ${first.file}`] : [];
}

const NO_SLOTS = { place: [], operator: [], mode: [], purpose: [], cue: [] };

const LAW_SOURCES = 'sources/korean-law.yaml';
const DOCUMENT_SOURCES = 'sources/documents.yaml';

function readSources(reader: CorpusReader): readonly Located<Source>[] {
  const laws = reader.list(LAW_SOURCES, LawSource).map((law): Law => ({ ...law, type: 'law' }));
  const documents = reader
    .list(DOCUMENT_SOURCES, DocumentSource)
    .map((document): Document => ({ ...document, type: 'document' }));
  return [
    ...laws.map((record) => ({ file: LAW_SOURCES, record })),
    ...documents.map((record) => ({ file: DOCUMENT_SOURCES, record })),
  ];
}

function readProvisions(reader: CorpusReader, problems: string[]): Provision[] {
  return reader.names('provisions/').flatMap((name) => {
    const source = name.slice('provisions/'.length, -'.yaml'.length);
    return reader.list(name, ProvisionRow).flatMap((row) => {
      const article = parsePinpoint(row.at)?.article;
      if (article) return [{ ...row, source, article }];
      problems.push(`${name}: "${row.at}" is not a pinpoint such as 제23조제1항`);
      return [];
    });
  });
}

function readStamps(reader: CorpusReader, problems: string[]): Stamps {
  const file = reader.one(STAMPS, StampsFile);
  if (!file) return { laws: {}, articles: {} };
  for (const id of lawsWithoutId(file)) {
    problems.push(`${STAMPS}: articles of ${id} are stamped, but laws.${id}.lawId is missing`);
  }
  return stampsOf(file);
}

const STAMPS = 'stamps.yaml';

const byId = <T extends { readonly id: string }>(rows: readonly Located<T>[]): Map<string, T> =>
  new Map(rows.map(({ record }) => [record.id, record]));

function repeatedIds(rows: readonly Located<{ readonly id: string }>[]): string[] {
  const owner = new Map<string, string>();
  return rows.flatMap(({ file, record: { id } }) => {
    const other = owner.get(id);
    owner.set(id, file);
    return other ? [`${file}: two records have the id ${id}; the other is in ${other}`] : [];
  });
}
