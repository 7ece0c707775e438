import { fill, type Words } from '../../bot/words.ts';
import type { Source, Stamps } from '../../knowledge/corpus-model/corpus.ts';
import type { Language } from '../../knowledge/language.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly url?: string;
}

/** What a reader should know about a source: who, since when, with what force, where to read it. */
export function sourceFacts(
  source: Source,
  stamps: Stamps,
  language: Language,
  words: Words,
): readonly Fact[] {
  const { web } = words;
  const issuer = { name: web.issuer, value: source.issuer[language] };
  const official = source.url
    ? [{ name: words.answer.official, value: source.url, url: source.url }]
    : [];
  if (source.type === 'law') {
    const stamp = stamps.laws[source.id];
    return [
      issuer,
      ...(stamp
        ? [
            { name: web.lawNumber, value: `${stamp.promulgationNumber} (${stamp.promulgated})` },
            { name: web.inForceDate, value: stamp.inForce },
            { name: web.checkedOn, value: stamp.checkedOn },
          ]
        : []),
      ...official,
    ];
  }
  const { decided, announced, published, inForce } = source.dates;
  const dates = [
    decided && fill(words.answer.decided, { date: decided }),
    announced && fill(words.answer.announced, { date: announced }),
    published && `${web.published} ${published}`,
    inForce && fill(words.answer.inForce, { date: inForce }),
  ].filter(Boolean);
  return [
    issuer,
    { name: web.force, value: source.force[language] },
    ...(dates.length > 0 ? [{ name: web.dates, value: dates.join(', ') }] : []),
    { name: web.howSure, value: words.confidence[source.confidence] },
    ...official,
  ];
}
