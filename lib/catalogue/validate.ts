import type { z } from 'zod';
import { instantSchema } from './document';
import type { Kinds } from './kinds';
import type { LooseService } from './loose';
import type { Finding, Path } from './mistake';
import { findWrittenSecrets } from './secrets';

/** What zod found, with one finding for each unknown key, at the key. */
export function fromIssues(issues: readonly z.core.$ZodIssue[], base: Path): Finding[] {
  return issues.flatMap((issue): Finding[] => {
    const path: Path = [...base, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key]));
    const missing = issue.code === 'invalid_type' && issue.input === undefined;
    if (missing) return [{ path, code: 'missing', params: { key: String(path.at(-1) ?? '') } }];
    if (issue.code === 'invalid_format' && issue.format === 'datetime') return [{ path, code: 'invalid_time' }];
    return [{ path, code: 'invalid', params: { message: issue.message } }];
  });
}

/** Rules that no single field can see: unique names, known kinds, their settings, steps that exist. */
export function validateServices(services: readonly LooseService[], kinds: Kinds): Finding[] {
  const slugs = services.map(({ slug }) => slug);
  return [
    ...duplicates(slugs).map((index) => twice(['services', index, 'slug'], slugs[index])),
    ...services.flatMap((service, index) => validateService(service, kinds, ['services', index])),
  ];
}

function validateService(service: LooseService, kinds: Kinds, base: Path): Finding[] {
  const { components, checks, channels, playbooks } = service;
  const names = Object.entries({ components, checks, playbooks }).flatMap(([list, items]) =>
    duplicates(items.map(({ name }) => name)).map((index) => twice([...base, list, index, 'name'], items[index]?.name)),
  );
  return [
    ...names,
    ...validateStability(service, base),
    ...validateFreezes(service, base),
    ...components.flatMap(({ provider, config }, index) => {
      const place = [...base, 'components', index];
      return validateConfig(kinds, 'providers', provider, config, [...place, 'provider'], [...place, 'config']);
    }),
    ...checks.flatMap(({ kind, config }, index) => {
      const place = [...base, 'checks', index];
      return validateConfig(kinds, 'checks', kind, config, [...place, 'kind'], [...place, 'config']);
    }),
    ...channels.flatMap(({ kind, ...config }, index) => {
      const place = [...base, 'channels', index];
      return validateConfig(kinds, 'channels', kind, config, [...place, 'kind'], place);
    }),
    ...validateSteps(service, base),
  ];
}

function validateStability({ stability }: LooseService, base: Path): Finding[] {
  const { windowSeconds, intervalSeconds } = stability;
  if (windowSeconds === undefined || intervalSeconds === undefined || windowSeconds >= intervalSeconds) return [];
  return [{ path: [...base, 'stability', 'windowSeconds'], code: 'window_too_short' }];
}

/** Only times that are times are compared: the others are mistakes of their own. */
function validateFreezes({ freezes }: LooseService, base: Path): Finding[] {
  return freezes.flatMap((freeze, index): Finding[] => {
    const [from, until] = [instantSchema.safeParse(freeze.from), instantSchema.safeParse(freeze.until)];
    if (!from.success || !until.success || Date.parse(until.data) > Date.parse(from.data)) return [];
    return [{ path: [...base, 'freezes', index, 'until'], code: 'freeze_ends_first' }];
  });
}

function validateSteps({ components, playbooks }: LooseService, base: Path): Finding[] {
  const known = new Set(components.map(({ name }) => name));
  // A component without a name is a mistake of its own: its steps are not called unknown as well.
  const complete = !known.has(undefined);
  return playbooks.flatMap(({ steps }, index) => {
    const place = [...base, 'playbooks', index, 'steps'];
    const placed = steps.flatMap((step, wave) =>
      Array.isArray(step)
        ? step.map((name, inner) => ({ name, path: [...place, wave, inner] }))
        : [{ name: step, path: [...place, wave] }],
    );
    const again = new Set(duplicates(placed.map(({ name }) => name)));
    return placed.flatMap(({ name, path }, at): Finding[] => [
      ...(name === undefined || known.has(name) || !complete
        ? []
        : [{ path, code: 'unknown_component', params: { name } }]),
      ...(again.has(at) ? [twice(path, name)] : []),
    ]);
  });
}

/** The settings of one provider, check or channel by themselves, before anything of them is saved. */
export function validateSettings(
  kinds: Kinds,
  part: 'providers' | 'checks' | 'channels',
  id: string,
  config: Record<string, unknown>,
): Finding[] {
  return validateConfig(kinds, part, id, config, ['kind'], []);
}

function validateConfig(
  kinds: Kinds,
  part: 'providers' | 'checks' | 'channels',
  id: string | undefined,
  config: Record<string, unknown>,
  idPath: Path,
  configPath: Path,
): Finding[] {
  if (id === undefined) return [];
  const known = kinds[part];
  const kind = Object.hasOwn(known, id) ? known[id] : undefined;
  if (!kind) {
    const params = { name: id, known: Object.keys(known).sort().join(', ') };
    return [{ path: idPath, code: `unknown_${idPath.at(-1)}`, params }];
  }
  const secrets = findWrittenSecrets(config, configPath);
  const parsed = kind.config.safeParse(config, { ...kinds.parsing, reportInput: true });
  // A written secret is said once, in the words that help.
  const told = new Set(secrets.map(({ path }) => path.join('\0')));
  const found = parsed.success
    ? droppedKeys(config, parsed.data, configPath)
    : fromIssues(parsed.error.issues, configPath);
  return [...secrets, ...found.filter(({ path }) => !told.has(path.join('\0')))];
}

/** Keys that a lenient schema dropped: a mistyped setting must not be silently without effect. */
function droppedKeys(written: unknown, parsed: unknown, path: Path): Finding[] {
  if (!isRecord(written) || !isRecord(parsed)) return [];
  return Object.entries(written).flatMap(([key, value]): Finding[] =>
    Object.hasOwn(parsed, key) ? droppedKeys(value, parsed[key], [...path, key]) : [unknownKey([...path, key])],
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unknownKey = (path: Path): Finding => ({
  path,
  code: 'unknown_key',
  params: { key: String(path.at(-1)) },
  atKey: true,
});

const twice = (path: Path, name: string | undefined): Finding => ({
  path,
  code: 'duplicate',
  params: { name: name ?? '' },
});

/** Indexes of the values that stood earlier in the list already. */
function duplicates(values: readonly (string | undefined)[]): number[] {
  return values.flatMap((value, index) => (value !== undefined && values.indexOf(value) < index ? [index] : []));
}
