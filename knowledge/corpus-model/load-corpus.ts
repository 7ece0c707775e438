import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { parsePinpoint } from '../law/pinpoint.ts';
import type { Corpus, Document, Entry, Intent, Law, Provision, Source } from './corpus.ts';
import {
  DocumentSource,
  EntryFile,
  IntentFile,
  LawSource,
  ProvisionRow,
  SlotsFile,
  StampsFile,
  TermGroup,
} from './schema.ts';

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
    .filter((name) => name.endsWith('.yaml'))
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
  const reader = new Reader(files, problems);
  const corpus: Corpus = {
    sources: byId(readSources(reader), problems),
    provisions: readProvisions(reader, problems),
    entries: byId(reader.folder<Entry>('entries/', EntryFile), problems),
    intents: byId(reader.folder<Intent>('intents/', IntentFile), problems),
    terms: reader.lists('terms/', TermGroup),
    slots: reader.one('slots.yaml', SlotsFile) ?? NO_SLOTS,
    stamps: reader.one('stamps.yaml', StampsFile) ?? { laws: {}, articles: {} },
    fingerprint: fingerprintOf(files),
  };
  if (problems.length > 0) throw new CorpusError(problems);
  return corpus;
}

const NO_SLOTS = { place: [], operator: [], mode: [], purpose: [], cue: [] };

function readSources(reader: Reader): Source[] {
  const laws = reader.list('sources/korean-law.yaml', LawSource);
  const documents = reader.list('sources/documents.yaml', DocumentSource);
  return [
    ...laws.map((law): Law => ({ ...law, type: 'law' })),
    ...documents.map((document): Document => ({ ...document, type: 'document' })),
  ];
}

function readProvisions(reader: Reader, problems: string[]): Provision[] {
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

function byId<T extends { readonly id: string }>(rows: readonly T[], problems: string[]) {
  const map = new Map<string, T>();
  for (const row of rows) {
    if (map.has(row.id)) problems.push(`two records have the id ${row.id}`);
    map.set(row.id, row);
  }
  return map;
}

/** Reads typed rows out of the files and collects what is wrong with them. */
class Reader {
  readonly #files: CorpusFiles;
  readonly #problems: string[];

  constructor(files: CorpusFiles, problems: string[]) {
    this.#files = files;
    this.#problems = problems;
  }

  names(prefix: string): string[] {
    return [...this.#files.keys()].filter((name) => name.startsWith(prefix));
  }

  one<T>(name: string, schema: z.ZodType<T>): T | undefined {
    const content = this.#files.get(name);
    if (content === undefined) return undefined;
    try {
      const parsed = schema.safeParse(parse(content));
      if (parsed.success) return parsed.data;
      for (const { path, message } of parsed.error.issues) {
        this.#problems.push(`${name}: ${path.join('.')}: ${message}`);
      }
    } catch (error) {
      this.#problems.push(`${name}: ${error instanceof Error ? error.message : 'unreadable'}`);
    }
    return undefined;
  }

  list<T>(name: string, schema: z.ZodType<T>): readonly T[] {
    return this.one(name, z.array(schema)) ?? [];
  }

  lists<T>(prefix: string, schema: z.ZodType<T>): readonly T[] {
    return this.names(prefix).flatMap((name) => this.list(name, schema));
  }

  /** One record a file; the file is named after the record's id. */
  folder<T extends { readonly id: string }>(prefix: string, schema: z.ZodType<T>): readonly T[] {
    return this.names(prefix).flatMap((name) => {
      const record = this.one(name, schema);
      if (!record) return [];
      if (!name.endsWith(`/${record.id}.yaml`)) {
        this.#problems.push(`${name}: the id ${record.id} differs from the file name`);
      }
      return [record];
    });
  }
}
