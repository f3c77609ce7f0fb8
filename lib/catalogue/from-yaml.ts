import type { YamlAnswer } from '@/lib/domain/form';
import type { Locale } from '@/lib/domain/words';
import { importCatalogue } from './import';
import { catalogueWords } from './words';

/** The same import as the command's, for a page: with `dryRun` it only says what would change. */
export async function readYaml(text: string, actor: string, dryRun: boolean, locale: Locale): Promise<YamlAnswer> {
  const words = await catalogueWords(locale);
  const imported = await importCatalogue(text, actor, { dryRun });
  if (imported.ok) {
    const { changes, diff, services } = imported;
    return { outcome: 'read', changes: changes.map((change) => words.change(change)), diff, services };
  }
  if ('open' in imported) return { outcome: 'open', services: imported.open };
  if ('busy' in imported) return { outcome: 'busy', services: imported.busy };
  return { outcome: 'mistakes', mistakes: imported.mistakes.map((mistake) => words.mistake(mistake)) };
}
