import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import { readConfig } from '../../../adapters/config.ts';
import type { GuardSettings } from '../../../adapters/embedding/question-guard.ts';
import { openWithEmbeddings } from '../../../adapters/open-with-embeddings.ts';
import type { Log } from '../../../bot/log.ts';
import type { OpenedKnowledge } from '../../../knowledge/open-knowledge.ts';
import { readQuestion } from '../../../knowledge/search/question.ts';
import { entryFile, temporaryFolder } from '../../factories.ts';
import { EmbeddingServer } from '../../servers/embedding/embedding-server.ts';
import { ngrams, type ToyModel } from '../../servers/embedding/models.ts';

export const PROVIDERS = ['openai', 'ollama'] as const;
export type ProviderKind = (typeof PROVIDERS)[number];

const ENTRIES = {
  'shop-camera': {
    ko: [
      '가게 카메라가 얼굴을 찍어요',
      '편의점에서 얼굴인식을 해요',
      '마트 CCTV가 손님 얼굴을 알아봐요',
    ],
    en: [
      'a shop films my face',
      'the store recognises faces',
      'supermarket cameras know customers',
    ],
  },
  'school-gate': {
    ko: [
      '학교 교문에서 얼굴을 스캔해요',
      '교실 출석을 얼굴인식으로 해요',
      '학교가 학생 얼굴을 등록하래요',
    ],
    en: [
      'the school scans pupils at the gate',
      'attendance by face in class',
      'school wants our faces',
    ],
  },
  'office-door': {
    ko: ['회사 출입문이 얼굴로 열려요', '출퇴근을 얼굴로 찍어요', '직장이 얼굴 등록을 시켜요'],
    en: [
      'the office door opens by face',
      'clocking in with my face',
      'my employer takes face prints',
    ],
  },
};

const CORPUS = {
  'sources/korean-law.yaml': stringify([
    {
      id: 'toy-law',
      title: { ko: '장난감 보호법', en: 'Toy Protection Act' },
      kind: 'statute',
      issuer: { ko: '국회', en: 'National Assembly' },
      file: '장난감보호법/법률.md',
      url: 'https://example.org/toy-law',
    },
  ]),
  'provisions/toy-law.yaml': stringify([
    {
      at: '제1조',
      title: '목적',
      titleEn: 'Purpose',
      digest: { ko: '장난감을 지킵니다.', en: 'It protects toys.' },
      matters: { ko: '출발점입니다.', en: 'It is where to start.' },
    },
  ]),
  ...Object.fromEntries(
    Object.entries(ENTRIES).map(([id, asks]) => [
      `entries/situation/${id}.yaml`,
      stringify(entryFile({ id, asks })),
    ]),
  ),
};

export interface LogLine {
  readonly level: keyof Log;
  readonly details: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A log that can be looked at. */
export function openLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: keyof Log) => (details: LogLine['details'], message: string) => {
    lines.push({ level, details, message });
  };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** Fails fast, and comes back at once: what the tests wait for is never a clock. */
export const QUICK: GuardSettings = { limitMs: 5000, pauseMs: 1, failures: 3 };

export async function openServer(
  models: Readonly<Record<string, ToyModel>> = { toy: ngrams(64), other: ngrams(48) },
): Promise<EmbeddingServer> {
  const server = await new EmbeddingServer(models).start();
  onTestFinished(() => server.stop());
  return server;
}

interface Place {
  readonly provider?: ProviderKind;
  readonly model?: string;
  readonly url?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly guard?: GuardSettings;
  readonly mustServe?: boolean;
  readonly rebuild?: boolean;
}

/** A folder for indexes and a corpus; opening it again is another start of the program. */
export function workplace(server: EmbeddingServer) {
  const corpusFolder = temporaryFolder(CORPUS);
  const dataFolder = temporaryFolder();
  const log = openLog();
  const open = ({ provider = 'openai', model = 'toy', ...rest }: Place = {}) =>
    openWithEmbeddings(
      { corpusFolder, dataFolder, today: () => '2026-06-01' },
      readConfig({
        EMBEDDINGS: `${provider}:${model}`,
        EMBEDDINGS_URL: rest.url ?? server.url(provider),
        EMBEDDINGS_API_KEY: 'made-up',
        DATA_DIR: dataFolder,
        ...rest.env,
      }),
      { log, guard: QUICK, buildingRetries: 0, ...rest },
    );
  const indexes = () => readdirSync(join(dataFolder, 'index'));
  return { open, log, dataFolder, corpusFolder, indexes };
}

/** The entry that stands first for a question, by the search that answers use. */
export async function firstFor(
  text: string,
  { search, readers }: OpenedKnowledge,
): Promise<string | undefined> {
  return (await search.search(readQuestion(text, readers)))[0]?.id;
}

/** How near the vectors found the first entry; 0 where words decided alone. */
export async function vectorSignal(text: string, opened: OpenedKnowledge): Promise<number> {
  const [first] = await opened.search.search(readQuestion(text, opened.readers));
  return first?.signals['vector'] ?? 0;
}
