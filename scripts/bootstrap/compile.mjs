import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, '.data/programs');
/** What is said of a file's place must stay true where its code ends up in another one. */
const PLACE = /\bimport\.meta\.(url|dirname)\b/g;

/**
 * Where a program in TypeScript is compiled to: one file of JavaScript, made again once one of its sources changed, as
 * a URL to import. Compiling module by module as a process starts takes more than twice as long. `entry` is relative to
 * the repository or absolute. Throws the compiler's errors, with file and line.
 */
export async function compiled(entry) {
  const source = path.resolve(ROOT, entry);
  const name = path.relative(ROOT, source).replace(/\W+/g, '-');
  // By the place too: a checkout that is moved or copied has other places in its programs.
  const key = createHash('sha256').update(source).update(process.version).digest('hex').slice(0, 8);
  const file = path.join(FOLDER, `${name}.${key}.mjs`);
  if (!isCurrent(file)) await compile(source, file);
  return pathToFileURL(file).href;
}

const stampOf = (source) => {
  const { mtimeMs, size } = statSync(source);
  return `${mtimeMs} ${size}`;
};

/** A source that was saved after it was read, perhaps, is compiled again the next time: no stamp is like this one. */
const stampAsOf = (began, input) => {
  const source = path.join(ROOT, input);
  return Math.floor(statSync(source).mtimeMs) <= began ? stampOf(source) : 'saved meanwhile';
};

function isCurrent(file) {
  try {
    const sources = Object.entries(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
    statSync(file);
    return sources.every(([source, stamp]) => stampOf(path.join(ROOT, source)) === stamp);
  } catch {
    return false;
  }
}

async function compile(source, file) {
  const { build } = await import('esbuild');
  const began = Date.now();
  const { outputFiles, metafile } = await build({
    entryPoints: [source],
    bundle: true,
    write: false,
    metafile: true,
    absWorkingDir: ROOT,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    outfile: file,
    logLevel: 'silent',
    plugins: [{ name: 'places', setup: keepPlaces }],
  });
  const sources = Object.fromEntries(
    ['package-lock.json', ...Object.keys(metafile.inputs)].map((input) => [input, stampAsOf(began, input)]),
  );
  mkdirSync(FOLDER, { recursive: true, mode: 0o711 });
  for (const { path: output, contents } of outputFiles) put(output, contents);
  // Last: without it the program does not count as there.
  put(`${file}.json`, JSON.stringify(sources));
}

function keepPlaces({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, ({ path: source }) => ({
    loader: 'ts',
    contents: readFileSync(source, 'utf8').replace(PLACE, (_, what) =>
      JSON.stringify(what === 'url' ? pathToFileURL(source).href : path.dirname(source)),
    ),
  }));
}

/** Several processes may compile the same program at once; none reads a half of it. */
function put(file, contents) {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, contents);
  renameSync(half, file);
}
