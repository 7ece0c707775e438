/** What can be wrong with a generated sentence. */
export const FAULTS = [
  /** It names no passage, or one that was not given. */
  'passage',
  /** Not in the language of the answer, or mixed. */
  'language',
  /** A number or an amount that the passages do not have. */
  'number',
  'date',
  /** A law or an article that the passages neither name nor cite. */
  'citation',
  /** A body, a company, a case, a person or a country that the passages do not name. */
  'name',
  /** Says that something is (not) so where the passages say the opposite. */
  'negation',
  /** Claims more than the passages: a ban, a duty, a permission, certainty, law where there is a recommendation. */
  'claim',
  /** An address, an account or a telephone number. */
  'address',
  /** Advice, a promise, an insult, or other wording that we never use. */
  'forbidden',
  /** Says things of which the passages know nothing. */
  'unsupported',
  /** Invisible or foreign signs, markup, instructions to a program. */
  'form',
  'too-long',
] as const;
export type Fault = (typeof FAULTS)[number];
