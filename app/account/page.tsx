import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DeployTokens } from '@/components/auth/deploy-tokens';
import { OwnSessions } from '@/components/auth/own-sessions';
import { PasswordForm } from '@/components/auth/password-form';
import { ProfileForm } from '@/components/auth/profile-form';
import { ClientMessages } from '@/components/shell/client-messages';
import { Card } from '@/components/ui/card';
import { hasPassword } from '@/lib/auth/account';
import { listSessions } from '@/lib/auth/accounts';
import { PASSWORD_MIN_LENGTH } from '@/lib/auth/password';
import { can } from '@/lib/auth/permissions';
import { pageSession } from '@/lib/auth/session';
import { listDeployTokens } from '@/lib/deployments/tokens';
import { settings } from '@/lib/settings';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.account'))('title') };
}

export default async function AccountPage() {
  const session = await pageSession('account:edit', '/account');
  if (!session) redirect('/');
  const [t, locale, known] = await Promise.all([
    getTranslations('auth.account'),
    getLocale(),
    hasPassword(session.user.id),
  ]);
  return (
    <div className="mx-auto grid w-full max-w-xl gap-6 px-4 py-8">
      <h1 className="text-2xl">{t('title')}</h1>
      <ClientMessages also={['auth', 'people']}>
        <Card title={t('profile')}>
          <ProfileForm name={session.user.name} email={session.user.email} locale={locale === 'fr' ? 'fr' : 'en'} />
        </Card>
        <Card title={t('password')}>
          <PasswordForm email={session.user.email} hasPassword={known} minLength={PASSWORD_MIN_LENGTH} />
        </Card>
        <Card title={t('sessions')}>
          <OwnSessions sessions={await listSessions(session.user.id)} current={session.sessionId} />
        </Card>
        {can(session.user.role, 'deploy_token:manage') && (
          <Card title={(await getTranslations('auth.tokens'))('title')}>
            <DeployTokens tokens={await listDeployTokens()} url={new URL(settings().url).origin} />
          </Card>
        )}
      </ClientMessages>
    </div>
  );
}
