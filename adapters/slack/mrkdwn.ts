import type { Run } from '../../bot/message.ts';
import { LONGEST_TEXT_OBJECT, LONGEST_URL } from './limits.ts';

/** Makes `<!channel>` and the like plain characters. @see docs.slack.dev/messaging/formatting-message-text, "escaping text" */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** By UTF-16 unit; every unit beyond ASCII takes 1. Control characters take 6 in JSON, those with an escape of their own 2. */
const COSTS = Uint8Array.from({ length: 128 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  return Math.max(JSON.stringify(character).length - 2, escapeText(character).length);
});

/** What one UTF-16 unit takes, be it escaped for Slack or for JSON. */
export const unitCost = (unit: number): number => COSTS[unit] ?? 1;

/** What a text takes, be it escaped for Slack or for JSON. */
export function textCost(text: string): number {
  let cost = 0;
  for (let at = 0; at < text.length; at += 1) cost += unitCost(text.charCodeAt(at));
  return cost;
}

/** An address that Slack takes; undefined for anything else, which is then shown as words only. */
export function safeUrl(
  url: string,
  schemes: readonly string[] = LINK_SCHEMES,
): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  const whole = href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E');
  return schemes.includes(protocol) && whole.length <= LONGEST_URL ? whole : undefined;
}

const LINK_SCHEMES = ['https:', 'http:', 'mailto:', 'tel:'];
/** A button opens a page, nothing else. */
export const BUTTON_SCHEMES = ['https:', 'http:'];

/** Signs that would format, quote or draw an emoji; Slack has no escape for them. */
const FORMATTING = /[*_~`|]|^\s*>|:[\w+'-]+:/m;

/**
 * Runs as mrkdwn, for the two places that take no rich text: small print and previews of links. Bold is not kept.
 *
 * @returns undefined where characters would be taken for formatting: they must then be laid out in another way.
 */
export function asMrkdwn(runs: readonly Run[]): string | undefined {
  const words = runs.map(({ text }) => text).join('');
  if (FORMATTING.test(words)) return undefined;
  if (runs.some(({ text, url }) => url && text.includes('\n'))) return undefined;
  const said = runs.map(({ text, url }) => {
    const href = url && safeUrl(url);
    return href && text.trim() ? `<${escapeText(href)}|${escapeText(text)}>` : escapeText(text);
  });
  const whole = said.join('');
  return whole.trim() && whole.length <= LONGEST_TEXT_OBJECT ? whole : undefined;
}
