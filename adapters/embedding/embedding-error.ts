/** The index cannot be built, or not be used, with the provider that is set; `message` says what to do. */
export class EmbeddingError extends Error {
  override readonly name = 'EmbeddingError';
  readonly code: string;
  /** The provider is away or overloaded: trying again later may help, changing a setting does not. */
  readonly isOutage: boolean;

  constructor(code: string, message: string, isOutage: boolean, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.isOutage = isOutage;
  }
}

export interface Failure {
  /** `HTTP_401`, `ECONNREFUSED`, `TIMEOUT` …: never the words of the server, which may repeat ours. */
  readonly code: string;
  readonly isOutage: boolean;
}

/** Answers that will be the same next time: the request is wrong, not the moment. */
const isFinal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429;

/** What an error of the clients of OpenAI and Ollama, or of `fetch`, comes to. */
export function failureOf(error: unknown): Failure {
  const status = numberIn(error, 'status') ?? numberIn(error, 'status_code');
  if (status) return { code: `HTTP_${status}`, isOutage: !isFinal(status) };
  const name = error instanceof Error ? error.name : '';
  if (/timeout/i.test(name)) return { code: 'TIMEOUT', isOutage: true };
  return { code: systemCode(error) ?? 'UNREACHABLE', isOutage: true };
}

/** For LangChain's own caller: what will fail again is not tried again. */
export function giveUpIfFinal(error: unknown): void {
  if (!failureOf(error).isOutage) throw error;
}

/** The code of the system at the bottom of a chain of causes. */
function systemCode(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return undefined;
}

function numberIn(error: unknown, field: string): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'number' ? value : undefined;
}
