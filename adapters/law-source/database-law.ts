import { z } from 'zod';
import { compactDate, looseList, looseText, unpadded } from './loose-fields.ts';

const Subitem = z.object({ 목번호: looseText, 목가지번호: looseText, 목내용: looseText });

const Item = z.object({
  호번호: looseText,
  호가지번호: looseText,
  호내용: looseText,
  목: looseList(Subitem),
});

const Paragraph = z.object({
  항번호: looseText,
  항내용: looseText,
  호: looseList(Item),
  목: looseList(Subitem),
});

const Unit = z.object({
  조문번호: looseText,
  조문가지번호: looseText,
  /** 조문, or 전문 for the headings of chapters and for a preamble. */
  조문여부: looseText,
  조문제목: looseText,
  조문내용: looseText,
  조문시행일자: compactDate.optional().catch(undefined),
  항: looseList(Paragraph),
  호: looseList(Item),
  목: looseList(Subitem),
});

const Addendum = z.object({
  부칙공포일자: looseText,
  부칙공포번호: looseText,
  부칙내용: looseText,
});

const Facts = z.object({
  법령ID: looseText,
  법령명_한글: looseText,
  법종구분: looseText,
  소관부처: looseText,
  제개정구분: looseText,
  공포일자: compactDate,
  공포번호: unpadded,
  시행일자: compactDate,
});

/** A section that may be absent, null or an empty text in a law that has none of it. */
const section = <T extends z.ZodType>(shape: T) =>
  z.preprocess((value) => (typeof value === 'object' && value !== null ? value : {}), shape);

/** One law as `lawService.do` answers it, with its oddities evened out. */
export const DatabaseLaw = z
  .object({
    법령: z.object({
      기본정보: Facts,
      조문: section(z.object({ 조문단위: looseList(Unit) })),
      부칙: section(z.object({ 부칙단위: looseList(Addendum) })),
    }),
  })
  .transform(({ 법령 }) => ({
    facts: 법령.기본정보,
    units: 법령.조문.조문단위,
    addenda: 법령.부칙.부칙단위,
  }));

export type DatabaseLaw = z.output<typeof DatabaseLaw>;
export type DatabaseUnit = DatabaseLaw['units'][number];

/**
 * Whether parts came beside those they belong to instead of inside them. JSON cannot say then which of them each
 * belongs to; XML can.
 */
export const isOutOfOrder = ({ units }: DatabaseLaw): boolean =>
  units.some(
    (unit) =>
      (unit.호.length > 0 && unit.항.length > 0) ||
      [unit, ...unit.항].some((part) => part.목.length > 0 && part.호.length > 0),
  );
