import { createHash } from 'node:crypto';
import { closeSync, type Dirent, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { decodeLawText, type LawPath, locate, readLawText, whyNot } from './law-file-text.ts';
import { type FrontMatter, readFrontMatter, readFrontMatterStart } from './read-front-matter.ts';

/** What a file of the folder says of itself. */
export interface LawHead {
  /** Below the folder: `개인정보보호법/법률.md`. In composed Hangul, whatever the disk has. */
  readonly file: string;
  readonly title: string;
  /** 법률, 대통령령, 행정안전부령 … */
  readonly kind: string;
  readonly lawId: string;
  readonly promulgationNumber: string;
  /** ISO dates. */
  readonly promulgated: string;
  readonly inForce: string;
}

/** A file or folder that could not be read, and why. */
export interface LawProblem {
  readonly file: string;
  readonly why: string;
}

/** Every law file of a folder, by name, and what could not be read. */
export interface LawListing {
  readonly heads: readonly LawHead[];
  readonly problems: readonly LawProblem[];
  /** Changes when any of the files is written anew, added or removed. */
  readonly stamp: string;
}

/** What came of reading the beginning of a file, and the state of the file then. */
export type Head = { readonly stamp: string } & ReadHead;

/** Of front matter this much holds all but the list of annexes, which comes last. The longest needs under 1 KB. */
const HEAD_BYTES = 8_192;

/**
 * Lists a folder. `known` holds what earlier calls have read of each file: it is read again only when it was written anew.
 *
 * @param base - The folder, without symbolic links.
 */
export function listLawFiles(
  base: string,
  mostBytes: number,
  known: Map<string, Head>,
): LawListing {
  const problems: LawProblem[] = [];
  const heads: LawHead[] = [];
  const stamp = createHash('sha256');
  for (const file of filesBelow(base, '', problems)) {
    const head = headOf(base, file, mostBytes, known);
    stamp.update(`${file}\n${head.stamp}\n`);
    if (head.kind === 'head') heads.push(head.head);
    else problems.push({ file, why: head.why });
  }
  return { heads, problems, stamp: stamp.digest('hex') };
}

/** Markdown files in the order of their names. Hidden folders (.git, .earlier) hold no laws. */
function filesBelow(base: string, folder: string, problems: LawProblem[]): readonly string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(base, folder), { withFileTypes: true });
  } catch (error) {
    const why = whyNot(error);
    problems.push({ file: folder, why: why.kind === 'absent' ? 'is gone' : why.why });
    return [];
  }
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(base, path, problems);
      if (entry.name.endsWith('.md')) return [path];
      if (entry.isSymbolicLink()) {
        // It might lead anywhere, and back here.
        problems.push({ file: path, why: 'is a link, which is not followed' });
      }
      return [];
    });
}

function headOf(base: string, file: string, mostBytes: number, known: Map<string, Head>): Head {
  const located = locate(base, file, mostBytes);
  if (located.kind !== 'file') {
    return { stamp: '', kind: 'problem', why: located.kind === 'absent' ? 'is gone' : located.why };
  }
  const before = known.get(file);
  if (before?.stamp === located.stamp) return before;
  const head = { stamp: located.stamp, ...readHead(file, located) };
  known.set(file, head);
  return head;
}

type ReadHead =
  | { readonly kind: 'head'; readonly head: LawHead }
  | { readonly kind: 'problem'; readonly why: string };

function readHead(file: string, { path }: LawPath): ReadHead {
  const quick = quickFrontMatter(path);
  if (quick) return { kind: 'head', head: headFrom(file, quick) };
  const whole = readLawText(path);
  if (whole.kind === 'unreadable') return { kind: 'problem', why: whole.why };
  const reading = readFrontMatter(whole.text);
  if (reading.kind === 'broken') return { kind: 'problem', why: reading.why };
  return { kind: 'head', head: headFrom(file, reading.front) };
}

/** The front matter, if the beginning of the file is enough to read it. */
function quickFrontMatter(path: string): FrontMatter | undefined {
  const start = startOf(path);
  const lastLineEnd = start?.lastIndexOf(LINE_END) ?? -1;
  if (!start || lastLineEnd < 0) return undefined;
  const decoded = decodeLawText(start.subarray(0, lastLineEnd + 1));
  return decoded.kind === 'text' ? readFrontMatterStart(decoded.text) : undefined;
}

const LINE_END = 0x0a;

function startOf(path: string): Buffer | undefined {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const bytes = Buffer.allocUnsafe(HEAD_BYTES);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, HEAD_BYTES, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Reading the whole file says why.
    return undefined;
  }
}

const headFrom = (file: string, front: FrontMatter): LawHead => ({
  file: file.normalize('NFC'),
  title: front.제목,
  kind: front.법령구분,
  lawId: front.법령ID,
  promulgationNumber: front.공포번호.replace(/^0+/, ''),
  promulgated: front.공포일자,
  inForce: front.시행일자,
});
