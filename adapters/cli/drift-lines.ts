import type { Corpus } from '../../knowledge/corpus-model/corpus.ts';
import type { ChangedArticle, Drift, UncomparedArticles } from '../../knowledge/drift/drift.ts';
import { differenceText, type Marks } from '../../knowledge/drift/word-difference.ts';
import { koreanArticle, koreanPinpoint } from '../../knowledge/law/pinpoint.ts';
import { addressesOf, dependantLines, indented, stampText, versionText } from './article-lines.ts';

/** What became of the law, for a person to read. */
export function driftLines(drift: Drift, corpus: Corpus, marks: Marks): readonly string[] {
  const { changed, upcoming, uncompared, unchanged } = drift;
  return [
    ...changed.flatMap((change) => [...changeLines(change, corpus, marks), '']),
    ...upcoming.map(
      ({ law, inForce, keys }) =>
        `not yet in force  ${law.title.ko}: ${places(keys)}, as we read it, takes effect on ${inForce}`,
    ),
    ...uncompared.map(
      (one) => `not compared      ${one.law.title.ko}: ${places(one.keys)}: ${whyUncompared(one)}`,
    ),
    `${unchanged} articles unchanged, ${changed.length} changed, ${countOf(uncompared)} not compared; ` +
      `${countOf(upcoming)} of the unchanged are not yet in force`,
  ];
}

const CHANGE: Readonly<Record<ChangedArticle['change'], string>> = {
  amended: 'amended',
  moved: 'renumbered',
  deleted: 'deleted',
  gone: 'gone',
  repealed: 'the law is repealed',
};

function changeLines(change: ChangedArticle, corpus: Corpus, marks: Marks): readonly string[] {
  const { law, article, isUpcoming, inForce } = change;
  const to = change.movedTo ? ` to ${koreanArticle(change.movedTo)}` : '';
  const when = isUpcoming
    ? `promulgated, in force only from ${inForce}`
    : `in force from ${inForce}`;
  return [
    `${law.title.ko} ${koreanArticle(article)} (${change.key}): ${CHANGE[change.change]}${to}, ${when}`,
    `  read in  ${stampText(change.stamp)}`,
    `  now      ${versionText(change.version)}`,
    ...change.lostPlaces.map((at) => `  lost     ${koreanPinpoint(at)}, which we cite or digest`),
    ...dependantLines(corpus, law, article, change),
    ...(change.difference
      ? indented(differenceText(change.difference, marks))
      : ['  (the old text is not at hand; --before DIR names a folder that has it)']),
  ];
}

const WHY: Readonly<Record<UncomparedArticles['why'], string>> = {
  'no-folder': 'no official text here',
  'no-file': 'its file is not in the folder',
  unreadable: 'its file cannot be read',
  damaged:
    'its file claims to be the version we read and differs from it: cut off or altered; fetch it again',
  'older-text': 'the text here is older than the one we read',
  unstamped: 'not stamped; run `npm run knowledge:stamp`',
};

const whyUncompared = ({ why, detail }: UncomparedArticles): string =>
  detail ? `${WHY[why]} (${detail})` : WHY[why];

const places = (keys: readonly string[]): string =>
  keys.map((key) => key.slice(key.indexOf(' ') + 1)).join(', ');

const countOf = (rows: readonly { readonly keys: readonly string[] }[]): number =>
  rows.reduce((sum, { keys }) => sum + keys.length, 0);

/** The same for a program. */
export function driftData({ changed, unchanged, upcoming, uncompared }: Drift): unknown {
  return {
    unchanged,
    changed: changed.map((one) => ({
      article: one.key,
      law: one.law.title.ko,
      change: one.change,
      ...(one.movedTo && { movedTo: koreanArticle(one.movedTo) }),
      inForce: one.inForce,
      isUpcoming: one.isUpcoming,
      stamp: one.stamp,
      version: {
        promulgationNumber: one.version.promulgationNumber,
        promulgated: one.version.promulgated,
        inForce: one.version.inForce,
      },
      lost: one.lostPlaces.map(koreanPinpoint),
      ...addressesOf(one.law, one.article, one),
      entries: one.entries,
      intents: one.intents,
      ...(one.difference && { difference: differenceText(one.difference) }),
    })),
    upcoming: upcoming.map(({ law, inForce, keys }) => ({ law: law.id, inForce, articles: keys })),
    uncompared: uncompared.map(({ law, why, detail, keys }) => ({
      law: law.id,
      why,
      ...(detail && { detail }),
      articles: keys,
    })),
  };
}
