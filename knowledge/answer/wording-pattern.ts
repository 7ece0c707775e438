/** How far apart the two sides of a `*` may stand. */
const GAP = '.{0,24}?';

/**
 * A Latin word is met whole at either end of a wording, whichever alternative of a bracket stands there.
 * Looks at the letters met, not at the wording: Korean hangs particles on words and needs no such limit.
 */
const WORD_BEGINS = '(?:(?<!\\w)|(?![a-z]))';
const WORD_ENDS = '(?:(?!\\w)|(?<![a-z]))';

/**
 * Compiles a wording that a lawyer can write: `*` for a few words, `(a|b)` for alternatives.
 * Spaces are optional between Korean words; case does not count.
 */
export function wordingPattern(wording: string): RegExp {
  const source = wording
    .trim()
    .split(/(\s*\*\s*|\s+|[(|)])/)
    .map((piece) => {
      if (piece.includes('*')) return GAP;
      if (/^\s+$/.test(piece)) return '\\s*';
      if (/^[(|)]$/.test(piece)) return piece === '(' ? '(?:' : piece;
      return piece.replace(/[.*+?^${}[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`${WORD_BEGINS}(?:${source})${WORD_ENDS}`, 'isu');
}
