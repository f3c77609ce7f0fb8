import type { Link, List, Nodes, Parents } from 'mdast';
import { blocksOf, isWebLink } from '../markdown';

/**
 * Markdown as Slack's mrkdwn, which has one star for bold, no headings and links of its own (docs.slack.dev, "Formatting
 * message text"). `&`, `<` and `>` are escaped, so that no text can mention a channel or hide an address.
 */
export function toMrkdwn(markdown: string): string {
  return blocksOf(markdown)
    .map(({ node }) => render(node))
    .join('\n\n');
}

function render(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'html':
      return escaped(node.value);
    case 'inlineCode':
      return `\`${escaped(node.value)}\``;
    case 'code':
      return `\`\`\`\n${escaped(node.value)}\n\`\`\``;
    case 'strong':
    case 'heading':
      return `*${inner(node)}*`;
    case 'emphasis':
      return `_${inner(node)}_`;
    case 'link':
      return link(node);
    case 'image':
      return escaped(node.alt ?? '');
    case 'break':
      return '\n';
    case 'thematicBreak':
      return '———';
    case 'list':
      return list(node);
    case 'blockquote':
      return node.children.map(render).join('\n').replace(/^/gm, '> ');
    default:
      return 'children' in node ? inner(node) : '';
  }
}

const inner = (node: Parents): string => node.children.map(render).join('');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function link(node: Link): string {
  const text = inner(node);
  if (!isWebLink(node.url)) return text;
  const url = escaped(new URL(node.url).href).replaceAll('|', '%7C');
  return `<${url}|${text}>`;
}

function list({ children, ordered, start }: List): string {
  return children
    .map((item, index) => {
      const mark = ordered ? `${(start ?? 1) + index}.` : '•';
      const [first = '', ...rest] = item.children.map(render).join('\n').split('\n');
      return [`${mark} ${first}`, ...rest.map((line) => `    ${line}`)].join('\n');
    })
    .join('\n');
}
