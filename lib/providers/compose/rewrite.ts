import { isAlias, isScalar, parseDocument } from 'yaml';

export interface ImageLine {
  /** The value as it is written, quotes included. */
  text: string;
  /** Where it stands in the file's text. */
  start: number;
  end: number;
  /** It is filled from variables, such as `${TAG}`. */
  hasVariable: boolean;
  /** Other places of the file take their value from here. */
  isShared: boolean;
}

/** Finds `services.<service>.image`, written in the service itself; null when it is not. Errors: none, bad YAML is null. */
export function findImageLine(text: string, service: string): ImageLine | null {
  const document = parseDocument(text, { logLevel: 'silent' });
  const node = document.getIn(['services', service, 'image'], true);
  if (isAlias(node) || !isScalar(node) || typeof node.value !== 'string' || !node.range) return null;
  const [start, end] = node.range;
  return {
    text: text.slice(start, end),
    start,
    end,
    hasVariable: /(^|[^$])\$(\{|[A-Za-z_])/.test(node.value),
    isShared: node.anchor !== undefined,
  };
}

/** The file with that one value replaced: every other byte, comments and line ends included, stays. */
export function replaceImage(text: string, line: ImageLine, value: string): string {
  return text.slice(0, line.start) + value + text.slice(line.end);
}

/** Writes an image name the way the old one was written: bare, or in the same quotes. */
export function inStyleOf(line: ImageLine, image: string): string {
  const quote = line.text[0];
  return quote === '"' || quote === "'" ? `${quote}${image}${quote}` : image;
}
