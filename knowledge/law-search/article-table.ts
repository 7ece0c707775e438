import { z } from 'zod';

/** What an index knows of its articles, as it is stored. */
export const ArticleTableData = z.object({
  /** In the order of their articles. */
  laws: z.array(z.object({ file: z.string(), title: z.string() })),
  /** How many indexed articles each law has. */
  counts: z.array(z.int().min(0)),
  /** One line an article: its number, a tab, its title. */
  lines: z.string(),
  /** Articles of the folder, deleted ones included, and the laws that could not be read. */
  articleCount: z.int().min(0),
  unreadable: z.array(z.string()),
});
export type ArticleTableData = Readonly<z.infer<typeof ArticleTableData>>;

/** Which article a number of the index stands for. */
export interface ArticleRow {
  readonly file: string;
  readonly lawTitle: string;
  readonly article: string;
  readonly articleTitle: string;
}

/** The articles of an index by number. Titles stay in one string: two hundred thousand small ones would take three times the room. */
export class ArticleTable {
  readonly data: ArticleTableData;
  readonly #lineStarts: Uint32Array;
  /** The number of the first article of each law. */
  readonly #firstOfLaw: Uint32Array;

  constructor(data: ArticleTableData) {
    this.data = data;
    const total = data.counts.reduce((sum, count) => sum + count, 0);
    this.#lineStarts = new Uint32Array(total + 1);
    for (let article = 1; article <= total; article++) {
      this.#lineStarts[article] = data.lines.indexOf('\n', this.#lineStarts[article - 1]) + 1;
    }
    this.#firstOfLaw = new Uint32Array(data.counts.length + 1);
    data.counts.forEach((count, law) => {
      this.#firstOfLaw[law + 1] = (this.#firstOfLaw[law] ?? 0) + count;
    });
  }

  row(number: number): ArticleRow {
    const law = this.data.laws[this.lawOf(number)];
    const start = this.#lineStarts[number] ?? 0;
    const end = (this.#lineStarts[number + 1] ?? 1) - 1;
    const [article = '', articleTitle = ''] = this.data.lines.slice(start, end).split('\t');
    return { file: law?.file ?? '', lawTitle: law?.title ?? '', article, articleTitle };
  }

  /** The number of an article of a law; undefined where the index has none. */
  find(law: number, article: string): number | undefined {
    const end = this.#firstOfLaw[law + 1] ?? 0;
    for (let number = this.#firstOfLaw[law] ?? 0; number < end; number++) {
      if (this.data.lines.startsWith(`${article}\t`, this.#lineStarts[number])) return number;
    }
    return undefined;
  }

  /** The number of the law that an article stands in. */
  lawOf(article: number): number {
    let low = 0;
    let high = this.#firstOfLaw.length - 1;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((this.#firstOfLaw[middle] ?? 0) <= article) low = middle;
      else high = middle;
    }
    return low;
  }
}
