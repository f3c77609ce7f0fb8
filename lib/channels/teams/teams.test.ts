import { afterEach, describe, expect, it } from 'vitest';
import { readAll, serve, type TestServer } from '@/lib/net/testing/server';
import { deliverWith, TEST_MESSAGE } from '../testing';
import { teams } from '.';
import { teamsMessage } from './card';

const SIGNATURE = 'canary-5igNature';
const secrets: Record<string, string> = {};
const send = deliverWith(secrets);

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A workflow's trigger: it demands the signature of its address, and answers 202 (Azure Logic Apps, "Request"). */
async function workflow(status = 202, body = ''): Promise<{ path: string; body: unknown }[]> {
  const received: { path: string; body: unknown }[] = [];
  server = await serve(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://workflow');
    received.push({ path: pathname, body: JSON.parse(await readAll(request)) });
    response.writeHead(searchParams.get('sig') === SIGNATURE ? status : 401).end(body);
  });
  secrets['env:FLOW'] = `${server.url}/workflows/a1/triggers/manual/paths/invoke?api-version=1&sig=${SIGNATURE}`;
  return received;
}
const deliver = () => send({ kind: 'teams', config: { url: 'env:FLOW' } });

describe('teams', () => {
  it('posts a card to the workflow, which accepts it', async () => {
    const received = await workflow();
    expect(await deliver()).toEqual({ ok: true, evidence: `202 from 127.0.0.1:${server?.port}` });
    expect(received).toEqual([
      { path: '/workflows/a1/triggers/manual/paths/invoke', body: teamsMessage(TEST_MESSAGE) },
    ]);
  });

  it.each([
    [400, false],
    [404, false],
    [429, true],
    [502, true],
  ])('says of %i whether it is worth repeating, without the signature', async (status, retryable) => {
    await workflow(status, `{"error":{"code":"Failed","message":"sig=${SIGNATURE}"}}`);
    const delivery = await deliver();
    expect(delivery).toMatchObject({ ok: false, retryable, error: expect.stringContaining(`${status} from`) });
    expect(JSON.stringify(delivery)).not.toContain('canary');
  });

  it('takes the address from a reference only', () => {
    expect(teams.config.safeParse({ url: 'https://flow.example/?sig=x' }).success).toBe(false);
    expect(teams.destination(teams.config.parse({ url: 'env:FLOW' }))).toBe('$FLOW');
  });
});

describe('the card', () => {
  const bodyOf = (body: string) => {
    const message = teamsMessage({ ...TEST_MESSAGE, body }) as { attachments: { content: { body: unknown[] } }[] };
    return message.attachments[0]?.content.body;
  };
  const block = (text: string) => ({ type: 'TextBlock', text, wrap: true });

  it('keeps the Markdown that a card knows, and says the rest in its own way', () => {
    expect(bodyOf('**Retour arrière**\nsuite\n\n- **Suivre :** <https://x.example/a>\n- fin')).toEqual([
      block('**Retour arrière**\n\nsuite'),
      block('- **Suivre :** [https://x.example/a](https://x.example/a)\n- fin'),
    ]);
    expect(bodyOf('# Big *title*\n\n```\na  b\n```')).toEqual([
      { ...block('Big title'), weight: 'Bolder' },
      { ...block('a  b'), fontType: 'Monospace' },
    ]);
  });

  it('leads to the incident', () => {
    expect(teamsMessage(TEST_MESSAGE)).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            actions: [{ type: 'Action.OpenUrl', title: 'INC-142', url: TEST_MESSAGE.incident.url }],
          },
        },
      ],
    });
  });
});
