import { useTranslations } from 'next-intl';
import { CommandBlock } from '@/components/ui/command-block';
import { LinkButton } from '@/components/ui/link-button';
import type { ServiceFinding } from '@/lib/domain/readiness';
import { TryChannel } from './try-channel';

/** What the reader may do about findings. */
export interface Reader {
  editsCatalogue: boolean;
  declares: boolean;
  sendsMessages: boolean;
}

interface Props {
  finding: ServiceFinding;
  service: { id: string; slug: string };
  reader: Reader;
}

/** The way to put a finding right, or who has it. */
export function FindingFix({ finding: { fix, subject }, service: { id, slug }, reader }: Props) {
  const t = useTranslations('readiness.fix');
  if (fix === null) return null;
  switch (fix.kind) {
    case 'command':
      return <CommandBlock commands={[fix.command]} label={t('command')} />;
    case 'follow_ups':
      return <LinkButton href="/follow-ups">{t('follow_ups')}</LinkButton>;
    case 'drill':
      return reader.declares && <LinkButton href={`/declare?service=${slug}&drill=1`}>{t('drill')}</LinkButton>;
    case 'try_channel':
      if (!reader.sendsMessages) return <Elsewhere>{t('commander')}</Elsewhere>;
      return <TryChannel serviceId={id} channelId={fix.channelId} label={subject ?? ''} />;
    default: {
      if (!reader.editsCatalogue) return <Elsewhere>{t('admin')}</Elsewhere>;
      if (fix.kind === 'credentials') return <LinkButton href="/catalogue/credentials">{t('credentials')}</LinkButton>;
      return <LinkButton href={`/catalogue/edit/${slug}#${fix.part}`}>{t(`form.${fix.part}`)}</LinkButton>;
    }
  }
}

function Elsewhere({ children }: { children: string }) {
  return <p className="text-muted">{children}</p>;
}
