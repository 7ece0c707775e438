import type { Language } from '../../../knowledge/language.ts';
import { LANGUAGE_TAGS } from '../language-tags.ts';
import { BULLETS, NUMBERS, STYLE } from './blocks.ts';
import type { Looks, NumberingOptions, StyleOptions } from './library.ts';

const KOREAN_FONT = '맑은 고딕';
const LATIN_FONTS: Readonly<Record<Language, string>> = { ko: KOREAN_FONT, en: 'Arial' };
const GREY = '595959';

/** Sizes are in half points, spaces in twentieths of a point. */
export function docxStyles(language: Language): StyleOptions {
  const latin = LATIN_FONTS[language];
  const font = { ascii: latin, hAnsi: latin, cs: latin, eastAsia: KOREAN_FONT };
  const ink = { font, color: '000000', bold: true };
  return {
    default: {
      document: {
        run: { font, size: 21, language: { value: LANGUAGE_TAGS[language], eastAsia: 'ko-KR' } },
        paragraph: { spacing: { after: 120, line: 340 } },
      },
      heading1: { run: { ...ink, size: 40 }, paragraph: { spacing: { after: 120 } } },
      heading2: { run: { ...ink, size: 25 }, paragraph: { spacing: { before: 320, after: 120 } } },
    },
    paragraphStyles: [
      style(STYLE.subtitle, 'Document Subtitle', {
        run: { color: GREY },
        paragraph: { alignment: 'center', spacing: { after: 240 } },
      }),
      style(STYLE.ownWords, 'Own Words', {
        paragraph: {
          indent: { left: 320 },
          spacing: { after: 0 },
          border: { left: { style: 'single', size: 8, color: GREY, space: 10 } },
        },
      }),
      style(STYLE.gap, 'Gap', { run: { color: GREY }, paragraph: { spacing: { before: 120 } } }),
      style(STYLE.note, 'Note', { run: { color: GREY, size: 18 }, paragraph: {} }),
      style(STYLE.cell, 'Cell Text', { run: { size: 20 }, paragraph: { spacing: { after: 0 } } }),
      style(STYLE.cellHead, 'Cell Head', {
        run: { size: 20, bold: true },
        paragraph: { spacing: { after: 0 } },
      }),
      style(STYLE.signature, 'Signature Line', {
        paragraph: { alignment: 'right', keepNext: true, spacing: { before: 160 } },
      }),
      style(STYLE.addressee, 'Addressee', {
        run: { size: 28, bold: true },
        paragraph: { alignment: 'center', spacing: { before: 360 } },
      }),
    ],
  };
}

const style = (
  id: string,
  name: string,
  looks: Looks,
): StyleOptions['paragraphStyles'][number] => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  ...looks,
});

export const docxNumbering: NumberingOptions = {
  config: [listOf(NUMBERS, 'decimal', '%1.'), listOf(BULLETS, 'bullet', '•')],
};

function listOf(
  reference: string,
  format: 'decimal' | 'bullet',
  text: string,
): NumberingOptions['config'][number] {
  const indent = { left: 400, hanging: 400 };
  const style = { paragraph: { indent } };
  return { reference, levels: [{ level: 0, format, text, alignment: 'left', style }] };
}
