/** Longer than any address of ours or of the official collections; browsers and Telegram's clients differ beyond it. */
const MAX_LENGTH = 2_000;

/**
 * An address as Telegram takes it: absolute, http or https, and a host with a dot, for it refuses buttons to `localhost`.
 *
 * @returns Undefined for anything else, which is then shown without a link.
 */
export function linkTarget(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const { protocol, hostname, username, password, href } = url;
  const isWeb = protocol === 'https:' || protocol === 'http:';
  const isPublic = /[^.]\.[^.]/.test(hostname) && !username && !password;
  return isWeb && isPublic && href.length <= MAX_LENGTH ? href : undefined;
}
