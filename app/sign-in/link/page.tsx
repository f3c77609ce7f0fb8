import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/components/auth/auth-card';
import { LinkForm } from '@/components/auth/link-form';
import { ClientMessages } from '@/components/shell/client-messages';

export async function generateMetadata(): Promise<Metadata> {
  // The address holds the token: it must not reach another site as a referrer, nor a search engine.
  return { title: (await getTranslations('auth'))('signIn'), referrer: 'no-referrer', robots: 'noindex' };
}

export default async function LinkPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  const t = await getTranslations('auth');
  return (
    <AuthCard title={t('link.title')} lead={t('link.lead')}>
      <ClientMessages also={['auth']}>
        <LinkForm token={typeof token === 'string' ? token : ''} />
      </ClientMessages>
    </AuthCard>
  );
}
