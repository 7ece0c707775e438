import type { Article, Statute } from '../../../knowledge/law/statute.ts';

/**
 * A law as the national law database would answer it, made from one that we read: the inverse of writing it down.
 * Lines are told apart by their marks; what has none belongs to the line before it.
 */
export function payloadOf(statute: Statute, headings: ReadonlyMap<string, string> = new Map()) {
  const units = [...statute.articles.values()].flatMap((article) => {
    const heading = headings.get(article.number);
    const chapter = { 조문번호: article.number.split('-')[0], 조문여부: '전문', 조문내용: heading };
    return heading ? [chapter, unitOf(article)] : [unitOf(article)];
  });
  return {
    법령: {
      법령키: '0000012025010200042',
      기본정보: {
        법령ID: statute.lawId,
        법령명_한글: statute.title,
        법종구분: { content: statute.kind, 법종구분코드: 'A0002' },
        소관부처: { content: '장난감부', 소관부처코드: '1000000' },
        제개정구분: '일부개정',
        언어: '한글',
        공포일자: compact(statute.promulgated),
        공포번호: statute.promulgationNumber,
        시행일자: compact(statute.inForce),
      },
      조문: { 조문단위: units },
      부칙: {
        부칙단위: {
          부칙공포일자: compact(statute.promulgated),
          부칙공포번호: statute.promulgationNumber.padStart(5, '0'),
          부칙내용: [['부칙 <제42호,2025.1.2>', '', '이 법은 공포한 날부터 시행한다.']],
        },
      },
    },
  };
}

const compact = (date: string): string => date.replaceAll('-', '');

interface Subitem {
  목번호: string;
  목내용: string;
}
interface Item {
  호번호: string;
  호내용: string;
  목: Subitem[];
}
interface Paragraph {
  항번호?: string;
  항내용?: string;
  호: Item[];
}

function unitOf(article: Article) {
  const [number, branch] = article.number.split('-');
  const label = branch ? `제${number}조의${branch}` : `제${number}조`;
  const { lead, paragraphs } = partsOf(article.text.split('\n'));
  return {
    조문키: '0001001',
    조문번호: number,
    ...(branch && { 조문가지번호: branch }),
    조문여부: '조문',
    ...(article.title && { 조문제목: article.title }),
    조문시행일자: article.inForce?.replaceAll('-', ''),
    조문내용: `${label}${article.title && `(${article.title})`} ${lead.join('\n')}`.trim(),
    // The database writes a list of one as its one member.
    ...(paragraphs.length > 0 && { 항: paragraphs.length === 1 ? paragraphs[0] : paragraphs }),
  };
}

interface Parts {
  readonly lead: string[];
  readonly paragraphs: Paragraph[];
}

function partsOf(lines: readonly string[]): Parts {
  const parts: Parts = { lead: [], paragraphs: [] };
  for (const line of lines) if (!begin(parts, line)) goOn(parts, line);
  return parts;
}

/** Whether the line begins a paragraph, an item or a sub-item. */
function begin({ paragraphs }: Parts, line: string): boolean {
  const mark = /^(?:([①-⑳㉑-㉟㊱-㊿])|(\d+)(?:의\d+)?\. |([가-힣])\. )/.exec(line);
  if (!mark) return false;
  const [, circled, number, letter] = mark;
  const items = paragraphs.at(-1)?.호;
  const item = items?.at(-1);
  if (circled) paragraphs.push({ 항번호: circled, 항내용: line, 호: [] });
  else if (number) {
    const next = { 호번호: `${number}.`, 호내용: line, 목: [] };
    if (items) items.push(next);
    else paragraphs.push({ 호: [next] });
  } else if (item) item.목.push({ 목번호: `${letter}.`, 목내용: line });
  else return false;
  return true;
}

/** Adds a line to what it goes on with. */
function goOn({ lead, paragraphs }: Parts, line: string): void {
  const paragraph = paragraphs.at(-1);
  const item = paragraph?.호.at(-1);
  const subitem = item?.목.at(-1);
  if (subitem) subitem.목내용 += `\n${line}`;
  else if (item) item.호내용 += `\n  ${line}`;
  else if (paragraph) paragraph.항내용 = `${paragraph.항내용 ?? ''}\n${line}`;
  else lead.push(line);
}
