import type { DeliveryContext, OutgoingMessage } from './contract';
import { type Delivery, deliver } from './deliver';

export const TEST_MESSAGE: OutgoingMessage = {
  id: 'message-1',
  kind: 'start',
  locale: 'fr',
  incident: { id: 'i', number: 142, title: 'Le paiement échoue', url: 'https://repli.example/incidents/i' },
  service: 'Shop',
  body: '**Retour arrière en cours – Shop**\n\n- **Incident :** INC-142\n- **Suivre :** <https://repli.example/incidents/i>\n',
};

/** Delivers as the courier does: raw settings are parsed, `secrets` are what its references resolve to. */
export function deliverWith(secrets: Record<string, string>) {
  return (
    channel: { kind: string; config: unknown },
    message: Partial<OutgoingMessage> = {},
    context: Partial<DeliveryContext> = {},
  ): Promise<Delivery> =>
    deliver(
      channel,
      { ...TEST_MESSAGE, ...message },
      {
        signal: new AbortController().signal,
        clock: () => new Date(),
        resolve: async (reference) => {
          const value = secrets[reference];
          if (value === undefined) throw new Error(`${reference} is not set`);
          return value;
        },
        ...context,
      },
    );
}
