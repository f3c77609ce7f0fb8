import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/incidents/duration';
import { cx } from '@/components/ui/cx';
import { CLASSES, type IncidentClass } from '@/lib/domain/words';

/** The three classes with what each means, its deadline and its risk. Arrow keys move between them. */
export function ClassCards({
  value,
  deadlineMs,
  onChange,
}: {
  value: IncidentClass;
  deadlineMs: Record<IncidentClass, number>;
  onChange: (value: IncidentClass) => void;
}) {
  const t = useTranslations('declare');
  const words = useTranslations('words');
  const duration = useDuration();
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1 font-semibold text-sm">{t('class')}</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {CLASSES.map((name) => (
          <label
            key={name}
            className={cx(
              'grid cursor-pointer grid-cols-[auto_1fr] content-start gap-x-3 gap-y-1 rounded border p-3 text-sm',
              value === name ? 'border-accent bg-accent-soft' : 'border-edge/60 bg-raised hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name="class"
              value={name}
              checked={value === name}
              onChange={() => onChange(name)}
              aria-describedby={`class-${name}`}
              className="mt-0.5 size-4"
            />
            <span className="font-semibold">{words(`class.${name}`)}</span>
            <span id={`class-${name}`} className="col-start-2 grid gap-1">
              <span>{words(`classWhen.${name}`)}</span>
              <span className="text-muted">
                {t('classDeadline', { duration: duration(deadlineMs[name]) })} · {words(`classRisk.${name}`)}
              </span>
              <span className="text-muted">{t(`classPeople.${name}`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
