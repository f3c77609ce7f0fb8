import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { Disclosure } from '@/components/ui/disclosure';
import { Status } from '@/components/ui/status';
import type { ReadinessGroup, ReadinessLevel, ServiceFinding } from '@/lib/domain/readiness';
import { FindingFix, type Reader } from './finding-fix';
import { useFindingWords } from './use-finding-words';

const LOOKS = {
  fail: { tone: 'danger', icon: 'fail' },
  warn: { tone: 'warn', icon: 'warn' },
  ok: { tone: 'ok', icon: 'ok' },
} as const;
const WORST_FIRST: readonly ReadinessLevel[] = ['fail', 'warn'];

interface Props {
  group: ReadinessGroup;
  findings: ServiceFinding[];
  service: { id: string; slug: string };
  reader: Reader;
}

/** What was found of one kind. */
export function FindingGroup({ group, ...list }: Props) {
  const t = useTranslations('readiness');
  return (
    <Card title={t(`group.${group}`)} bodyClassName="">
      <FindingList {...list} />
    </Card>
  );
}

/** What is wrong with its way out, worst first; what is fine behind a line. */
export function FindingList({ findings, ...rest }: Omit<Props, 'group'>) {
  const t = useTranslations('readiness');
  const wrong = WORST_FIRST.flatMap((level) => findings.filter((finding) => finding.level === level));
  const fine = findings.filter(({ level }) => level === 'ok');
  return (
    <>
      {wrong.length > 0 && (
        <ul>
          {wrong.map((finding) => (
            <Wrong key={keyOf(finding)} finding={finding} {...rest} />
          ))}
        </ul>
      )}
      {fine.length > 0 && (
        <Disclosure
          className="px-4 py-1.5"
          open={wrong.length === 0}
          summary={<Status {...LOOKS.ok}>{t('fine', { count: fine.length })}</Status>}
        >
          <ul className="grid gap-1 text-sm">
            {fine.map((finding) => (
              <Fine key={keyOf(finding)} finding={finding} />
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

const keyOf = ({ key, text, subject, params }: ServiceFinding) => JSON.stringify([key, text, subject, params]);

function Wrong({ finding, ...rest }: { finding: ServiceFinding } & Omit<Props, 'group' | 'findings'>) {
  const t = useTranslations('readiness.level');
  const words = useFindingWords();
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b p-4 text-sm last:border-b-0">
      <div className="grid min-w-0 flex-1 basis-80 gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Status {...LOOKS[finding.level]} className="font-semibold">
            {t(finding.level)}
          </Status>
          <Subject finding={finding} />
        </div>
        <p className="max-w-3xl [overflow-wrap:anywhere]">{words(finding)}</p>
      </div>
      <div className={cx('min-w-0', finding.fix?.kind === 'command' && 'w-full')}>
        <FindingFix finding={finding} {...rest} />
      </div>
    </li>
  );
}

function Fine({ finding }: { finding: ServiceFinding }) {
  const words = useFindingWords();
  return (
    <li className="min-w-0 [overflow-wrap:anywhere]">
      <Subject finding={finding} /> {words(finding)}
    </li>
  );
}

/** Which component it is about; the other subjects stand in the sentences themselves. */
function Subject({ finding: { group, subject } }: { finding: ServiceFinding }) {
  return group === 'components' && subject !== null ? <span className="font-semibold">{subject}</span> : null;
}
