/** Fetching cannot go on before the operator has changed something: a setting, a flag, a missing tool. */
export class LawSetupError extends Error {
  override readonly name: string = 'LawSetupError';
  readonly code: string = 'LAW_SETUP';
}

/** The national law database refused our key, or the address that we call from. */
export class LawKeyError extends LawSetupError {
  override readonly name = 'LawKeyError';
  override readonly code = 'LAW_KEY';

  /** @param said - The database's own words, without the key. */
  constructor(said: string) {
    super(
      `The national law database refused LAW_API_KEY, or the address of this server: "${said}". ` +
        'A key is free: sign up at https://open.law.go.kr, apply under OPEN API for the law texts (법령), and register ' +
        'there the public IP address or domain of the server that calls. Set the key as LAW_API_KEY (it is the OC of ' +
        'their examples). Without a key: npm run law:fetch -- --git.',
    );
  }
}

/** The database answered, but with something that we cannot turn into this law without guessing. */
export class LawAnswerError extends Error {
  override readonly name = 'LawAnswerError';
  readonly code = 'LAW_ANSWER';
}

/** The source cannot be reached, or sends error pages. This never means that a law does not exist. */
export class LawOutageError extends Error {
  override readonly name = 'LawOutageError';
  readonly code = 'LAW_OUTAGE';
}
