/** Fields that the database writes as attributes. */
const ATTRIBUTES = new Set(['법령키', '조문키', '법종구분코드', '소관부처코드', 'id']);

/** The XML in which the database writes what its JSON has: texts as CDATA, members of a list one after the other. */
export function xmlOf(payload: object): string {
  const [[name, value] = ['', undefined]] = Object.entries(payload);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, value)}`;
}

function element(name: string, value: unknown): string {
  if (value === undefined) return '';
  if (isListOfLists(value)) return element(name, value.flat().join('\n'));
  if (Array.isArray(value)) return value.map((member) => element(name, member)).join('\n');
  if (typeof value !== 'object' || value === null) return tagged(name, '', cdata(value));
  const fields = Object.entries(value);
  const attributes = fields
    .filter(([field]) => ATTRIBUTES.has(field))
    .map(([field, text]) => ` ${field}="${text}"`)
    .join('');
  const inside = fields
    .filter(([field]) => !ATTRIBUTES.has(field))
    .map(([field, text]) => (field === 'content' ? cdata(text) : element(field, text)));
  return tagged(name, attributes, inside.join('\n'));
}

const tagged = (name: string, attributes: string, inside: string): string =>
  `<${name}${attributes}>${inside}</${name}>`;

const cdata = (value: unknown): string => `<![CDATA[${String(value ?? '')}]]>`;

const isListOfLists = (value: unknown): value is unknown[][] =>
  Array.isArray(value) && Array.isArray(value[0]);
