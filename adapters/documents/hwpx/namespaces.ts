/** As files of Hancom Office have them (2011), which it reads; the standard of 2024 names others. */
export const NAMESPACES = {
  'xmlns:ha': 'http://www.hancom.co.kr/hwpml/2011/app',
  'xmlns:hp': 'http://www.hancom.co.kr/hwpml/2011/paragraph',
  'xmlns:hs': 'http://www.hancom.co.kr/hwpml/2011/section',
  'xmlns:hc': 'http://www.hancom.co.kr/hwpml/2011/core',
  'xmlns:hh': 'http://www.hancom.co.kr/hwpml/2011/head',
  'xmlns:hpf': 'http://www.hancom.co.kr/schema/2011/hpf',
  'xmlns:opf': 'http://www.idpf.org/2007/opf/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
} as const;
