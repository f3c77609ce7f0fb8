'use client';

import { ArrowUp, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { newId } from '@/components/incident/new-id';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Disclosure } from '@/components/ui/disclosure';
import { type FieldShape, type FormField, type FormObject, type FormValue, ITEM_ID } from '@/lib/domain/form';
import { Fields } from './fields';
import { below, type ControlProps, useForm } from './form-context';
import { asList, asObject, asText, movedUp, withItem, withoutItem } from './value';
import { Variant } from './variant-field';

interface Props extends ControlProps {
  field: FormField;
  item: FieldShape;
  /** What stands below an item's settings, such as its test. */
  foot: ((item: FormObject) => ReactNode) | undefined;
}

/** One of the service's lists: each item behind a line with its name, new ones open. */
export function ItemList({ field, item, path, value, onChange, foot }: Props) {
  const t = useTranslations('editor');
  const { problems } = useForm();
  const [made, setMade] = useState<ReadonlySet<string>>(new Set());
  const items = asList(value).map(asObject);
  const change = (next: FormValue[]) => onChange(next.length > 0 ? next : undefined);
  const add = () => {
    const id = newId();
    setMade(new Set([...made, id]));
    change([...items, { [ITEM_ID]: id }]);
  };
  const error = problems.get(path);
  return (
    <Card id={field.name} title={field.label} aside={field.help} bodyClassName="" className="scroll-mt-16">
      {items.length === 0 && <p className="px-4 pt-4 text-muted text-sm">{t('none')}</p>}
      {error && (
        <p role="alert" className="px-4 pt-2 text-danger text-sm">
          {error}
        </p>
      )}
      <ul>
        {items.map((one, index) => (
          <Item
            key={asText(one[ITEM_ID]) || index}
            shape={item}
            path={below(path, index)}
            value={one}
            open={made.has(asText(one[ITEM_ID]))}
            onChange={(next) => change(withItem(items, index, next))}
            onRemove={() => change(withoutItem(items, index))}
            onUp={index > 0 ? () => change(movedUp(items, index)) : null}
            foot={foot?.(one)}
          />
        ))}
      </ul>
      <div className="p-4">
        <Button onClick={add}>{t(`addTo.${field.name}`)}</Button>
      </div>
    </Card>
  );
}

interface ItemProps {
  shape: FieldShape;
  path: string;
  value: FormObject;
  open: boolean;
  onChange: (value: FormObject) => void;
  onRemove: () => void;
  onUp: (() => void) | null;
  foot: ReactNode;
}

function Item({ shape, path, value, open, onChange, onRemove, onUp, foot }: ItemProps) {
  const t = useTranslations('editor');
  const { problems } = useForm();
  const wrong = [...problems.keys()].some((key) => key.startsWith(path));
  const name = titleOf(shape, value) || t('unnamed');
  return (
    <li className="border-b px-4 py-2">
      <Disclosure
        key={String(wrong)}
        open={open || wrong}
        lazy
        summary={<span className="font-semibold [overflow-wrap:anywhere]">{name}</span>}
      >
        <ItemForm shape={shape} path={path} value={value} onChange={onChange} />
        {foot}
        <div className="flex flex-wrap gap-2">
          {onUp && (
            <Button look="ghost" onClick={onUp} aria-label={t('upNamed', { name })}>
              <ArrowUp aria-hidden className="size-4" />
              {t('up')}
            </Button>
          )}
          <Button look="ghost" onClick={onRemove} aria-label={t('removeNamed', { name })}>
            <Trash2 aria-hidden className="size-4" />
            {t('remove')}
          </Button>
        </div>
      </Disclosure>
    </li>
  );
}

type FormProps = Pick<ItemProps, 'shape' | 'path' | 'value' | 'onChange'>;

function ItemForm({ shape, path, value, onChange }: FormProps) {
  const t = useTranslations('editor');
  if (shape.kind === 'variant')
    return <Variant label={t('kind')} keyName={shape.key} options={shape.options} {...{ path, value, onChange }} />;
  return shape.kind === 'group' ? <Fields fields={shape.fields} {...{ path, value, onChange }} /> : null;
}

/** What people call it: its name, what it is for or where it leads, and its kind. */
function titleOf(shape: FieldShape, value: FormObject): string {
  const kind = shape.kind === 'variant' ? shape.options.find((option) => option.value === value[shape.key]) : undefined;
  const own = asText(value.name) || asText(value.reason) || hostOf(asText(value.url));
  return [own, kind?.label].filter(Boolean).join(' · ');
}

const hostOf = (address: string): string => (URL.canParse(address) && new URL(address).host) || address;
