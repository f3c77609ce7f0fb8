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

/** The way to put a finding right, where the reader has it; `WhoElse` says once who has the others. */
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
      return reader.sendsMessages && <TryChannel serviceId={id} channelId={fix.channelId} label={subject ?? ''} />;
    default: {
      if (!reader.editsCatalogue) return null;
      if (fix.kind === 'credentials') return <LinkButton href="/catalogue/credentials">{t('credentials')}</LinkButton>;
      return <LinkButton href={`/catalogue/edit/${slug}#${fix.part}`}>{t(`form.${fix.part}`)}</LinkButton>;
    }
  }
}

/** Who can put right what the reader cannot, said once for all findings. */
export function WhoElse({ findings, reader }: { findings: ServiceFinding[]; reader: Reader }) {
  const t = useTranslations('readiness.fix');
  const kinds = findings.filter(({ level }) => level !== 'ok').map(({ fix }) => fix?.kind);
  const admin = !reader.editsCatalogue && kinds.some((kind) => kind === 'form' || kind === 'credentials');
  const commander = !reader.sendsMessages && kinds.includes('try_channel');
  if (!admin && !commander) return null;
  return (
    <p className="max-w-prose text-muted text-sm">
      {admin && t('admin')} {commander && t('commander')}
    </p>
  );
}
