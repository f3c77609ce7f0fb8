import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Select, TextField } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { useActionWords } from './use-action-words';

interface Asked {
  q: string;
  action: string;
  from?: string | undefined;
  until?: string | undefined;
}

/** A plain form: what it asks for is in the address. */
export function AuditFilters({ query, actions }: { query: Asked; actions: string[] }) {
  const t = useTranslations('audit_log');
  const words = useActionWords();
  return (
    <form method="get" className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_2fr_1fr_1fr_auto_auto]">
      <TextField label={t('search')} name="q" type="search" defaultValue={query.q} maxLength={200} />
      <Select label={t('what')} name="action" defaultValue={query.action}>
        <option value="">{t('everything')}</option>
        {actions.map((action) => (
          <option key={action} value={action}>
            {words(action)}
          </option>
        ))}
      </Select>
      <TextField label={t('from')} name="from" type="date" defaultValue={query.from} />
      <TextField label={t('until')} name="until" type="date" defaultValue={query.until} />
      <Button type="submit">{t('filter')}</Button>
      <LinkButton href="/audit">{t('clear')}</LinkButton>
    </form>
  );
}
