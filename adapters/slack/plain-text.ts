/**
 * What somebody typed, without Slack's markup: links by their label, no ids of people, channels by name.
 *
 * @see docs.slack.dev/messaging/formatting-message-text, "retrieving formatted messages"
 */
export const plainText = (marked: string): string =>
  marked
    .replace(
      /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g,
      (_all, sign: string, target: string, label?: string) => sayReference(sign, target, label),
    )
    .replace(/&(amp|lt|gt);/g, (_all, name: string) => CHARACTERS[name] ?? '')
    .trim();

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

function sayReference(sign: string, target: string, label: string | undefined): string {
  if (sign === '#') return label ? `#${label}` : '';
  // People, groups and "everybody here": whoever was named is none of our business.
  if (sign) return sign === '!' && target.startsWith('date') ? (label ?? '') : '';
  return label || target.replace(/^mailto:|^tel:/, '');
}
