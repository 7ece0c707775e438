import { parse } from 'yaml';
import { z } from 'zod';

/** A record and the file it stands in, so that a problem with it can name the file. */
export interface Located<T> {
  readonly file: string;
  readonly record: T;
}

/** Reads typed rows out of the corpus files and collects what is wrong with them. */
export class CorpusReader {
  readonly #files: ReadonlyMap<string, string>;
  readonly #problems: string[];
  readonly #asked = new Set<string>();

  /**
   * @param files - Content by path below the corpus folder.
   * @param problems - Every problem is added to the end, beginning with the path of its file.
   */
  constructor(files: ReadonlyMap<string, string>, problems: string[]) {
    this.#files = files;
    this.#problems = problems;
  }

  names(prefix: string): string[] {
    return [...this.#files.keys()].filter(
      (name) => name.startsWith(prefix) && name.endsWith('.yaml'),
    );
  }

  /** Undefined when the file is wrong, which is a problem, or not there, which is none. */
  one<T>(name: string, schema: z.ZodType<T>): T | undefined {
    this.#asked.add(name);
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
  folder<T extends { readonly id: string }>(
    prefix: string,
    schema: z.ZodType<T>,
  ): readonly Located<T>[] {
    return this.names(prefix).flatMap((file) => {
      const record = this.one(file, schema);
      if (!record) return [];
      if (!file.endsWith(`/${record.id}.yaml`)) {
        this.#problems.push(`${file}: the id ${record.id} differs from the file name`);
      }
      return [{ file, record }];
    });
  }

  /** To be called last: a file that nobody asked for is one whose author believes it counts. */
  reportUnread(): void {
    for (const name of this.#files.keys()) {
      if (!this.#asked.has(name)) this.#problems.push(`${name}: no corpus file belongs here`);
    }
  }
}
