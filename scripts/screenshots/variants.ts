/** One way to look at a page. */
export interface Variant {
  width: 360 | 1440;
  theme: 'light' | 'dark';
  locale: 'en' | 'fr';
}

export const VARIANTS: Variant[] = ([1440, 360] as const).flatMap((width) =>
  (['light', 'dark'] as const).flatMap((theme) => (['en', 'fr'] as const).map((locale) => ({ width, theme, locale }))),
);

export const variantName = ({ width, theme, locale }: Variant): string => `${width}-${theme}-${locale}`;
