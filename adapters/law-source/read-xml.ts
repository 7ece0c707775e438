import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

/** Order is kept because sub-items may stand beside their item instead of inside it. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
});

const Node = z.record(z.string(), z.unknown());
const Nodes = z.array(Node);
type Node = z.infer<typeof Node>;

/** Parts that the database sometimes lists after the part they belong to, rather than inside it. */
const BELONGS_TO: Readonly<Record<string, string>> = { 목: '호', 호: '항' };

/**
 * XML as the database's own JSON has it: elements are fields, repeated ones lists, attributes fields beside `content`.
 * Undefined when the text is not well-formed: a cut answer must not pass for a short law.
 */
export function readXml(text: string): unknown {
  if (/<!DOCTYPE/i.test(text)) return undefined;
  const whole = isWellFormed(text) ? text : closeReferences(text);
  if (!isWellFormed(whole)) return undefined;
  const root = parseNodes(whole)?.find((node) => !('?xml' in node));
  const name = root && nameOf(root);
  if (!root || !name) return undefined;
  const value = contentOf(root, name);
  // Its JSON wraps a law and a search in their names, and an error in nothing.
  return name === 'Response' ? value : { [name]: value };
}

const isWellFormed = (text: string): boolean => XMLValidator.validate(text) === true;

/**
 * The database now and then leaves out `</조문참고자료>` (a note on an article, which we do not use). It holds
 * nothing but CDATA, so it ends where that ends.
 */
const closeReferences = (text: string): string =>
  text.replace(
    /(<조문참고자료>(?:\s*<!\[CDATA\[(?:(?!\]\]>)[\s\S])*\]\]>)*)\s*(?=<(?!\/조문참고자료>|!\[CDATA\[))/g,
    '$1</조문참고자료>',
  );

function parseNodes(text: string): readonly Node[] | undefined {
  try {
    return Nodes.parse(parser.parse(text));
  } catch {
    // Nested deeper than the parser allows: no law is.
    return undefined;
  }
}

const nameOf = (node: Node): string | undefined => Object.keys(node).find((key) => key !== ':@');

function contentOf(node: Node, name: string): unknown {
  const children = Nodes.parse(node[name]);
  const attributes = Node.parse(node[':@'] ?? {});
  const text = children.map((child) => child['#text'] ?? '').join('');
  const elements = children.filter((child) => !('#text' in child));
  if (elements.length > 0) return { ...attributes, ...fieldsOf(gathered(elements)) };
  return Object.keys(attributes).length > 0 ? { ...attributes, content: text } : text;
}

/** Puts each part into the one it belongs to where it stands behind it. */
function gathered(elements: readonly Node[]): readonly Node[] {
  const result: Node[] = [];
  for (const element of elements) {
    const owner = BELONGS_TO[nameOf(element) ?? ''];
    const last = result.at(-1);
    if (owner && last && owner in last) {
      result[result.length - 1] = { ...last, [owner]: [...Nodes.parse(last[owner]), element] };
    } else result.push(element);
  }
  return result;
}

function fieldsOf(elements: readonly Node[]): Readonly<Record<string, unknown>> {
  const fields = new Map<string, unknown[]>();
  for (const element of elements) {
    const name = nameOf(element);
    if (name) fields.set(name, [...(fields.get(name) ?? []), contentOf(element, name)]);
  }
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
}
