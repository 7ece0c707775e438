import { type CaseFile, readCaseFile } from '../bot/desk/case-file.ts';
import type { StoredCase } from '../bot/desk/case-store.ts';
import type { FiledHere } from '../bot/talk.ts';

interface Shelved {
  readonly stored: StoredCase;
  readonly code: string | undefined;
  readonly identity: string | undefined;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly isLinked: boolean;
}

/** Cases as the store would have them after each reply; several people may share one. */
export class CaseShelf {
  readonly #cases = new Map<string, Shelved>();
  readonly audit: FiledHere['audit'][number][] = [];
  #change = 0;

  /** @param evidence - What lies with the conversation. @throws where the store would refuse it. */
  commit({ changes, audit }: FiledHere, evidence: ReadonlyMap<string, Uint8Array>): void {
    for (const { id, expects, file, code, identity, files = [], ...here } of changes) {
      const before = this.#cases.get(id);
      if ((before?.stored.version ?? 0) !== expects) throw new Error(`${id} had changed.`);
      const copies = (here.copiesHere ?? []).map((name) => {
        const bytes = evidence.get(name);
        if (!bytes) throw new Error(`There is no evidence ${name}.`);
        return [name, bytes] as const;
      });
      this.#change += 1;
      const text = file ?? before?.stored.file ?? '';
      this.#cases.set(id, {
        stored: { id, version: expects + 1, change: this.#change, file: text },
        code: code ?? before?.code,
        identity: identity ?? before?.identity,
        files: new Map([
          ...(before?.files ?? []),
          ...copies,
          ...files.map((one) => [one.id, one.bytes] as const),
        ]),
        isLinked: here.linksHere ?? before?.isLinked ?? false,
      });
    }
    this.audit.push(...audit);
  }

  byId = (id: string): Promise<StoredCase | undefined> =>
    Promise.resolve(this.#cases.get(id)?.stored);

  byCode = (code: string): Promise<StoredCase | undefined> =>
    Promise.resolve([...this.#cases.values()].find((one) => one.code === code)?.stored);

  get size(): number {
    return this.#cases.size;
  }

  /** @throws when there is not exactly one. */
  get only(): Shelved & { readonly file: CaseFile } {
    const [one, ...others] = this.#cases.values();
    if (!one || others.length > 0) throw new Error(`There are ${this.#cases.size} cases.`);
    return { ...one, file: readCaseFile(one.stored.file) };
  }

  /** What the desk does meanwhile. */
  change(id: string, change: (file: CaseFile) => CaseFile): void {
    const found = this.#cases.get(id);
    if (!found) throw new Error(`There is no case ${id}.`);
    const file = JSON.stringify(change(readCaseFile(found.stored.file)));
    this.#change += 1;
    const { version } = found.stored;
    const stored = { id, version: version + 1, change: this.#change, file };
    this.#cases.set(id, { ...found, stored });
  }

  /** The time of a case is over. */
  erase(id: string): void {
    this.#cases.delete(id);
  }
}
