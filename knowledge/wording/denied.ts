/** A "no" before a word, and how far it reaches. */
const REACH_BEFORE = 70;
const NOT_BEFORE =
  /(?:\b(?:not|no|never|nor|neither|none|nobody|without|cannot|untrue|myth)\b|n't)[^.;,()]*$/u;
/** What stands between a Korean word and its "not": 금지하는 법은 없고, 허용한 법도, 금지한 법도 없어요. */
const REACH_AFTER = 44;
const NOT_AFTER =
  /^[가-힣]*\s?(?:(?:법률|법|규정|조항|판례|것|게|건|경우|명령|권한|있|수|하|되|한|된|하거나|근거|뜻|말|이 법에)[가-힣]*\s){0,4}(?:[가-힣]{0,2}지\s?)?(?:않|아니|없|못|안 )|^\s[가-힣]+[이가은는]\s(?:다\s)?아니|^[가-힣]{0,4}\s?(?:법률|법|규정|조항|판례|근거|것)도,?\s[^.;\n]{0,30}(?:없|않|아니)/u;
/** 금지되는지는 …: asked, and neither affirmed nor denied. */
const ASKED = /^[가-힣]*지(?:는|에|도|를|가|,|\s)/u;

/** How a text says a word. */
export type Said = 'affirmed' | 'denied' | 'asked';

/** @param start - Of the word in the folded text. @param end - Behind it. */
export function saidAt(text: string, start: number, end: number): Said {
  const after = text.slice(end, end + REACH_AFTER);
  if (ASKED.test(after)) return 'asked';
  const before = text.slice(Math.max(0, start - REACH_BEFORE), start);
  return NOT_BEFORE.test(before) || NOT_AFTER.test(after) ? 'denied' : 'affirmed';
}
