import type { ConceptReader } from '../search/concepts.ts';
import { folded } from '../search/plain-text.ts';
import type { FoundSlots, SlotName, SlotReader } from '../search/slots.ts';
import { contentWords } from '../search/tokens.ts';

/** More words of its own than this, and a message stands by itself. */
const SHORT_WORDS = 6;

/** Thanks, greetings and nods lean on nothing: joined with the question before they would bring its answer once more. */
const COURTESY =
  /^(?:(?:네+|넵|예|응|아|오|정말|진짜|너무|많이|oh|ok(?:ay)?|great|well|so|very|much)[,.!~\s]*)*(?:고마워요?|고맙습니다|감사(?:합니다|해요|드려요|드립니다)|땡큐|수고(?:하세요|하셨어요|하셨습니다)?|안녕(?:하세요|히 계세요)?|반가워요|도움(?:이)? (?:됐|되었)(?:어요|습니다)|알겠(?:어요|습니다)|네+|넵|오케이|ㅇㅋ|ㅋㅋ+|thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|cheers|bye|goodbye|hello|hi|good (?:morning|evening)|ok(?:ay)?|got it|great|lol)(?:[,.!~\s]*(?:도움(?:이)? (?:됐|되었)(?:어요|습니다)|정말|많이|bye|you))*[\s.!~^ㅎㅋ]*$/i;

/** Openings and endings that lean on what was said before. */
const LEANING =
  /^(?:(?:ok|okay|yes|no|hm+|oh|음|아|네|예|응)[,.\s]+)?(?:그럼|그러면|그래서|그런데|근데|그건|그거|그게|그 |그렇|이건|이럴|그때|그쪽|거기|만약|아니 |and\b|so\b|what about|how about|but\b|then\b|also\b|what if|does that|is that|is it|in that|same\b|or\b)|(?:면요|은요|는요|도요|도\s*(?:똑같|마찬가지|그런|되나요|돼요|같|그래)[\s\S]*|라면|이면요?|경우는|경우엔요?|too|as well|either|instead)\s*[?？.!~]*$/i;

/**
 * A follow-up is read together with the question before it: what it names anew (another place, another
 * operator) replaces what was named there, the rest carries over.
 *
 * @param history - Earlier messages of the person, oldest first.
 * @returns The text to search for: `text` itself when it stands alone.
 */
export function joinHistory(
  text: string,
  history: readonly string[],
  { slots, concepts }: FollowUpReaders,
): string {
  const before = history.at(-1);
  if (!before || COURTESY.test(text)) return text;
  const now = slots.read(text);
  if (!leansOnHistory(text, isWhole(now, concepts.countCore(text)))) return text;
  const replaced = replacedSlots(now);
  const kept = withoutSpans(
    folded(before),
    slots.read(before).spans.filter(({ slot }) => replaced.has(slot)),
  );
  return `${text} ${kept}`.replace(/\s+/g, ' ').trim();
}

export interface FollowUpReaders {
  readonly slots: SlotReader;
  readonly concepts: Pick<ConceptReader, 'countCore'>;
}

/** Says where or who, and that it is about faces or cameras: a question of its own, however short. */
const isWhole = ({ place, operator }: FoundSlots, coreConcepts: number): boolean =>
  coreConcepts > 0 && place.length + operator.length > 0;

function leansOnHistory(text: string, isWholeQuestion: boolean): boolean {
  const words = contentWords(text).length;
  const isLeaning = LEANING.test(text);
  return (words <= SHORT_WORDS && !isWholeQuestion) || (isLeaning && words <= SHORT_WORDS * 3);
}

/** Naming a place or an operator replaces both: "그럼 학교는?" after a question on the police is about schools. */
function replacedSlots(now: FoundSlots): ReadonlySet<SlotName> {
  const replaced = new Set<SlotName>();
  if (now.place.length > 0 || now.operator.length > 0) replaced.add('place').add('operator');
  if (now.mode.length > 0) replaced.add('mode');
  return replaced;
}

function withoutSpans(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): string {
  const letters = [...Array(text.length).keys()].map((at) =>
    spans.some(({ start, end }) => at >= start && at < end) ? ' ' : text[at],
  );
  // What is left of a word whose noun was taken out is a bare particle.
  return letters
    .join('')
    .replace(
      /(?<=^|\s)(?:이|가|은|는|을|를|에서|에|의|도|로|으로|랑|하고)(?=[\s?？.!,~…]|$)/g,
      ' ',
    );
}
