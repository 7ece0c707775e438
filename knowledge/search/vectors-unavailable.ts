/** There is no vector for this question: who should have given it is away, slow or not to be trusted. */
export class VectorsUnavailable extends Error {
  override readonly name = 'VectorsUnavailable';
  /** What happened, for the log: `TIMEOUT`, `HTTP_503`, `DIMENSIONS` … */
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`No vector for this question: ${code}.`, options);
    this.code = code;
  }
}
