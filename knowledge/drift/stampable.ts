import type { Corpus, Law } from '../corpus-model/corpus.ts';
import { findInStatute } from '../law/find-in-statute.ts';
import type { LawFolder } from '../law/law-folder.ts';
import { type Comparison, stampComparer } from '../law/stamped-article.ts';
import type { Article, Statute } from '../law/statute.ts';
import { textOfLaw } from '../law/text-of-law.ts';

/** An article as the text at hand has it, if that text may be stamped; else why not, in words for an editor. */
export type Stampable =
  | {
      readonly statute: Statute;
      readonly article: Article;
      readonly compared: Exclude<Comparison, 'damaged' | 'older-text' | 'unstamped-in-older-text'>;
    }
  | { readonly problem: string };

/** Finds the text of an article that a stamp may be made of: sound, not older than what we knew, and there. */
export function stampableIn(
  { stamps }: Pick<Corpus, 'stamps'>,
  folder: LawFolder,
): (law: Law, article: string) => Stampable {
  const compare = stampComparer(stamps);
  return (law, number) => {
    const text = textOfLaw(folder, law, stamps.laws[law.id]?.lawId);
    if ('why' in text) return { problem: withoutText(law, text.why, text.detail) };
    const compared = compare(law.id, text.statute, number);
    switch (compared) {
      case 'damaged':
        return {
          problem: `${law.file} claims to be the version we know, and differs from it: cut off or altered; fetch it again`,
        };
      case 'older-text':
      case 'unstamped-in-older-text':
        return { problem: `${law.file} is older than the version we know; fetch it again` };
      case 'unchanged':
      case 'changed':
      case 'unstamped':
        return { compared, ...articleIn(text.statute, number) };
    }
  };
}

function withoutText({ file }: Law, why: string, detail: string | undefined): string {
  if (why === 'unreadable') return `${file} cannot be read: ${detail ?? 'no reason given'}`;
  return detail ? `${file} holds "${detail}"` : `there is no file ${file} in the folder`;
}

function articleIn(statute: Statute, number: string) {
  const advice = 'change what cites it instead';
  if (statute.isRepealed) return { problem: `the law is repealed; ${advice}` };
  const found = findInStatute(statute, { article: number });
  if (found.kind === 'found') return { statute, article: found.article };
  return {
    problem: `the article is ${found.kind === 'deleted' ? 'deleted' : 'gone'}; ${advice}`,
  };
}
