import { folded } from '../search/plain-text.ts';
import { type DraftRules, rowPattern } from './draft-rules.ts';

/** Who acts, and to whom it is done, in one account. */
interface Sides {
  /** Rows of people; `me` and `us` are the writer. */
  readonly doing: ReadonlySet<string>;
  readonly done: ReadonlySet<string>;
}

const ME_DOING =
  /(?<![가-힣])(?:저는|제가|저도|나는|내가|나도|전|난|본인은|본인이|본인도)(?![가-힣])/u;
const ME_DONE =
  /(?<![가-힣])(?:저를|절|저한테|저에게|저보고|저더러|제게|나를|날|나한테|나에게|내게|본인을|본인에게)(?![가-힣])/u;
const US_DOING = /(?<![가-힣])(?:저희|우리)(?:는|가|도)(?![가-힣])/u;
const US_DONE = /(?<![가-힣])(?:저희|우리)(?:를|한테|에게)(?![가-힣])/u;
/** 직원에게 제지당하다, 손님한테 듣다: particles do not tell who acted. */
const KOREAN_PASSIVE = /당하|당했|당한|당해|들었|들은|들어서/u;
/** Behind a noun that acts, and behind one to which something is done. */
const DOING =
  '(?:들)?(?:님)?(?:이|가|은|는|도|께서|께서는|측에서|측이|측은|에서는|으로부터|로부터|에게서|한테서)(?![가-힣])';
const DONE = '(?:들)?(?:님)?(?:을|를|에게|한테|께|더러|보고)(?![가-힣])';

/** Tells whether somebody else has come to do what was done. */
export class SidesCheck {
  readonly #people: readonly {
    readonly id: string;
    readonly doing: RegExp;
    readonly done: RegExp;
  }[];
  readonly #named: readonly { readonly id: string; readonly pattern: RegExp }[];

  constructor({ people }: Pick<DraftRules, 'people'>) {
    this.#people = people
      .filter(({ ko }) => ko.length > 0)
      .map(({ ko }, row) => {
        const any = `(?<![가-힣])[가-힣]{0,4}(?:${ko.map((word) => word.replace(/\s+/g, '\\s?')).join('|')})`;
        return {
          id: `${row}`,
          doing: new RegExp(any + DOING, 'u'),
          done: new RegExp(any + DONE, 'u'),
        };
      });
    this.#named = people
      .map((row, at) => ({ id: `${at}`, pattern: rowPattern({ ko: [], en: row.en }) }))
      .concat([{ id: 'me', pattern: /(?<![a-z'])(?:i|me|myself)(?![a-z])/u }]);
  }

  isChanged(said: string, drafted: string): boolean {
    const [one, other] = [folded(said), folded(drafted)];
    return /[가-힣]/.test(one)
      ? isTurned(this.#koreanSides(one), this.#koreanSides(other))
      : this.#isReordered(one, other);
  }

  #koreanSides(text: string): Sides {
    const of = (which: 'doing' | 'done') =>
      this.#people.filter((row) => row[which].test(text)).map(({ id }) => id);
    const doing = new Set([
      ...of('doing'),
      ...(ME_DOING.test(text) ? ['me'] : []),
      ...(US_DOING.test(text) ? ['us'] : []),
    ]);
    const done = new Set([
      ...of('done'),
      ...(ME_DONE.test(text) ? ['me'] : []),
      ...(US_DONE.test(text) ? ['us'] : []),
    ]);
    if (!KOREAN_PASSIVE.test(text)) return { doing, done };
    const both = new Set([...doing, ...done]);
    return { doing: both, done: both };
  }

  /** English says who acts by the order of words; a passive turns it around. */
  #isReordered(said: string, drafted: string): boolean {
    const [one, other] = [this.#order(said), this.#order(drafted)];
    const common = one.filter((id) => other.includes(id));
    const again = other.filter((id) => one.includes(id));
    if (common.length < 2) return isMeTurned(said, drafted);
    const isOther = common.some((id, at) => again[at] !== id);
    return isOther !== (isPassive(said) !== isPassive(drafted));
  }

  /** Everybody who is named, in the order in which they first are. */
  #order(text: string): readonly string[] {
    return this.#named
      .map(({ id, pattern }) => ({ id, at: text.search(pattern) }))
      .filter(({ at }) => at >= 0)
      .toSorted((a, b) => a.at - b.at)
      .map(({ id }) => id);
  }
}

/** Somebody who only acted is now acted upon, or the other way round; or the writer acts where somebody else did. */
function isTurned(said: Sides, drafted: Sides): boolean {
  const turned = [...said.doing].some(
    (id) => !said.done.has(id) && drafted.done.has(id) && !drafted.doing.has(id),
  );
  const turnedBack = [...said.done].some(
    (id) => !said.doing.has(id) && drafted.doing.has(id) && !drafted.done.has(id),
  );
  const isTaken =
    drafted.doing.has('me') &&
    !said.doing.has('me') &&
    [...said.doing].some((id) => !drafted.doing.has(id));
  const isLost =
    said.doing.has('me') &&
    !drafted.doing.has('me') &&
    [...drafted.doing].some((id) => !said.doing.has(id));
  return turned || turnedBack || isTaken || isLost;
}

const isPassive = (text: string): boolean =>
  /\b(?:was|were|been|being|am|is|are)\s(?:\w+ly\s)?(?:\w+ed|\w+en|told|held|shown|shot|caught|put|made|kept|sent|let)\b[^.]*\bby\b/u.test(
    text,
  );

/** "They asked me" and "I asked them": the writer acts where something was done to them. */
function isMeTurned(said: string, drafted: string): boolean {
  const acts = (text: string) => /(?<![a-z'])i(?:'m|'ve|'d|'ll)?(?![a-z])/u.test(text);
  const isDone = (text: string) => /(?<![a-z'])me(?![a-z])/u.test(text);
  const passive = /(?<![a-z'])i (?:was|am|were|had been|have been)\b/u.test(drafted);
  const isOnlyDone = isDone(said) && !acts(said);
  const isOnlyActing = acts(said) && !isDone(said);
  return (
    (isOnlyDone && acts(drafted) && !isDone(drafted) && !passive) ||
    (isOnlyActing && isDone(drafted) && !acts(drafted))
  );
}
