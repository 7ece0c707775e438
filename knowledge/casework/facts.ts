/**
 * What is known of a case, without a word of what the person typed: the values chosen, by question, and what follows from
 * them. The vocabulary is `rules/questions.yaml`. A fact that is missing or only `unknown` is not known.
 */
export type Facts = Readonly<Record<string, readonly string[]>>;

export const UNKNOWN = 'unknown';
