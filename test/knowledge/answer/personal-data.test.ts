import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPersonalData } from '../../../knowledge/answer/personal-data.ts';

// Every number here is made up; the card numbers are those that card companies publish for testing.
const PERSONAL = [
  { kind: 'resident-number', data: '990101-1234567' },
  { kind: 'resident-number', data: '9901011234567' },
  { kind: 'resident-number', data: '000229 - 4000000' },
  { kind: 'resident-number', data: '851231-5999999' },
  { kind: 'card', data: '4111 1111 1111 1111' },
  { kind: 'card', data: '4111-1111-1111-1111' },
  { kind: 'card', data: '5555555555554444' },
  { kind: 'phone', data: '010-0000-0000' },
  { kind: 'phone', data: '01000000000' },
  { kind: 'phone', data: '010 0000 0000' },
  { kind: 'phone', data: '010 - 0000 - 0000' },
  { kind: 'phone', data: '010.0000.0000' },
  { kind: 'phone', data: '０１０-００００-００００' },
  { kind: 'phone', data: '+82 10-0000-0000' },
  { kind: 'phone', data: '+82-2-000-0000' },
  { kind: 'phone', data: '02-000-0000' },
  { kind: 'phone', data: '031-000-0000' },
  { kind: 'phone', data: '070-0000-0000' },
  { kind: 'phone', data: '0505-000-0000' },
  { kind: 'passport', data: 'M12345678' },
  { kind: 'passport', data: 'M123A4567' },
  { kind: 'driver-licence', data: '11-00-123456-00' },
  { kind: 'email', data: 'hong.gildong+cctv@example.co.kr' },
  { kind: 'vehicle-plate', data: '12가3456' },
  { kind: 'vehicle-plate', data: '123가 4567' },
] as const;

const withoutSpaces = (text: string) => text.replace(/\s/g, '');

describe('maskPersonalData', () => {
  it.each(PERSONAL)('hides the $kind $data', ({ kind, data }) => {
    const { text, kinds } = maskPersonalData(`제 것은 ${data}입니다`);
    expect(kinds).toEqual([kind]);
    expect(text).toBe(`제 것은 ${'•'.repeat(withoutSpaces(data).length)}입니다`);
  });

  it.each([
    { what: 'a date', text: '2023-01-25에 발표' },
    { what: 'a pinpoint', text: '제25조의2제1항제3호' },
    { what: 'an article and a year', text: '제25조 2023년 개정 내용' },
    { what: 'an item and a year', text: '제12호 2023년 개정 내용' },
    { what: 'a number that fails the check digit of cards', text: '주문 4111-1111-1111-1112' },
    { what: 'a birth date that no month has', text: '991301-1234567' },
    { what: 'a number too long for a phone', text: '010-0000-00001' },
    { what: 'an amount', text: '과태료 30000000원' },
    { what: 'a word with numbers', text: 'COVID19 CCTV2' },
    { what: 'a sentence', text: '가게에서 얼굴을 찍어도 되나요?' },
    { what: 'the public e-mail address', text: 'hoso@humanrights.go.kr로 보내요.' },
    { what: 'the public telephone', text: '02-2125-9811에 걸어요' },
  ])('leaves $what alone', ({ text }) => {
    expect(maskPersonalData(text)).toEqual({ text, kinds: [] });
  });

  it('names each kind once', () => {
    const { kinds } = maskPersonalData('010-0000-0000, 010-1111-1111, a@example.com, 12가3456');
    expect([...kinds].sort()).toEqual(['email', 'phone', 'vehicle-plate']);
  });

  it('hides a private contact beside a public one', () => {
    const { text } = maskPersonalData('hoso@humanrights.go.kr, a@example.com');
    expect(text).toBe('hoso@humanrights.go.kr, •••••••••••••');
  });

  it('finds a card behind another number', () => {
    const { text, kinds } = maskPersonalData('주문 1234 4111 1111 1111 1111');
    expect(kinds).toEqual(['card']);
    expect(text).toContain('•••');
    expect(text).not.toContain('1111');
  });

  const piece = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'0123456789-. 가@aM') }),
    fc.constantFrom(...PERSONAL.map(({ data }) => data)),
  );
  const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(' '));

  it('keeps the length without spaces', () => {
    fc.assert(
      fc.property(text, (said) => {
        const masked = maskPersonalData(said);
        expect(withoutSpaces(masked.text)).toHaveLength(withoutSpaces(said).length);
      }),
    );
  });
});
