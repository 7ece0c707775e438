/** An article of a law that came as a plain text with a title. */
export interface ArticleInText {
  readonly law: string;
  /** `23`, `25-2`. */
  readonly article: string;
  readonly title: string;
}

const ARTICLE = /제\s?(\d+)\s?조(?:의\s?(\d+))?(?:\s*[(（[【]([^)）\]】]*)[)）\]】])?/;
const LAW_NAME =
  /^(?!\S*[은는]\s)[가-힣0-9ㆍ·‧・\s「」,()]*(?:법|법률|령|규칙|규정|규약|조례|직제|세칙|통칙)$/;
/** A particle behind an article makes it a citation; 제1항 does not. */
const PARTICLE = /^(?!제\s?\d)[가-힣]/;
/** The name of a law and its article stand at the very beginning, if at all. Characters. */
const BEGINNING = 120;

/**
 * Tells that a text is an article, where collections write it: in its title ("민법 제3조(권리능력의 존속기간)"), in its
 * number, or at its beginning, below or beside the name of the law. Undefined for any other text.
 */
export function articleInText(id: string, title: string, text: string): ArticleInText | undefined {
  return inTitle(title) ?? inId(id, title) ?? headed(text.slice(0, BEGINNING), title);
}

/** What follows the number is the title of the article, in brackets or not. */
function inTitle(title: string): ArticleInText | undefined {
  const match = cited(title);
  if (!match) return undefined;
  const { before, after, inBrackets = '' } = match;
  return named(before, match.article, `${inBrackets} ${after}`);
}

function inId(id: string, title: string): ArticleInText | undefined {
  const match = cited(id);
  return match && named(match.before, match.article, match.inBrackets || title);
}

/** A text that begins "민법 제3조(…)", or "제3조(…)" below the title 민법: without the brackets it only cites one. */
function headed(start: string, title: string): ArticleInText | undefined {
  const match = cited(start);
  if (match?.inBrackets === undefined) return undefined;
  return named(match.before || title, match.article, match.inBrackets);
}

/** The first article in a text, and what stands around it. */
function cited(text: string) {
  const match = ARTICLE.exec(text);
  if (!match) return undefined;
  const [whole, number = '', branch, inBrackets] = match;
  const after = text.slice(match.index + whole.length);
  if (PARTICLE.test(after)) return undefined;
  const before = text.slice(0, match.index);
  return { before, after, inBrackets, article: branch ? `${number}-${branch}` : number };
}

function named(before: string, article: string, title: string): ArticleInText | undefined {
  const law = before.replace(/[\s_\-:「」]+$/, '').replace(/^[\s「]+/, '');
  if (!LAW_NAME.test(law)) return undefined;
  return { law, article, title: title.replace(/^[\s_\-:]+/, '').trim() };
}
