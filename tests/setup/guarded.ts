import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '../..');
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

type Guarded = (...input: never[]) => Promise<unknown>;

export interface Entrance {
  /** `POST /api/incidents/[id]/pause` or `app/incidents/actions.ts#act`. */
  name: string;
  kind: 'route' | 'action';
  call: Guarded;
}

/** Source files below these folders whose path matches, relative to the root. */
const sources = (folders: string[], pattern: RegExp): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.join(folder, file),
      ),
    )
    .filter((file) => pattern.test(file))
    .sort();

const EVERYWHERE = ['app', 'components', 'lib'];
const SOURCE = /(?<!\.test)\.tsx?$/;

const load = async (file: string): Promise<Record<string, unknown>> =>
  (await import(/* @vite-ignore */ pathToFileURL(path.join(ROOT, file)).href)) as Record<string, unknown>;

/** `app/(room)/api/x/route.ts` → `/api/x`: folders in parentheses are not part of the address. */
const addressOf = (file: string): string =>
  `/${path
    .dirname(path.relative('app', file))
    .split(path.sep)
    .filter((part) => part !== '.' && !/^\(.*\)$/.test(part))
    .join('/')}`;

/** Every handler of every `route.ts` under app/. */
export async function findRoutes(): Promise<Entrance[]> {
  const found = sources(['app'], /(?:^|\/)route\.[jt]sx?$/).map(async (file) => {
    const module = await load(file);
    return Object.entries(module)
      .filter(([name]) => METHODS.includes(name))
      .map(
        ([method, call]): Entrance => ({ name: `${method} ${addressOf(file)}`, kind: 'route', call: call as Guarded }),
      );
  });
  return (await Promise.all(found)).flat();
}

const DIRECTIVE = /^\s*(['"])use server\1/m;

/** Every export of every file that is marked 'use server'. */
export async function findActions(): Promise<Entrance[]> {
  const files = sources(EVERYWHERE, SOURCE).filter((file) => DIRECTIVE.test(textOf(file)));
  const found = files.map(async (file) =>
    Object.entries(await load(file)).map(
      ([name, call]): Entrance => ({ name: `${file}#${name}`, kind: 'action', call: call as Guarded }),
    ),
  );
  return (await Promise.all(found)).flat();
}

/** Files with a 'use server' inside a function: such an action has no name to write a rule for. */
export function findInlineActions(): string[] {
  return sources(EVERYWHERE, SOURCE).filter((file) => {
    const text = textOf(file);
    return DIRECTIVE.test(text) && !/^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*\n)*(['"])use server\1/.test(text);
  });
}

/** The permission that each page asks for, `null` where it asks for none. */
export function findPages(): Map<string, string | null> {
  const pages = sources(['app'], /(?:^|\/)page\.[jt]sx?$/).map((file): [string, string | null] => {
    const asked = /(?:pageSession|requireSession)\(\s*'([a-z:]+)'/.exec(textOf(file));
    return [addressOf(file), asked?.[1] ?? null];
  });
  return new Map(pages);
}

const textOf = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
