import { describe, expect, it } from 'vitest';
import { toMrkdwn } from './mrkdwn';

describe('toMrkdwn', () => {
  it.each([
    [
      '**Rollback in progress**\n\n- **Status:** rolling back\n- next',
      '*Rollback in progress*\n\n• *Status:* rolling back\n• next',
    ],
    ['# Title\n\nSome *text*,\nsecond line', '*Title*\n\nSome _text_,\nsecond line'],
    ['[the page](https://x.example/a?b=1&c=2|3)', '<https://x.example/a?b=1&amp;c=2%7C3|the page>'],
    ['<https://x.example>', '<https://x.example/|https://x.example>'],
    ['[click](javascript:alert(1))', 'click'],
    ['a < b & c > d, <!channel> and <@U123>', 'a &lt; b &amp; c &gt; d, &lt;!channel&gt; and &lt;@U123&gt;'],
    ['`a<b`\n\n```sh\necho <x>\n```', '`a&lt;b`\n\n```\necho &lt;x&gt;\n```'],
    ['> one\n> two', '> one\n> two'],
    ['3. a\n4. b\n   - c', '3. a\n4. b\n    • c'],
  ])('writes %j', (markdown, mrkdwn) => {
    expect(toMrkdwn(markdown)).toBe(mrkdwn);
  });
});
