import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/components/auth/auth-card';
import { SignInForm } from '@/components/auth/sign-in-form';
import { SignOnButtons } from '@/components/auth/sign-on-buttons';
import { ClientMessages } from '@/components/shell/client-messages';
import { Notice } from '@/components/ui/notice';
import { safeNextPath } from '@/lib/auth/next-path';
import { currentSession } from '@/lib/auth/session';
import { signOns } from '@/lib/auth/single-sign-on';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signIn') };
}

interface Query {
  next?: string | string[];
  /** Why another system's word was not enough. */
  refused?: string | string[];
  /** next-auth's own code: the other system did not answer as it should. */
  error?: string | string[];
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { next, refused, error } = await searchParams;
  const path = safeNextPath(typeof next === 'string' ? next : null);
  if (await currentSession()) redirect(path);
  const t = await getTranslations('auth');
  const ways = signOns();
  const code = typeof refused === 'string' && t.has(`refused.${refused}`) ? refused : error ? 'failed' : null;
  return (
    <AuthCard title={t('title')} lead={t('lead')}>
      {code && (
        <div role="alert">
          <Notice tone="danger">{t(`refused.${code}`)}</Notice>
        </div>
      )}
      <ClientMessages also={['auth']}>
        {ways.length > 0 && <SignOnButtons ways={ways} next={path} />}
        <SignInForm next={path} />
      </ClientMessages>
      <p className="text-muted text-sm">{t('noPassword')}</p>
    </AuthCard>
  );
}
