import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { templateSamples } from '@/lib/catalogue/template-samples';
import { loadMessages } from '@/lib/i18n/messages';
import { TemplatePreview } from './template-preview';

const shown = async (locale: 'en' | 'fr', messages: Record<string, Record<string, string>>) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={await loadMessages(locale)} timeZone="UTC">
      <TemplatePreview messages={messages} samples={await templateSamples()} />
    </NextIntlClientProvider>,
  );

describe('the preview of a template', () => {
  it.each(['en', 'fr'] as const)(
    'fills in what an incident would, in the language of the template: %s',
    async (locale) => {
      const html = await shown(locale, {
        fr: { start: '{{service}} : {{reason}}' },
        en: { end: 'Back after {{duration}}' },
      });
      expect(html).toContain('Les paiements échouent depuis le dernier déploiement');
      expect(html).toContain('Back after ');
      expect(html).not.toContain('{{');
      expect(html.match(/<figure/g)).toHaveLength(2);
      expect(html).toMatch(/<pre lang="en"[\s\S]*<pre lang="fr"/);
    },
  );

  it('is not there while nothing is written', async () => {
    expect(await shown('en', { en: { start: '  ' } })).toBe('');
  });
});
