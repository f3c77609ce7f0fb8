'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/field';
import { Kbd } from '@/components/ui/kbd';
import { Notice } from '@/components/ui/notice';
import type { DeclareService } from '@/lib/domain/views';
import type { IncidentClass } from '@/lib/domain/words';
import { AlreadyOpen } from './already-open';
import { ClassCards } from './class-cards';
import { ServicePicker } from './service-picker';
import { SymptomChips } from './symptom-chips';
import { useDeclaration } from './use-declaration';

interface Props {
  services: DeclareService[];
  /** Chosen already: it came in the address, or it is the only one. */
  preselected: DeclareService | null;
  drill: boolean;
  deadlineMs: Record<IncidentClass, number>;
}

/** Three fields and one button; Enter declares from any of them. */
export function DeclareForm({ services, preselected, drill, deadlineMs }: Props) {
  const t = useTranslations('declare');
  const form = useDeclaration(preselected, drill);
  const serviceInput = useRef<HTMLInputElement>(null);
  const wordsInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    (preselected ? wordsInput : serviceInput).current?.focus();
  }, [preselected]);
  const { errors, values } = form;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = form.submit();
        if (wrong) (wrong === 'service' ? serviceInput : wordsInput).current?.focus();
      }}
      // The bar at the bottom of a phone must not lie over the field that a mistake leads to.
      className="group/form grid min-w-0 gap-6 max-sm:[&_input]:scroll-mb-28"
    >
      <div className="grid gap-2">
        <ServicePicker
          services={services}
          chosen={values.service}
          onChoose={form.setService}
          onDone={() => wordsInput.current?.focus()}
          error={errors.service}
          inputRef={serviceInput}
        />
        {values.service && <AlreadyOpen service={values.service} />}
      </div>
      <fieldset className="grid min-w-0 gap-5">
        <legend className="pb-1 font-semibold text-sm">{t('see')}</legend>
        <SymptomChips chosen={values.symptoms} onToggle={form.toggleSymptom} />
        <TextField
          ref={wordsInput}
          label={t('inWords')}
          placeholder={t('inWordsPlaceholder')}
          value={values.title}
          onChange={(event) => form.setTitle(event.target.value)}
          error={errors.title}
          autoComplete="off"
        />
      </fieldset>
      <ClassCards value={values.class} deadlineMs={deadlineMs} onChange={form.setClass} />
      <Checkbox
        label={t('drill')}
        hint={t('drillHint')}
        checked={values.drill}
        onChange={(event) => form.setDrill(event.target.checked)}
      />
      {form.failure && (
        <div role="alert">
          <Notice tone="danger">{t('failed', { reason: form.failure })}</Notice>
        </div>
      )}
      <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-t bg-surface px-4 py-3 sm:static sm:mx-0 sm:border-0 sm:bg-transparent sm:px-0 sm:py-0">
        <Button type="submit" look="primary" busy={form.busy} className="max-sm:w-full">
          {form.busy ? t('submitting') : t('submit')}
          <span aria-hidden className="max-sm:hidden">
            <Kbd>↵</Kbd>
          </span>
        </Button>
        {/* While the list of services is open, Enter chooses one of them. */}
        <span className="text-muted text-sm group-has-[[aria-expanded=true]]/form:invisible max-sm:hidden">
          {t('submitHint')}
        </span>
      </div>
    </form>
  );
}
