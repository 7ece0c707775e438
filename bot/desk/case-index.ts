import type { Day } from '../../knowledge/calendar/day.ts';
import { koreanDay } from '../../knowledge/law/korean-day.ts';
import type { Log } from '../log.ts';
import { type CaseFile, readCaseFile } from './case-file.ts';
import { factsOn, type HeadRules, type HeadSource, headOn, sourceOf } from './case-head.ts';
import type { CaseNews, CaseStore, StoredCase } from './case-store.ts';
import { stemsOf, textsOf } from './case-words.ts';
import { byReference, withReference } from './find-reference.ts';
import { HeadList } from './head-list.ts';
import { NearCases } from './near-cases.ts';
import { placeTraitsOf } from './place-traits.ts';
import type { CaseIndex, QueuePage, QueueQuery } from './queue.ts';
import { queuePage } from './queue-page.ts';
import { SharedValues } from './shared-values.ts';
import type { Staff } from './staff.ts';
import { WordIndex } from './word-index.ts';

/** Cases that are read from the store at once. */
const PORTION = 100;
/** Cases after which other work of the process gets a turn: some ten milliseconds. */
const TURN = 6;
/** The words of no more cases than these are waited for: it takes less than a second. */
const FEW = 500;
/** Slots of earlier versions that are let be; beyond this and a half of all, the words are compacted. */
const EMPTY_SLOTS = 2_000;

export interface CaseIndexParts extends HeadRules {
  readonly cases: Pick<CaseStore, 'changedSince'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly log: Log;
  /** Gives other work of the process a turn. */
  readonly pause?: () => Promise<void>;
}

export interface OpenCaseIndex extends CaseIndex {
  /** Everything is read, the words as well. */
  whenSearchable(): Promise<void>;
  /** Stops reading words, so that the store can be closed. */
  close(): Promise<void>;
  /** How much there is, for `/healthz` and measurements. `bytes`: of what lies outside the heap. */
  figures(): { readonly cases: number; readonly words: number; readonly bytes: number };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export const openCaseIndex = (parts: CaseIndexParts): OpenCaseIndex => new CasesInMemory(parts);

class CasesInMemory implements OpenCaseIndex {
  readonly #parts: CaseIndexParts;
  readonly #rules: HeadRules;
  readonly #shared = new SharedValues();
  readonly #heads = new HeadList();
  readonly #sources = new Map<string, HeadSource>();
  readonly #words = new WordIndex();
  readonly #near = new NearCases();
  readonly #pause: () => Promise<void>;
  /** Of the changes: up to where heads, and up to where words were read. */
  #headsTo = 0;
  #wordsTo = 0;
  #day: Day = '';
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #reading: Promise<void> | undefined;
  #isClosed = false;

  constructor(parts: CaseIndexParts) {
    this.#parts = parts;
    this.#pause = parts.pause ?? turn;
    this.#rules = { ...parts, triage: this.#shared.triage(parts.triage) };
  }

  /** Whoever calls during a run waits for the next one: what they wrote may have come too late for this one. */
  sync(): Promise<void> {
    if (!this.#running) return this.#run();
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        return this.#run();
      });
    return this.#next;
  }

  page(who: Staff, query: QueueQuery): QueuePage {
    const { text } = query;
    const named = text ? withReference(text, this.#heads.all()) : undefined;
    return queuePage({
      who,
      query,
      heads: this.#heads.inOrder(query.sort),
      values: this.#heads.values,
      ...(text && { found: this.#words.find(text) }),
      ...(named && { named }),
      now: this.#parts.clock(),
      isSearchable: this.#isSearchable(),
    });
  }

  head(id: string) {
    return this.#heads.get(id);
  }

  heads() {
    return this.#heads.all();
  }

  byReference(reference: string) {
    return byReference(reference, this.#heads.all());
  }

  similar(id: string) {
    return this.#near.like(id);
  }

  async whenSearchable(): Promise<void> {
    await this.sync();
    await this.#reading;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#reading;
  }

  figures() {
    return {
      cases: this.#heads.size,
      words: this.#words.words,
      bytes: this.#words.bytes + this.#near.bytes,
    };
  }

  #isSearchable(): boolean {
    return this.#wordsTo >= this.#headsTo;
  }

  #run(): Promise<void> {
    this.#running = this.#bringUpToDate().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #bringUpToDate(): Promise<void> {
    await this.#beginDay(koreanDay(new Date(this.#parts.clock())));
    for (let isMore = true; isMore; ) {
      const news = await this.#parts.cases.changedSince(this.#headsTo, PORTION);
      isMore = news.length === PORTION;
      // Few news are read once for everything; after a start the words follow beside other work.
      await this.#take(news, !isMore && this.#isSearchable());
    }
    if (!this.#isSearchable()) this.#reading ??= this.#readWords();
    if (this.#heads.size <= FEW) await this.#reading;
  }

  /** Clocks and priorities have moved on at midnight. */
  async #beginDay(today: Day): Promise<void> {
    if (today === this.#day) return;
    this.#day = today;
    this.#shared.forgetDay();
    // What was erased yesterday leaves no word behind.
    this.#compact();
    const factsOf = factsOn(this.#rules, today);
    await this.#inTurns([...this.#sources], ([id, source]) => {
      if (this.#sources.get(id) === source) {
        this.#heads.put(headOn(source, this.#rules, today, factsOf));
      }
    });
  }

  async #take(news: readonly CaseNews[], withWords: boolean): Promise<void> {
    const factsOf = factsOn(this.#rules, this.#day);
    await this.#inTurns(news, (one) => {
      const file = this.#fileOf(one);
      if (!file || !('file' in one)) return this.#forget(one.id);
      const { version, change } = one;
      const source = sourceOf({ file, version, change }, this.#rules);
      const kept = { ...source, chosen: this.#shared.answers(source.chosen) };
      this.#sources.set(one.id, kept);
      this.#heads.put(headOn(kept, this.#rules, this.#day, factsOf));
      if (withWords) this.#putWords(file);
    });
    this.#headsTo = news.at(-1)?.change ?? this.#headsTo;
    if (withWords) this.#wordsTo = Math.max(this.#wordsTo, this.#headsTo);
  }

  async #readWords(): Promise<void> {
    try {
      while (!this.#isSearchable() && !this.#isClosed) {
        const news = await this.#parts.cases.changedSince(this.#wordsTo, PORTION);
        await this.#inTurns(news, (one) => {
          const file = this.#fileOf(one);
          if (file) this.#putWords(file);
          else this.#forgetWords(one.id);
        });
        this.#wordsTo = news.at(-1)?.change ?? this.#headsTo;
      }
    } catch (error) {
      // The next look tries again from here.
      this.#parts.log.warn({ error: nameOf(error) }, 'words of cases not read');
    } finally {
      this.#reading = undefined;
    }
  }

  #putWords(file: CaseFile): void {
    this.#words.put(file.id, stemsOf(textsOf(file, this.#rules.casework.questions)));
    this.#near.add(placeTraitsOf(file));
    const { emptySlots } = this.#words;
    if (emptySlots > EMPTY_SLOTS && emptySlots > this.#heads.size / 2) this.#compact();
  }

  #compact(): void {
    this.#words.compact();
    this.#near.compact();
  }

  #forget(id: string): void {
    this.#heads.remove(id);
    this.#sources.delete(id);
    this.#forgetWords(id);
  }

  #forgetWords(id: string): void {
    this.#words.remove(id);
    this.#near.remove(id);
  }

  /** Undefined where it is erased, or cannot be read: one broken case must not take the queue away. */
  #fileOf(news: CaseNews): CaseFile | undefined {
    if (!('file' in news)) return undefined;
    try {
      return readCaseFile((news satisfies StoredCase).file);
    } catch (error) {
      this.#parts.log.error({ case: news.id, error: nameOf(error) }, 'case cannot be read');
      return undefined;
    }
  }

  async #inTurns<T>(items: readonly T[], take: (item: T) => void): Promise<void> {
    for (const [at, item] of items.entries()) {
      if (at > 0 && at % TURN === 0) await this.#pause();
      take(item);
    }
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
