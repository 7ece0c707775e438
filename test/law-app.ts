import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readConfig } from '../adapters/config.ts';
import { type Bot, openBot } from '../adapters/open-bot.ts';
import { projectRoot } from '../adapters/project-root.ts';
import { type LawLibrary, openLawLibrary } from '../knowledge/answer/law-library.ts';
import type { Stamps } from '../knowledge/corpus-model/corpus.ts';
import { openLawFolder } from '../knowledge/law/law-folder.ts';
import { createProver } from '../knowledge/law/prover.ts';
import type {
  ArticleSearch,
  ArticleSearchState,
  FoundArticle,
} from '../knowledge/law-search/article-search.ts';
import { corpusOf, entry, law, lawReason, lawText, provision } from './factories.ts';
import { type RunningApp, startApp } from './real-app.ts';
import { INDEX_FOLDER } from './real-bot.ts';

/** In every test of the pages of the law it is this day. */
const TODAY = '2026-06-15';

/** Made-up laws: ours, others, one to come, one repealed, one that cannot be read. */
export const TOY_LAWS: Readonly<Record<string, string>> = {
  '장난감보호법/법률.md': lawText(`# 제1편 총칙

## 제1장 목적과 뜻

##### 제1조 (목적)

**①** 이 법은 장난감을 지킨다.

**②** 다음 각 호의 것은 장난감이 아니다.

  1\\. 나무토막. 다만, 다음 각 목의 것은 제외한다.
    가\\. 색을 칠한 나무토막
  2\\. 제2조의2제1항에 따른 구슬 <개정 2020.2.4>

##### 제2조 (빌림)

장난감을 빌리는 사람은 「구슬 관리법」 제3조와 같은 조 제1항을 지킨다.

## 제2장 구슬

##### 제2조의2 (구슬)

**①** 구슬에는 생체정보를 새기지 아니한다.

##### 제3조

삭제 <2020.2.2>`),
  '구슬관리법/법률.md': lawText(
    `##### 제3조 (구슬의 수)

**①** 구슬은 열 개를 넘지 아니한다. 생체 정보는 세지 아니한다.

##### 제4조 (<b>굵은</b> 구슬)

굵은 구슬은 <script>alert(1)</script> 둔다.`,
    { 제목: '구슬 관리법', 법령ID: "'000002'", 공포일자: '2026-05-01', 시행일자: '2027-01-01' },
  ),
  '딱지법/법률.md': lawText(`##### 제1조 (목적)\n\n딱지를 접는다.`, {
    제목: '딱지법',
    법령ID: "'000003'",
    상태: '폐지',
  }),
  '깨진법/법률.md': '---\n제목: 깨진법\n법령ID: [',
  '자치기·말타기ㆍ놀이법/법률.md': lawText(`##### 제1조 (목적)\n\n논다.`, {
    제목: '자치기ㆍ말타기 놀이법',
    법령ID: "'000005'",
  }),
};

/** A new folder of official text for several tests; the caller removes it. */
export function newLawFolder(files: Readonly<Record<string, string>> = TOY_LAWS): string {
  const folder = mkdtempSync(join(tmpdir(), 'facerights-law-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Searches the toy laws by looking at every article for the whole wording. */
function plainSearch(laws: LawLibrary): ArticleSearch {
  const all = laws.laws.flatMap(({ file, title: lawTitle }) => {
    const reading = laws.folder.read(file);
    const articles = reading.kind === 'read' ? [...reading.statute.articles.values()] : [];
    return articles.map(({ number, title: articleTitle, text }) => ({
      text,
      found: { file, article: number, lawTitle, articleTitle, score: 1 },
    }));
  });
  const squash = (text: string): string => text.replace(/\s/g, '');
  const holding = (wording: string): readonly FoundArticle[] =>
    all.filter(({ text }) => squash(text).includes(squash(wording))).map(({ found }) => found);
  return {
    articleCount: all.length,
    lawCount: laws.laws.length,
    search: (query, limit) => holding(query).slice(0, limit),
    mentioning(wording, limit) {
      const found = holding(wording);
      const lawCount = new Set(found.map(({ file }) => file)).size;
      return {
        articles: found.slice(0, limit),
        articleCount: found.length,
        lawCount,
        isExact: true,
      };
    },
  };
}

interface LawAppOptions {
  /** The folder of official text; absent where the operator has none. */
  readonly folder?: string;
  /** Ready, with a plain search, unless told otherwise. */
  readonly state?: ArticleSearchState;
  readonly questionsPerMinute?: number;
  /** What our digests of the made-up law were compared with; nothing unless told. */
  readonly stamps?: Partial<Stamps>;
  /** Answers of the real corpus instead of one made-up answer. */
  readonly isRealCorpus?: boolean;
}

let plainBot: Promise<Bot> | undefined;

/** Without vectors, whose index takes long to build: these tests hardly ask questions. */
function openPlainBot(): Promise<Bot> {
  const config = readConfig({ DATA_DIR: INDEX_FOLDER, EMBEDDINGS: 'none' });
  plainBot ??= openBot(config, projectRoot());
  return plainBot;
}

/** The web application on a corpus of one toy law, with this folder of official text. */
export async function startLawApp({
  folder: path,
  state,
  questionsPerMinute,
  isRealCorpus = false,
  stamps = {},
}: LawAppOptions): Promise<RunningApp> {
  const bot = await openPlainBot();
  const real = bot.knowledge.corpus;
  // The guide names places and operators of the real one.
  const corpus = isRealCorpus ? real : { ...toyCorpus(stamps), slots: real.slots };
  const folder = path === undefined ? undefined : openLawFolder(path);
  const today = (): string => TODAY;
  const { laws: _, ...knowledge } = bot.knowledge;
  const toyBot: Bot = {
    ...bot,
    today,
    knowledge: {
      ...knowledge,
      corpus,
      prover: createProver({ stamps: corpus.stamps, today, ...(folder && { folder }) }),
      ...(folder && { laws: toyLibrary(folder, today, state) }),
    },
  };
  return startApp(toyBot, questionsPerMinute);
}

const toyCorpus = (stamps: Partial<Stamps>) =>
  corpusOf({
    stamps,
    sources: [law()],
    provisions: [provision()],
    entries: [entry({ reasons: [lawReason('toy-law 제1조제2항제1호')] })],
  });

/**
 * A made-up text under the name of a real law, with every article, paragraph and item that an answer could cite.
 * Promulgated after everything that our digests were compared with.
 */
export function madeUpLaw(title: string, lawId: string): string {
  const items = Array.from({ length: 12 }, (_, n) => `  ${n + 1}\\. 지어낸 호`);
  const paragraphs = [...'①②③④⑤⑥⑦⑧⑨'].map((mark) => [`**${mark}** 지어낸 항`, ...items].join('\n'));
  const articles = Array.from({ length: 120 }, (_, n) => `##### 제${n + 1}조 (지어냄)`);
  const body = articles.map((heading) => [heading, ...paragraphs].join('\n\n')).join('\n\n');
  return lawText(`${body}`, {
    제목: title,
    법령ID: `'${lawId}'`,
    공포일자: '2026-06-14',
    시행일자: '2026-06-14',
  });
}

function toyLibrary(
  folder: ReturnType<typeof openLawFolder>,
  today: () => string,
  state?: ArticleSearchState,
): LawLibrary {
  let search: ArticleSearch | undefined;
  const library: LawLibrary = openLawLibrary(folder, today, () => {
    search ??= plainSearch(library);
    return state ?? { kind: 'ready', search };
  });
  return library;
}
