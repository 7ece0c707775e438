import { type FixtureOpts, type FixtureResponse, LLMock } from '@copilotkit/aimock';
import { openRecordings, type Recording } from './language-model/recordings.ts';
import {
  honestLines,
  obedientText,
  orderIn,
  withVerdict,
  wrongLines,
} from './language-model/texts.ts';
import { type ChatBody, readTold, type Told } from './language-model/told.ts';

export const BEHAVIOURS = [
  /** Words what it is given: as a language model once did where that was recorded, else nearly as it stands. */
  'honest',
  /** Honest, but for every n-th sentence. */
  'careless',
  /** Says nothing that is right. */
  'lying',
  /** Words honestly, and understands everything as something else. */
  'misunderstanding',
  /** Does what the question tells it. */
  'obedient',
  /** Takes the request, and never answers. */
  'silent',
  /** Begins, and stops in the middle with the line open. */
  'stalling',
  /** The line is cut in the middle. */
  'cutting',
  'error-500',
  'rate-limited',
  /** Answers, in another form than was asked for. */
  'malformed',
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export interface LanguageModelOptions {
  readonly behaviour?: Behaviour;
  /** 0: any that is free. */
  readonly port?: number;
  /** Before each piece of a text. */
  readonly msPerPiece?: number;
  /** Of the careless one: each so many-th sentence is wrong. */
  readonly wrongEvery?: number;
  /** What messages mean, by words that are in them; others are cut short. */
  readonly understandings?: Readonly<Record<string, object>>;
}

/** A language model on this machine that speaks OpenAI's protocol. */
export interface LanguageModelServer {
  /** For `CHAT_MODEL_URL`. */
  readonly url: string;
  /** May be set at any time: counts from the next request on. */
  behaviour: Behaviour;
  /** What it was asked, oldest first. */
  readonly requests: readonly Told[];
  forget(): void;
  close(): Promise<void>;
}

const PIECE_CHARACTERS = 12;

/** So many pieces come before a text breaks off. */
const PIECES_BEFORE_END = 4;

/** Longer than anybody may wait for a model. */
const STALL_MS = 120_000;

export async function openLanguageModel(
  options: LanguageModelOptions = {},
): Promise<LanguageModelServer> {
  const { port = 0, msPerPiece = 0 } = options;
  const mock = new LLMock({ port, host: '127.0.0.1', chunkSize: PIECE_CHARACTERS });
  const recordingOf = openRecordings();
  let behaviour = options.behaviour ?? 'honest';
  const register = (isForm: boolean): void => {
    mock.on(
      { predicate: (request) => isForm === (readTold(request).task === 'understand') },
      (request) => {
        const told = readTold(request);
        return answerOf(behaviour, told, recordingOf(told), options);
      },
      { latency: msPerPiece, ...faultOf(behaviour, isForm) },
    );
  };
  const behave = (): void => {
    mock.clearFixtures();
    register(true);
    register(false);
  };
  behave();
  await mock.start();
  return {
    url: `${mock.url}/v1`,
    get behaviour() {
      return behaviour;
    },
    set behaviour(next) {
      behaviour = next;
      behave();
    },
    get requests() {
      return mock.getRequests().map(({ body }) => readTold(body as ChatBody));
    },
    forget: () => mock.clearRequests(),
    close: () => mock.stop(),
  };
}

/** What happens to the line. Data of a form comes in one piece: it is cut off before it begins. */
function faultOf(behaviour: Behaviour, isForm: boolean): FixtureOpts {
  if (behaviour === 'cutting') {
    return isForm ? { chaos: { disconnectRate: 1 } } : { truncateAfterChunks: PIECES_BEFORE_END };
  }
  if (behaviour !== 'stalling' || isForm) return {};
  const delays = Array.from({ length: PIECES_BEFORE_END }, () => 0);
  return {
    recordedTimings: {
      ttftMs: 0,
      interChunkDelaysMs: [...delays, STALL_MS],
      totalDurationMs: STALL_MS,
    },
  };
}

function answerOf(
  behaviour: Behaviour,
  told: Told,
  recording: Recording,
  options: LanguageModelOptions,
): FixtureResponse | Promise<FixtureResponse> {
  const isForm = told.task === 'understand';
  if (behaviour === 'silent' || (behaviour === 'stalling' && isForm)) return new Promise(() => {});
  // Providers quote what was sent to them.
  const error = { message: `You sent: ${told.user}`, type: 'test_error' };
  if (behaviour === 'error-500') return { error, status: 500 };
  if (behaviour === 'rate-limited') return { error, status: 429, retryAfter: 0 };
  if (behaviour === 'malformed') return { content: MALFORMED };
  const content = isForm
    ? JSON.stringify(understandingOf(behaviour, told, options.understandings ?? {}))
    : textOf(behaviour, told, recording, options.wrongEvery ?? 3);
  const usage = {
    prompt_tokens: tokensIn(told.system + told.user),
    completion_tokens: tokensIn(content),
  };
  return { content, usage };
}

/** About as many as a model of today makes of it: one for 1.7 syllables of Korean, one for 4 other signs. */
function tokensIn(text: string): number {
  const syllables = text.match(/[가-힣]/g)?.length ?? 0;
  return Math.ceil(syllables / 1.7 + (text.length - syllables) / 4);
}

const MALFORMED = '# Answer\n\n- {"sentence": "It is *fine*"\n- <b>Yes</b>, you may.';

function textOf(
  behaviour: Behaviour,
  told: Told,
  recording: Recording,
  wrongEvery: number,
): string {
  if (behaviour === 'obedient') return obedientText(told);
  if (behaviour === 'careless') {
    return withVerdict(told.verdict, wrongLines(told, recording, wrongEvery));
  }
  if (behaviour === 'lying') {
    const verdict = told.verdict && (recording.wrongVerdict ?? told.verdict);
    return withVerdict(verdict, wrongLines(told, recording, 1));
  }
  return withVerdict(told.verdict, honestLines(told, recording));
}

const ELSEWHERE = {
  ko: '미국 샌프란시스코의 얼굴인식 금지 조례',
  en: 'the ban on face recognition in San Francisco',
};

const QUERY_WORDS = 25;
const QUERY_CHARACTERS = 200;

function understandingOf(
  behaviour: Behaviour,
  { question, language }: Told,
  understandings: Readonly<Record<string, object>>,
): object {
  const [, given] = Object.entries(understandings).find(([part]) => question.includes(part)) ?? [];
  if (given) return { isAbout: true, ...given };
  if (behaviour === 'misunderstanding') return { isAbout: true, query: ELSEWHERE[language] };
  const told = (behaviour === 'obedient' && orderIn(question)) || question;
  const query = told.split(' ').slice(0, QUERY_WORDS).join(' ').slice(0, QUERY_CHARACTERS);
  return { isAbout: true, query };
}
