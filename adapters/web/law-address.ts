/** Longer addresses name no law: the longest title of a Korean law has 81 letters. */
export const LONGEST_ADDRESS = 200;

const ARTICLE = /^제?(\d{1,5})(?:조)?(?:(?:의|-)(\d{1,3}))?$/;

/** The article that an address names: 제25조의2, 25조의2, 25-2. Undefined for anything else. */
export function articleOfAddress(text: string): string | undefined {
  const [, number, branch] = ARTICLE.exec(text.normalize('NFKC').replace(/\s+/g, '')) ?? [];
  if (!number) return undefined;
  const article = String(Number(number));
  return branch ? `${article}-${Number(branch)}` : article;
}
