import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type Namespace, pickMessages } from '@/lib/i18n/messages';

/**
 * Gives the client components below it the shared messages and those of `also`. A page whose client components
 * speak a namespace of its own wraps them: `<ClientMessages also={['home']}>…`. Server components need nothing.
 */
export async function ClientMessages({ also = [], children }: { also?: readonly Namespace[]; children: ReactNode }) {
  const messages = pickMessages(await getMessages(), also);
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
