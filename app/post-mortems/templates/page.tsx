import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TemplateForm } from '@/components/postmortem/template/template-form';
import { ClientMessages } from '@/components/shell/client-messages';
import { Forbidden } from '@/components/shell/forbidden';
import { PageFrame } from '@/components/shell/page-frame';
import { Section } from '@/components/shell/section';
import { pageSession } from '@/lib/auth/session';
import { PLACEHOLDERS } from '@/lib/domain/postmortem-template';
import { readTemplates } from '@/lib/incidents/templates';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('library.templates'))('title') };
}

export default async function TemplatesPage() {
  const session = await pageSession('postmortem:review', '/post-mortems/templates');
  if (!session) return <Forbidden />;
  const [t, nav, words, templates] = await Promise.all([
    getTranslations('library.templates'),
    getTranslations('common.nav'),
    getTranslations('words.locale'),
    readTemplates(),
  ]);
  return (
    <PageFrame title={t('title')} lead={t('lead')} trail={[{ href: '/post-mortems', label: nav('postmortems') }]}>
      <div className="grid min-w-0 gap-6 lg:grid-cols-2">
        <ClientMessages also={['library', 'refusal']}>
          {templates.map(({ locale, body, version, updatedBy }) => (
            <TemplateForm
              key={locale}
              locale={locale}
              language={words(locale)}
              body={body}
              version={version}
              by={updatedBy}
            />
          ))}
        </ClientMessages>
      </div>
      <Section title={t('placeholders')}>
        <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
          {PLACEHOLDERS.map((name) => (
            <div key={name} className="contents">
              <dt>
                <code>{`{{${name}}}`}</code>
              </dt>
              <dd className="text-muted max-sm:pb-2">{t(`placeholder.${name}`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </PageFrame>
  );
}
