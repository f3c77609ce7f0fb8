import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';

/** One block of a message, such as a paragraph or a list, and its own Markdown. */
export interface Block {
  node: RootContent;
  source: string;
}

/** The blocks of a Markdown text (CommonMark), in order. */
export function blocksOf(markdown: string): Block[] {
  return fromMarkdown(markdown).children.map((node) => ({ node, source: sourceOf(node, markdown) }));
}

/** The text of a node without any mark-up. */
export function plainText(node: Nodes): string {
  if ('value' in node) return node.value;
  if (node.type === 'break') return '\n';
  if (node.type === 'image') return node.alt ?? '';
  return 'children' in node ? node.children.map(plainText).join('') : '';
}

/** The first line of a text without mark-up, for a subject; empty where there is none. */
export function headline(markdown: string): string {
  const [first] = blocksOf(markdown);
  return first ? (plainText(first.node).trim().split('\n')[0] ?? '') : '';
}

/** Whether a link of a message may be followed from where it is shown. */
export function isWebLink(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol);
}

function sourceOf({ position }: RootContent, markdown: string): string {
  return markdown.slice(position?.start.offset, position?.end.offset);
}
