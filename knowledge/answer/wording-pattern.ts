/** How far apart the two sides of a `*` may stand. */
const GAP = '.{0,24}?';

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
  const latinStart = /^[a-z]/i.test(wording) ? '\\b' : '';
  const latinEnd = /[a-z]$/i.test(wording) ? '\\b' : '';
  return new RegExp(`${latinStart}(?:${source})${latinEnd}`, 'isu');
}
