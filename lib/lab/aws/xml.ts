import { AwsFault } from './fault';

/** An element of an XML document: text or elements, never both. */
export interface Element {
  name: string;
  text: string;
  children: Element[];
}

/**
 * Reads a document of elements and text, as SDKs send them: without comments, CDATA or entities other than the five of
 * XML 1.0. Error: AwsFault for anything else.
 */
export function parseXml(document: string): Element {
  const root: Element = { name: '', text: '', children: [] };
  const open = [root];
  for (const [, close, name, selfClosed, text] of document
    .replace(/^<\?xml[^>]*\?>/, '')
    .matchAll(/<(\/?)([\w.-]+)[^>]*?(\/?)>|([^<]+)/g)) {
    const top = open.at(-1);
    if (!top) throw malformed();
    if (name === undefined) top.text += decode(text ?? '');
    else if (close) {
      if (open.pop()?.name !== name) throw malformed();
    } else {
      const element = { name, text: '', children: [] };
      top.children.push(element);
      if (!selfClosed) open.push(element);
    }
  }
  const [first] = root.children;
  if (open.length !== 1 || !first) throw malformed();
  return first;
}

const malformed = () => new AwsFault('MalformedXML', 'The XML you provided is not well-formed.');

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decode = (text: string) =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    name ? (ENTITIES[name] ?? whole) : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );

const encode = (text: string) => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** An element with the given content; a list repeats its element, what is undefined is left out. */
export function xml(name: string, content: unknown): string {
  if (content === undefined) return '';
  if (Array.isArray(content)) return content.map((item) => xml(name, item)).join('');
  const inner =
    typeof content === 'object' && content !== null
      ? Object.entries(content)
          .map(([key, value]) => xml(key, value))
          .join('')
      : encode(String(content));
  return `<${name}>${inner}</${name}>`;
}
