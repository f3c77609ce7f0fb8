import { useTranslations } from 'next-intl';

/** Leads to each part of a long page. */
export function Sections({ links }: { links: { id: string; label: string }[] }) {
  const t = useTranslations('editor');
  return (
    <nav aria-label={t('sections')}>
      <ul className="flex flex-wrap gap-x-4">
        {links.map(({ id, label }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-flex min-h-9 min-w-6 items-center text-accent text-sm hover:underline touch:min-h-11 touch:min-w-11"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
