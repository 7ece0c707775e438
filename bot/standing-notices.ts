import { standingReasons } from '../knowledge/answer/citations.ts';
import { officialLawUrl } from '../knowledge/answer/law-path.ts';
import { placeText } from '../knowledge/corpus-model/citation.ts';
import type { Reason } from '../knowledge/corpus-model/corpus.ts';
import { articleKey } from '../knowledge/corpus-model/stamps.ts';
import { type ChangedPlace, changedUnder } from '../knowledge/drift/changed-under.ts';
import type { Language } from '../knowledge/language.ts';
import type { Proof } from '../knowledge/law/proof.ts';
import type { Notice, ViewSettings } from './view.ts';
import { fill, type Words } from './words.ts';

/**
 * What a reader must know of the law that a text of ours stands on: that a place is gone, so that we took our text back,
 * or that it was amended after we compared it. Nothing where all of it stands as we read it; what is not yet in force
 * says so beside its citation.
 */
export function standingNotices(
  reasons: readonly Pick<Reason, 'cite'>[],
  language: Language,
  settings: ViewSettings,
): readonly Notice[] {
  const words = settings.words[language];
  const of = (kind: ChangedPlace['kind'], shown: readonly Pick<Reason, 'cite'>[]) =>
    changedUnder({ reasons: shown }, settings.corpus, settings.prover).filter(
      (change) => change.kind === kind,
    );
  const text = (change: ChangedPlace) => changeText(change, language, settings);
  return [
    ...notice(of('failed', reasons), words.proof.withdrawn, text),
    // Of a reason that is not shown any more nobody needs to know what else has changed.
    ...notice(of('amended', standingReasons(reasons, settings)), words.proof.amended, text),
  ];
}

function notice(
  changes: readonly ChangedPlace[],
  line: string,
  textOf: (change: ChangedPlace) => string,
): readonly Notice[] {
  const [first] = changes;
  if (!first) return [];
  const places = changes.map(textOf).join(', ');
  const isLawGone = first.proof.state === 'failed' && first.proof.why === 'repealed';
  const officialUrl = officialLawUrl(first.law.title.ko, isLawGone ? undefined : first.at.article);
  return [{ tone: 'warning', text: fill(line, { places }), officialUrl }];
}

/** `개인정보 보호법 제23조 (2026-11-23 확인, 2027-01-01 시행으로 개정)`. */
function changeText(
  { law, at, proof }: ChangedPlace,
  language: Language,
  { corpus, words: byLanguage }: ViewSettings,
): string {
  const words = byLanguage[language];
  const place = placeText(law.title[language], at, language);
  const what =
    proof.state === 'failed'
      ? whatHappened(proof, words)
      : fill(proof.isUpcoming ? words.proof.willBeAmended : words.proof.wasAmended, {
          checked: corpus.stamps.articles[articleKey(law.id, at.article)]?.checkedOn ?? '',
          date: proof.inForce,
        });
  return `${place} (${what})`;
}

function whatHappened(
  { why, inForce }: Extract<Proof, { readonly state: 'failed' }>,
  words: Words,
): string {
  const lines = {
    repealed: words.proof.repealed,
    deleted: words.proof.deleted,
    'no-such-article': words.proof.noSuchArticle,
    'no-such-part': words.proof.noSuchPart,
  } as const;
  return fill(lines[why], { date: inForce });
}
