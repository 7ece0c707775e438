import {
  articlesOf,
  type CitedPlace,
  citedPlaces,
  provisionPlaces,
} from '../corpus-model/cited-places.ts';
import type { Corpus, Law } from '../corpus-model/corpus.ts';
import { statuteIn } from '../law/law-folder.ts';
import { koreanArticle, koreanPinpoint } from '../law/pinpoint.ts';
import type { NoText, Proof } from '../law/proof.ts';
import { createProver, type Prover } from '../law/prover.ts';
import { isSameTitle, textOfLaw } from '../law/text-of-law.ts';
import { type CheckContext, error, type Finding, type Rule } from './finding.ts';

/** Every place we cite or digest exists in the official text, under the title we give it. */
export const citedPlacesExist: Rule = (context) => {
  const prover = proverOf(context);
  return [
    ...[...citedPlaces(context.corpus), ...provisionPlaces(context.corpus)].flatMap((place) =>
      provePlace(prover, context, place),
    ),
    ...titlesMatch(prover, context),
  ];
};

/** The text we stand on is the text that was read: its stamp is there, and the text has not moved. */
export const stampsHold: Rule = (context) => {
  const prover = proverOf(context);
  return [...articlesOf(context.corpus)].flatMap(([key, { law, at }]) => {
    if (!context.corpus.stamps.articles[key]) {
      return [error(key, 'not stamped; run `npm run knowledge:stamp`')];
    }
    const problem = changeOf(prover.prove(law, at));
    return problem ? [error(key, problem)] : [];
  });
};

/** Every file of a law we cite can be read, and holds that law. */
export const filesAreSound: Rule = ({ corpus, law: folder }) => {
  const fault = folder?.fault();
  if (fault) return [{ level: 'unchecked', about: 'corpus', message: `official text: ${fault}` }];
  return lawsOf(corpus).flatMap(({ id, law }) => {
    if (!law) return [error(id, 'provisions of an unknown law')];
    const text = textOfLaw(folder, law, corpus.stamps.laws[id]?.lawId);
    if ('why' in text && text.why === 'unreadable') {
      return [error(id, `its file cannot be read: ${law.file}: ${text.detail}`)];
    }
    const statute = statuteIn(folder, law.file);
    if (!statute || isSameTitle(statute.title, law.title.ko)) return [];
    return [error(id, `the file holds "${statute.title}", not "${law.title.ko}"`)];
  });
};

/** Proves places with what a rule may look at. */
export const proverOf = ({ corpus, law, today }: CheckContext): Prover =>
  createProver({ stamps: corpus.stamps, ...(law && { folder: law }), today: () => today });

const GONE: Readonly<Record<Extract<Proof, { state: 'failed' }>['why'], string>> = {
  repealed: 'stands in a law that is repealed',
  deleted: 'is deleted',
  'no-such-article': 'does not exist',
  'no-such-part': 'does not exist, though the article does',
};

function provePlace(prover: Prover, context: CheckContext, place: CitedPlace): Finding[] {
  const { about, law, at } = place;
  const proof = prover.prove(law, at);
  const name = `${law.title.ko} ${koreanPinpoint(at)}`;
  switch (proof.state) {
    case 'checked-now':
      return [];
    case 'failed':
      return [error(about, `${name} ${GONE[proof.why]} (text in force from ${proof.inForce})`)];
    case 'checked-at-release':
    case 'not-checked':
      return proof.why === 'not-a-statute' ? [] : withoutText(context, place, proof.why);
  }
}

/** What cannot be proven here, and why. What is wrong with a whole file or article is said once, by other rules. */
function withoutText({ law: folder }: CheckContext, place: CitedPlace, why: NoText): Finding[] {
  const { about, law, at } = place;
  const name = `${law.title.ko} ${koreanArticle(at.article)}`;
  const unchecked = (message: string): Finding[] => [
    { level: 'unchecked', about, message: `${name}: ${message}` },
  ];
  switch (why) {
    case 'no-folder':
      return unchecked('no official text here');
    case 'no-file':
      return statuteIn(folder, law.file) ? [] : unchecked(`no file ${law.file} here`);
    case 'older-text':
      return unchecked('the text here is older than the one our digest was checked against');
    case 'upcoming-text':
      return [
        error(
          about,
          `${law.title.ko} ${koreanPinpoint(at)} is gone in the text that takes effect next`,
        ),
      ];
    case 'unreadable':
    case 'damaged':
      return [];
  }
}

function changeOf(proof: Proof): string | undefined {
  if (proof.state === 'checked-now' && proof.isAmended) {
    const from = `${proof.isUpcoming ? 'takes effect on' : 'in force from'} ${proof.inForce}`;
    return `amended since our digest was checked against it (${from}); see \`npm run knowledge:drift\``;
  }
  if (proof.state === 'checked-at-release' && proof.why === 'damaged') {
    return 'the file claims to be the version our digest was checked against, and differs: cut off or altered; fetch it again';
  }
  return undefined;
}

/** Each of our titles is the official one. */
function titlesMatch(prover: Prover, { corpus, law: folder }: CheckContext): Finding[] {
  return corpus.provisions.flatMap((provision) => {
    const { source, article: number } = provision;
    const law = corpus.sources.get(source);
    if (law?.type !== 'law' || prover.prove(law, { article: number }).state !== 'checked-now')
      return [];
    const article = statuteIn(folder, law.file)?.articles.get(number);
    if (!article || isSameTitle(article.title, provision.title)) return [];
    return [error(`${source} ${provision.at}`, `the official title is "${article.title}"`)];
  });
}

function lawsOf(corpus: Corpus): readonly { readonly id: string; readonly law?: Law }[] {
  const ids = new Set(corpus.provisions.map(({ source }) => source));
  return [...ids].map((id) => {
    const law = corpus.sources.get(id);
    return law?.type === 'law' ? { id, law } : { id };
  });
}
