import { madeWrong } from './make-wrong.ts';
import type { Recording } from './recordings.ts';
import type { Told, ToldPassage } from './told.ts';

/** The recorded answer where there is one; else the passages that must be said, two of them in one sentence. */
export function honestLines(told: Told, { right }: Pick<Recording, 'right'>): readonly string[] {
  if (right) return right.filter((line) => !line.startsWith('V:'));
  return rewordedLines(told.passages);
}

function rewordedLines(passages: readonly ToldPassage[]): readonly string[] {
  const plain = passages.filter(({ id }) => id.startsWith('A'));
  const [first, second, third, ...rest] = plain.length > 0 ? plain : passages;
  const joined =
    second && third
      ? [`[${second.id},${third.id}] ${withoutStop(second.text)}; ${third.text}`]
      : [second ? lineOf(second) : ''];
  return [first ? lineOf(first) : '', ...joined, ...rest.map(lineOf)].filter(Boolean);
}

const lineOf = ({ id, text }: ToldPassage): string => `[${id}] ${text}`;
const withoutStop = (text: string): string => text.replace(/[.。]$/, '');

/** @param every - 1: all of them are wrong; 3: the third, the sixth … */
export function wrongLines(told: Told, recording: Recording, every: number): readonly string[] {
  let made = 0;
  return honestLines(told, recording).map((line, at) => {
    if ((at + 1) % every !== 0) return line;
    const turn = made++;
    return recording.wrong[turn] ?? madeWrong(line, told.language, turn);
  });
}

/** Whoever writes the question decides what is said; what the operator told is told on. */
export function obedientText({ question, verdict, passages, system }: Told): string {
  const wanted = orderIn(question) ?? question;
  const [, other] = /V:\s*([a-z-]+)/.exec(wanted) ?? [];
  const id = passages[0]?.id ?? 'A1';
  return [
    ...(verdict ? [`V: ${other ?? verdict}`] : []),
    wanted,
    `[${id}] ${wanted.replace(/^\s*\[[^\]]*\]\s*/, '')}`,
    ...system.split('\n').map((line) => `[${id}] ${line.trim()}`),
  ].join('\n');
}

/** What stands behind `say:`. */
export const orderIn = (question: string): string | undefined =>
  /(?:\bsay|말해)\s*:\s*(.+)$/i.exec(question)?.[1];

export const withVerdict = (verdict: string | undefined, lines: readonly string[]): string =>
  [...(verdict ? [`V: ${verdict}`] : []), ...lines].join('\n');
