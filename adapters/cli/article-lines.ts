import type { ArticleStamp, Corpus, Law } from '../../knowledge/corpus-model/corpus.ts';
import type { Dependants } from '../../knowledge/drift/stands-on.ts';
import type { LawVersion } from '../../knowledge/law/law-version.ts';

/** `제20897호, promulgated 2025-04-01, in force 2025-10-02`. */
export const versionText = ({ promulgationNumber, promulgated, inForce }: LawVersion): string =>
  `제${promulgationNumber}호, promulgated ${promulgated}, in force ${inForce}`;

/** The version that an article was compared with, when and by whom. */
export const stampText = (stamp: ArticleStamp): string =>
  `${versionText(stamp)}; checked ${stamp.checkedOn} by ${stamp.by}`;

/** Addresses of the pages that rest on an article. */
export const addressesOf = (
  law: Law,
  article: string,
  { entries, hasDigest }: Dependants,
): { readonly answers: readonly string[]; readonly digest?: string } => ({
  answers: entries.map((id) => `/a/${id}`),
  ...(hasDigest && { digest: `/p/${law.id}/${article}` }),
});

/** What of ours rests on an article, a line each. */
export function dependantLines(
  corpus: Corpus,
  law: Law,
  article: string,
  dependants: Dependants,
): readonly string[] {
  const { answers, digest } = addressesOf(law, article, dependants);
  return [
    ...dependants.entries.map((id, index) => {
      const title = corpus.entries.get(id)?.title.ko ?? '';
      return `  answer   ${answers[index]}  ${title}`;
    }),
    ...dependants.intents.map((id) => `  reply    intents/${id}`),
    ...(digest ? [`  digest   ${digest}`] : []),
  ];
}

export const indented = (text: string): readonly string[] =>
  text.split('\n').map((line) => `  | ${line}`);
