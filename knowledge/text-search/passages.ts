/**
 * Long texts are scored by their best passage: a rule of one sentence is not drowned by the forty paragraphs around it.
 * Characters; the length that did best on statute text (DECISIONS.md, 15).
 */
export const PASSAGE_CHARACTERS = 500;

/** Where a text may be cut: at its lines and numbered paragraphs, then after a sentence, then anywhere. */
const LINES = /\n+|(?=[①-⑳㉑-㉟㊱-㊿])/;

/** The passages of a text, none longer than the limit; an empty text is one empty passage. */
export function passagesOf(text: string, limit: number = PASSAGE_CHARACTERS): readonly string[] {
  if (text.length <= limit) return [text];
  const passages: string[] = [];
  let passage = '';
  for (const piece of text.split(LINES).flatMap((line) => piecesOf(line, limit))) {
    if (passage && passage.length + piece.length >= limit) {
      passages.push(passage);
      passage = piece;
    } else passage = passage ? `${passage}\n${piece}` : piece;
  }
  if (passage || passages.length === 0) passages.push(passage);
  return passages;
}

function piecesOf(line: string, limit: number): readonly string[] {
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > limit) {
    const cut = cutBefore(rest, limit);
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return rest ? [...pieces, rest] : pieces;
}

/** After the last sentence in the second half of what fits, else after its last word, else in the middle of one. */
function cutBefore(text: string, limit: number): number {
  const window = text.slice(0, limit);
  const sentence = Math.max(...['. ', '? ', '! ', '。'].map((end) => window.lastIndexOf(end)));
  if (sentence > limit / 2) return sentence + 1;
  const space = window.lastIndexOf(' ');
  return space > limit / 2 ? space : limit;
}
