import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CredentialCard } from '@/components/catalogue/credentials/credential-card';
import { CredentialForm } from '@/components/catalogue/credentials/credential-form';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { Card } from '@/components/ui/card';
import { pageSession } from '@/lib/auth/session';
import { CREDENTIAL_KIND_NAMES, CREDENTIAL_KINDS } from '@/lib/credentials/kinds';
import { listCredentials } from '@/lib/credentials/read';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('credentials'))('title') };
}

export default async function CredentialsPage() {
  const session = await pageSession('catalogue:edit', '/catalogue/credentials');
  if (!session) return <Forbidden />;
  const [t, rows] = await Promise.all([getTranslations('credentials'), listCredentials()]);
  const kinds = CREDENTIAL_KIND_NAMES.map((kind) => ({ kind, ...CREDENTIAL_KINDS[kind] }));
  return (
    <PageFrame title={t('title')} lead={t('lead')} narrow>
      <ClientMessages also={['credentials']}>
        {rows.length === 0 && <p className="text-muted">{t('none')}</p>}
        {rows.map((row) => (
          <CredentialCard key={`${row.name} ${row.version}`} row={row} kinds={kinds} />
        ))}
        <Card title={t('new')}>
          <CredentialForm key={rows.length} row={null} kinds={kinds} />
        </Card>
      </ClientMessages>
    </PageFrame>
  );
}
