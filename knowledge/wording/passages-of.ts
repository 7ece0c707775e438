import type { Answer } from '../answer/answer.ts';
import {
  allCitations,
  type CitationGround,
  isSound,
  standingReasons,
  stands,
} from '../answer/citations.ts';
import { resolveCitation } from '../corpus-model/citation.ts';
import type { Entry, Provision, Reason } from '../corpus-model/corpus.ts';
import { LANGUAGES, type Language } from '../language.ts';
import { koreanArticle, type Pinpoint, parsePinpoint } from '../law/pinpoint.ts';
import type { Passage, PassageKind, WordingGround } from './passage.ts';
import { sentencesOf } from './sentences.ts';

/** Digests beside an answer: more would bury it. */
const MOST_PROVISIONS = 6;

/** What the wording of an answer may be made from; undefined for what is not worded anew: ready replies, law text, lists. */
export function passagesOf(answer: Answer, ground: CitationGround): WordingGround | undefined {
  const { subject, language, emergency } = answer;
  // Help in danger is said in the words that were weighed for it.
  if (!subject || emergency) return undefined;
  if (subject.type === 'entry' && answer.outcome === 'answered') {
    if (!stands(subject.entry.reasons, ground)) return undefined;
    const { verdict } = subject.entry;
    return { language, verdict, passages: entryPassages(subject.entry, answer, ground) };
  }
  if (subject.type === 'article' && answer.outcome === 'answered-article') {
    const { law, provisions } = subject;
    return {
      language,
      passages: provisions.map((one, at) => provisionPassage(one, law.title, at, language)),
    };
  }
  return undefined;
}

function entryPassages(entry: Entry, answer: Answer, ground: CitationGround): readonly Passage[] {
  const { language, correction, companion } = answer;
  const { reasons } = entry;
  const every = citedTexts(reasons, ground);
  const sentences = (letter: string, kind: PassageKind, text: string, cited: readonly string[]) =>
    sentencesOf(text).map(
      (one, at): Passage => ({ id: `${letter}${at + 1}`, kind, text: one, cited }),
    );
  const texts = (letter: string, kind: PassageKind, list: readonly Record<Language, string>[]) =>
    list.map(
      (one, at): Passage => ({ id: `${letter}${at + 1}`, kind, text: one[language], cited: [] }),
    );
  const goesAlong = companion && stands(companion.reasons, ground) ? companion : undefined;
  return [
    ...sentences('A', 'answer', entry.answer[language], every),
    ...standingReasons(reasons, ground).map((reason, at) =>
      reasonPassage(reason, at, language, ground),
    ),
    ...texts('C', 'change', entry.changes),
    ...texts('S', 'step', entry.steps),
    ...(correction ? sentences('F', 'correction', correction[language], every) : []),
    ...(goesAlong
      ? sentences(
          'G',
          'companion',
          goesAlong.answer[language],
          citedTexts(goesAlong.reasons, ground),
        )
      : []),
    ...provisionsCited(reasons, ground).map(({ provision, title }, at) =>
      provisionPassage(provision, title, at, language),
    ),
  ];
}

const reasonPassage = (
  reason: Reason,
  at: number,
  language: Language,
  ground: CitationGround,
): Passage => ({
  id: `R${at + 1}`,
  kind: 'reason',
  text: reason[language],
  basis: reason.basis,
  cited: citedTexts([reason], ground),
});

/** In both languages: a reader of English may be told the Korean name. */
const citedTexts = (
  reasons: readonly Pick<Reason, 'cite'>[],
  ground: CitationGround,
): readonly string[] => [
  ...new Set(
    LANGUAGES.flatMap((language) =>
      allCitations(reasons, ground, language)
        .filter(isSound)
        .map(({ text }) => text),
    ),
  ),
];

interface CitedProvision {
  readonly provision: Provision;
  readonly title: Record<Language, string>;
}

/** Our digests of the places that the reasons cite, of each place once. */
function provisionsCited(
  reasons: readonly Reason[],
  ground: CitationGround,
): readonly CitedProvision[] {
  const found = new Map<Provision, CitedProvision>();
  for (const cite of reasons.flatMap((reason) => reason.cite)) {
    const resolved = resolveCitation(ground.corpus, cite);
    if ('problem' in resolved || resolved.source.type !== 'law') continue;
    const { source, at } = resolved;
    const provision = ground.corpus.provisions.find(
      (one) => one.source === source.id && at && isAbout(one, at),
    );
    if (provision) found.set(provision, { provision, title: source.title });
  }
  return [...found.values()].slice(0, MOST_PROVISIONS);
}

/** A digest of one item says nothing of the next: it goes along only where the cited place lies in it. */
function isAbout(provision: Provision, cited: Pinpoint): boolean {
  const about = parsePinpoint(provision.at);
  if (!about || about.article !== cited.article) return false;
  return (['paragraph', 'item', 'subitem'] as const).every(
    (part) => about[part] === undefined || about[part] === cited[part],
  );
}

const provisionPassage = (
  { digest, article, titleEn, title }: Provision,
  law: Record<Language, string>,
  at: number,
  language: Language,
): Passage => ({
  id: `P${at + 1}`,
  kind: 'provision',
  text: digest[language],
  cited: [
    `${law.ko} ${koreanArticle(article)} ${title}`,
    `${law.en} Article ${article} ${titleEn}`,
  ],
});
