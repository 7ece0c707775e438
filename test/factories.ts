import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';
import { type Answer, OUTCOMES } from '../knowledge/answer/answer.ts';
import type {
  ArticleStamp,
  Corpus,
  Document,
  Entry,
  Intent,
  Law,
  Provision,
  Review,
  SlotWord,
  Source,
  Stamps,
  Term,
} from '../knowledge/corpus-model/corpus.ts';
import {
  DocumentSource,
  EntryFile,
  IntentFile,
  LawSource,
  ProvisionRow,
  SlotsFile,
  SlotValue,
  TermGroup,
} from '../knowledge/corpus-model/schema.ts';
import { type LawFolder, openLawFolder } from '../knowledge/law/law-folder.ts';
import { parsePinpoint } from '../knowledge/law/pinpoint.ts';

/** Records of a made-up corpus. Every function takes only what the test is about; the rest is filled in. */

/** Everything an entry file needs, with wordings that no other id has. */
export function entryFile(over: Partial<z.input<typeof EntryFile>> = {}) {
  const id = over.id ?? 'shop-camera';
  return {
    id,
    kind: 'situation',
    reviewed: '2026-01-15',
    title: { ko: '가게 카메라', en: 'A camera in a shop' },
    verdict: 'conditional',
    answer: { ko: '알리면 됩니다.', en: 'Yes, with notice.' },
    reasons: [lawReason()],
    asks: {
      ko: [1, 2, 3].map((n) => `${id} 물음 ${n}`),
      en: [1, 2, 3].map((n) => `${id} question ${n}`),
    },
    ...over,
  } satisfies z.input<typeof EntryFile>;
}

export const entry = (over: Partial<z.input<typeof EntryFile>> = {}): Entry =>
  EntryFile.parse(entryFile(over));

export const lawReason = (...cite: string[]): z.input<typeof EntryFile>['reasons'][number] => ({
  basis: 'law',
  confidence: 'verified',
  cite: cite.length > 0 ? cite : ['toy-law 제1조'],
  ko: '법에 그렇게 있습니다.',
  en: 'The law says so.',
});

export const intent = (over: Partial<z.input<typeof IntentFile>> = {}): Intent => {
  const id = over.id ?? 'greeting';
  return IntentFile.parse({
    id,
    outcome: 'about',
    title: { ko: '인사', en: 'Greeting' },
    reply: { ko: '안녕하세요.', en: 'Hello.' },
    asks: {
      ko: [1, 2, 3].map((n) => `${id} 말 ${n}`),
      en: [1, 2, 3].map((n) => `${id} saying ${n}`),
    },
    ...over,
  });
};

export const law = (over: Partial<z.input<typeof LawSource>> = {}): Law => ({
  ...LawSource.parse({
    id: 'toy-law',
    title: { ko: '장난감 보호법', en: 'Toy Protection Act' },
    kind: 'statute',
    issuer: { ko: '국회', en: 'National Assembly' },
    file: '장난감보호법/법률.md',
    url: 'https://example.org/toy-law',
    ...over,
  }),
  type: 'law',
});

export const document = (over: Partial<z.input<typeof DocumentSource>> = {}): Document => ({
  ...DocumentSource.parse({
    id: 'toy-guide',
    code: 'TOY-GUIDE',
    title: { ko: '장난감 안내서', en: 'Toy Guide' },
    issuer: { ko: '장난감청', en: 'Toy Agency' },
    kind: 'guideline',
    force: { ko: '구속력 없음', en: 'not binding' },
    dates: {},
    confidence: 'verified',
    ...over,
  }),
  type: 'document',
});

export const provision = (
  over: Partial<z.input<typeof ProvisionRow>> & { source?: string } = {},
): Provision => {
  const { source = 'toy-law', ...row } = over;
  const at = row.at ?? '제1조';
  return {
    ...ProvisionRow.parse({
      at,
      title: '목적',
      titleEn: 'Purpose',
      digest: { ko: '장난감을 지킵니다.', en: 'It protects toys.' },
      matters: { ko: '출발점입니다.', en: 'It is where to start.' },
      ...row,
    }),
    source,
    article: parsePinpoint(at)?.article ?? '',
  };
};

export const term = (id: string, over: Partial<z.input<typeof TermGroup>> = {}): Term =>
  TermGroup.parse({ id, say: {}, ...over });

/** A value of slots.yaml that is said in these ways. */
export const slotWord = (
  id: string,
  say: z.input<typeof SlotValue>['say'],
  rest: Partial<z.input<typeof SlotValue>> = {},
): SlotWord => SlotValue.parse({ id, label: { ko: '이름', en: id }, say, ...rest });

export const slots = (over: Partial<z.input<typeof SlotsFile>> = {}) =>
  SlotsFile.parse({ place: [], operator: [], mode: [], purpose: [], cue: [], ...over });

/** A stamp of the toy law as `TOY_LAW` has it. */
export const stamp = (over: Partial<ArticleStamp> = {}): ArticleStamp => ({
  sha256: '0'.repeat(64),
  promulgationNumber: '42',
  promulgated: '2025-01-02',
  inForce: '2025-07-03',
  checkedOn: '2026-01-15',
  by: 'FaceRights',
  ...over,
});

/** A review of the first article of the toy law, which left the stamp as `stamp()` is. */
export const review = (over: Partial<Review> = {}): Review => ({
  on: '2026-01-15',
  by: 'Kim',
  article: 'toy-law 제1조',
  to: stamp().sha256,
  promulgationNumber: '42',
  inForce: '2025-07-03',
  entries: [],
  ...over,
});

interface CorpusParts {
  readonly sources?: readonly Source[];
  readonly provisions?: readonly Provision[];
  readonly entries?: readonly Entry[];
  readonly intents?: readonly Intent[];
  readonly terms?: readonly Term[];
  readonly slots?: Corpus['slots'];
  readonly stamps?: Partial<Stamps>;
  readonly reviews?: readonly Review[];
}

/** A corpus of these records and, unless told otherwise, the toy law with the digest of its first article. */
export function corpusOf(parts: CorpusParts = {}): Corpus {
  const { sources = [law()], provisions = [provision()], entries = [], intents = [] } = parts;
  return {
    sources: new Map(sources.map((source) => [source.id, source])),
    provisions,
    entries: new Map(entries.map((record) => [record.id, record])),
    intents: new Map(intents.map((record) => [record.id, record])),
    terms: parts.terms ?? [],
    slots: parts.slots ?? slots(),
    lawAliases: [],
    askBack: [],
    stamps: { laws: {}, articles: {}, ...parts.stamps },
    reviews: parts.reviews ?? [],
    fingerprint: 'made-up',
  };
}

/** An answer in Korean that found what was asked; its kind follows from its outcome. */
export const answerTo = (over: Partial<Answer> = {}): Answer => {
  const { outcome = 'answered' } = over;
  return {
    outcome,
    kind: OUTCOMES[outcome],
    language: 'ko',
    confidence: 0.9,
    masked: [],
    choices: [],
    question: '가게에서 찍어도 되나요?',
    ...over,
  };
};

/** A made-up law in the legalize-kr layout: front matter, the given Markdown, and addenda, without which a file counts as cut off. */
export function lawText(body: string, front: Readonly<Record<string, string>> = {}): string {
  const fields = {
    제목: '장난감 보호법',
    법령ID: "'000001'",
    법령구분: '법률',
    공포일자: '2025-01-02',
    공포번호: "'00042'",
    시행일자: '2025-07-03',
    출처: 'https://example.org/toy-law',
    ...front,
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  const addenda = /^## 부칙/m.test(body) ? '' : '\n## 부칙\n\n이 법은 공포한 날부터 시행한다.\n';
  return `---\n${head.join('\n')}\n---\n\n# 장난감 보호법\n\n${body}\n${addenda}`;
}

/** One article with two paragraphs, the second of which has an item and a sub-item. */
export const TOY_LAW = lawText(`##### 제1조 (목적)

**①** 이 법은 장난감을 지킨다.

**②** 다음 각 호의 것은 장난감이 아니다.

  1\\. 나무토막. 다만, 다음 각 목의 것은 제외한다.
    가\\. 색을 칠한 나무토막

##### 제2조

삭제 <2020.2.2>
`);

/** A new folder that is gone after the test. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'facerights-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A folder of official text that holds the toy law. */
export const toyLawFolder = (text: string = TOY_LAW): LawFolder =>
  openLawFolder(temporaryFolder({ '장난감보호법/법률.md': text }));
