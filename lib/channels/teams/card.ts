import type { OutgoingMessage } from '../contract';
import { type Block, blocksOf, isWebLink, plainText } from '../markdown';

interface TextBlock {
  type: 'TextBlock';
  text: string;
  wrap: true;
  weight?: 'Bolder';
  fontType?: 'Monospace';
}

/**
 * The message as a post of the Teams connector: a message with one Adaptive Card (learn.microsoft.com, "Create incoming
 * webhooks with Workflows"). A TextBlock takes some Markdown: bold, italic, lists and links, but neither headings nor
 * code (adaptivecards.io, "Text features").
 */
export function teamsMessage({ body, incident }: OutgoingMessage): object {
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: blocksOf(body).map(textBlock),
    actions: [{ type: 'Action.OpenUrl', title: `INC-${incident.number}`, url: incident.url }],
    msteams: { width: 'Full' },
  };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card };
  return { type: 'message', attachments: [attachment] };
}

function textBlock({ node, source }: Block): TextBlock {
  const block = (text: string): TextBlock => ({ type: 'TextBlock', text, wrap: true });
  if (node.type === 'heading') return { ...block(plainText(node)), weight: 'Bolder' };
  if (node.type === 'code') return { ...block(node.value), fontType: 'Monospace' };
  // One line break is a blank to a card, as it is to Markdown; people who wrote one mean it.
  if (node.type === 'paragraph') return block(withoutAngles(source).replace(/ *\n/g, '\n\n'));
  return block(withoutAngles(source));
}

/** `<https://…>` is a link to CommonMark and nothing to a card, which knows `[…](…)`. */
function withoutAngles(source: string): string {
  return source.replace(/<((?:https?|mailto):[^\s<>]+)>/g, (all, url: string) =>
    isWebLink(url) ? `[${url}](${url})` : all,
  );
}
