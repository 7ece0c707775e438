import { aligned, type Statement } from './statements.ts';

/** What a clause says of an act: may be done, must not, must, need not. */
export type Modality = 'may' | 'must-not' | 'must' | 'need-not';

type Pattern = readonly [Modality, RegExp];

/** In the order in which they are looked for: what one has found, the next does not see. */
const KOREAN: readonly Pattern[] = [
  [
    'need-not',
    /지 않아도|안 [가-힣]+도 (?:되|돼|괜찮)|필요(?:는|가|도)? 없|의무(?:는|가|도)? (?:없|아니)|선택(?:이|사항|할)/gu,
  ],
  [
    'must-not',
    /면 안 (?:되|돼|된)|[ㄹ할될을를낼쓸릴칠올갈볼릴날]\s?수(?:는|가|도)? 없|수(?:는|가|도)? 없|금지|불가능|불가해|안 (?:되고|돼요|되는|된다|됩)|못 (?:하게|하도록)|허용(?:되|하)지 않|허용 안|위법|불법/gu,
  ],
  [
    'must',
    /(?:아|어|여|해|야|돼|와|워|려|져|켜|쳐|내|써|봐|둬|줘)야(?:만)? (?:하|해|한|할|돼|되|된|합|했)|야 해요|필요(?:해|하|한)|요구(?:해|하|돼|되)|의무(?:예|가|를|이)|꼭 |반드시/gu,
  ],
  ['may', /수(?:는|가|도)? 있|도 (?:되|돼|괜찮|좋)|허용|가능|괜찮/gu],
];

/** What a clause says. English says it in ways that are too many for a list: there the other checks have to do. */
function modalitiesOf(text: string): ReadonlySet<Modality> {
  const found = new Set<Modality>();
  let rest = text;
  for (const [modality, pattern] of KOREAN) {
    rest = rest.replace(pattern, (match) => {
      found.add(modality);
      return '\u0000'.repeat(match.length);
    });
  }
  return found;
}

const OPPOSITES: Readonly<Record<Modality, readonly Modality[]>> = {
  may: ['must-not', 'must'],
  'must-not': ['may'],
  must: ['need-not'],
  'need-not': ['must'],
};

/** Clauses that share so much of what the likest one shares speak of the same. */
const NEARLY = 0.6;

/** A clause that allows what clauses on the same thing forbid and none allows, or the other way round; the same of duties. */
export function turnsModality(said: readonly Statement[], given: readonly Statement[]): boolean {
  return said.some((one) => {
    const mine = modalitiesOf(one.text);
    if (mine.size === 0) return false;
    const likely = aligned(one, given, NEARLY);
    if (likely.length === 0) return false;
    const sentences = new Set(likely.map(({ sentence }) => sentence));
    const theirs = new Set(
      given
        .filter((other) => likely.includes(other) || sentences.has(other.sentence))
        .flatMap((other) => [...modalitiesOf(other.text)]),
    );
    return [...mine].some(
      (modality) => !theirs.has(modality) && OPPOSITES[modality].some((other) => theirs.has(other)),
    );
  });
}
