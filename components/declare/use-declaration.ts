'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useState, useTransition } from 'react';
import { declareIncident } from '@/app/incidents/actions';
import { useFailureText } from '@/components/incidents/use-failure-text';
import type { DeclareService } from '@/lib/domain/views';
import { type IncidentClass, SYMPTOMS, type Symptom } from '@/lib/domain/words';

export const TITLE_MAX = 200;

interface Values {
  service: DeclareService | null;
  symptoms: ReadonlySet<Symptom>;
  title: string;
  class: IncidentClass;
  drill: boolean;
}

interface Errors {
  service: string | null;
  title: string | null;
}

const NO_ERRORS: Errors = { service: null, title: null };

/** The declaration as it is being written, and its one way out: a room. */
export function useDeclaration(preselected: DeclareService | null, drill: boolean) {
  const t = useTranslations('declare');
  const words = useTranslations('words.symptom');
  const failureText = useFailureText();
  const router = useRouter();
  const [values, setValues] = useState<Values>({
    service: preselected,
    symptoms: new Set(),
    title: '',
    class: 'urgent',
    drill,
  });
  const [errors, setErrors] = useState(NO_ERRORS);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const change = useCallback((part: Partial<Values>, mended: Partial<Errors> = {}) => {
    setValues((before) => ({ ...before, ...part }));
    setErrors((before) => ({ ...before, ...mended }));
  }, []);
  const toggleSymptom = useCallback((symptom: Symptom) => {
    setValues((before) => ({ ...before, symptoms: toggled(before.symptoms, symptom) }));
    setErrors((before) => ({ ...before, title: null }));
  }, []);

  const symptoms = SYMPTOMS.filter((symptom) => values.symptoms.has(symptom));
  const title =
    values.title.trim() ||
    symptoms
      .map((symptom) => words(symptom))
      .join(', ')
      .slice(0, TITLE_MAX);

  const send = (serviceId: string) =>
    start(async () => {
      setFailure(null);
      const result = await declareIncident({
        serviceId,
        title,
        symptoms,
        class: values.class,
        drill: values.drill,
      }).catch(() => null);
      if (result?.ok) router.push(`/incidents/${result.data.incidentId}`);
      else setFailure(failureText(result?.error ?? null, t('failedTry')));
    });

  /** Declares, or answers which field to mend first. */
  const submit = (): keyof Errors | null => {
    if (busy) return null;
    const wrong: Errors = {
      service: values.service ? null : t('serviceRequired'),
      title: titleProblem(title),
    };
    setErrors(wrong);
    if (values.service && !wrong.title) send(values.service.id);
    return wrong.service ? 'service' : wrong.title ? 'title' : null;
  };
  const titleProblem = (text: string) => {
    if (text === '') return t('titleRequired');
    return text.length > TITLE_MAX ? t('titleTooLong', { max: TITLE_MAX }) : null;
  };

  return {
    values,
    errors,
    failure,
    busy,
    submit,
    toggleSymptom,
    setService: (service: DeclareService | null) => change({ service }, { service: null }),
    setTitle: (text: string) => change({ title: text }, { title: null }),
    setClass: (value: IncidentClass) => change({ class: value }),
    setDrill: (on: boolean) => change({ drill: on }),
  };
}

function toggled(set: ReadonlySet<Symptom>, symptom: Symptom): ReadonlySet<Symptom> {
  const next = new Set(set);
  if (!next.delete(symptom)) next.add(symptom);
  return next;
}
