/** A text made ready for comparing, with the way back to the text as it was given. */
export interface FoldedText {
  /** As given. */
  readonly original: string;
  /** NFKC, lower case, one sort of dot, dash and quotation mark, nothing invisible. Line breaks are `\n`. */
  readonly text: string;
  /** Where the folded characters [from, to) stand in the original. */
  originalSpan(from: number, to: number): { readonly start: number; readonly end: number };
}

/** Signs that are written in many ways: all written like the first of their row. NFKC would fold some of them wrongly. */
const SAME_SIGN = new Map(
  [
    '··ᆞㆍ‧•・･∙⋅․',
    '~~∼〜～˜∽',
    '--‐‑−－',
    '––—―',
    ',,、，',
    '""“”„‟＂',
    "''‘’‚‛`´＇",
    // A raised number is a footnote, not a digit of the number before it.
    '  ⁰¹²³⁴⁵⁶⁷⁸⁹\t\v\f\r',
    '\n\n\u0085\u2028\u2029',
    '「「｢',
    '」」｣',
  ].flatMap(([to = '', ...signs]) => signs.map((sign) => [sign, to] as const)),
);
/** ①-⑳ would become plain digits and run into the number before them: they stay as they are, and so do ㉑-㊿. */
const CIRCLED = /^[①-⑳㉑-㉟㊱-㊿]$/;
const FILLED_CIRCLES = '❶❷❸❹❺❻❼❽❾❿';
const ROMAN = /^[Ⅰ-ⅿ]$/;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|(?!\n)\p{Cc}/gu;

/** What is normalised together: a Korean syllable in parts, or a sign with its accents. */
const CLUSTER =
  /[\u1100-\u115f\ua960-\ua97c]+[\u1160-\u11a7\ud7b0-\ud7c6]*[\u11a8-\u11ff\ud7cb-\ud7fb]*|[가-힣][\u11a8-\u11ff]?|\P{M}\p{M}*|\p{M}+/uy;

function foldCluster(cluster: string): string {
  const sign = SAME_SIGN.get(cluster);
  if (sign !== undefined) return sign;
  if (CIRCLED.test(cluster)) return cluster;
  if (ROMAN.test(cluster)) return cluster.toLowerCase();
  const filled = FILLED_CIRCLES.indexOf(cluster);
  if (filled >= 0) return String.fromCharCode('①'.charCodeAt(0) + filled);
  const plain = cluster.normalize('NFKC').toLowerCase().replace(INVISIBLE, '');
  return /^\s+$/.test(plain) && plain !== '\n' ? ' ' : (SAME_SIGN.get(plain) ?? plain);
}

const isPlainLetter = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x20;
const isSyllable = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3;
/** Accents, and the parts of Korean syllables, begin here. */
const joinsBackward = (code: number): boolean => code >= 0x300 && !isSyllable(code);

/** Folds a text for comparing. Linear in its length. */
export function foldText(original: string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  for (let at = 0; at < original.length; ) {
    const code = original.charCodeAt(at);
    const isSimple =
      (isPlainLetter(code) || isSyllable(code)) && !joinsBackward(original.charCodeAt(at + 1));
    const cluster = isSimple ? original.charAt(at) : clusterAt(original, at);
    const plain = isSimple ? cluster : foldCluster(cluster);
    for (let unit = 0; unit < plain.length; unit++) {
      starts.push(at);
      ends.push(at + cluster.length);
    }
    text += plain;
    at += cluster.length;
  }
  return {
    original,
    text,
    originalSpan: (from, to) => ({
      start: starts[from] ?? original.length,
      end: ends[to - 1] ?? original.length,
    }),
  };
}

function clusterAt(text: string, at: number): string {
  CLUSTER.lastIndex = at;
  return CLUSTER.exec(text)?.[0] ?? text.charAt(at);
}
