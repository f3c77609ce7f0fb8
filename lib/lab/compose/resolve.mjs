// What compose does with its files before it asks Docker for anything (compose-spec: "Merge", "Interpolation",
// "Profiles"), as far as image lines need it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';

/** In order: version 2 by compose-go's `cli/options.go`, version 1 by docker/compose's `config/config.py`. */
const DEFAULT_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const DEFAULT_FILES_OF_1 = ['docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml'];

export const defaultFiles = (major) => (major === 1 ? DEFAULT_FILES_OF_1 : DEFAULT_FILES);

export function resolveProject(options, directory, env, major) {
  const found = defaultFiles(major).find((name) => existsSync(path.join(directory, name)));
  const files = options.files.length > 0 ? options.files : found ? [found] : [];
  if (files.length === 0) return null;
  const variables = { ...readEnvFile(path.resolve(directory, options.envFile ?? '.env')), ...env };
  const missing = new Set();
  const services = {};
  for (const file of files) {
    const content = fill(parse(readFileSync(path.resolve(directory, file), 'utf8')), variables, missing);
    for (const [name, service] of Object.entries(content.services)) services[name] = { ...services[name], ...service };
  }
  for (const [name, { profiles }] of Object.entries(services))
    if (profiles && !profiles.some((profile) => options.profiles.includes(profile))) delete services[name];
  const name = options.projectName ?? path.basename(directory).toLowerCase();
  const text = stringify(major === 1 ? { services, version: '3.8' } : { name, services }).trimEnd();
  return { name, services, text, warnings: [...missing].map((variable) => warning(variable, major)) };
}

function warning(variable, major) {
  const words = (quoted) => `The ${quoted} variable is not set. Defaulting to a blank string.`;
  // Version 1 names the level on a terminal alone.
  return major === 1 ? words(variable) : `level=warning msg="${words(`\\"${variable}\\"`)}"`;
}

/** `$NAME`, `${NAME}`, `${NAME:-default}` and `$$`. */
function fill(value, variables, missing) {
  if (Array.isArray(value)) return value.map((each) => fill(each, variables, missing));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, variables, missing)]));
  if (typeof value !== 'string') return value;
  return value.replace(/\$\$|\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+)/g, (whole, braced, fallback, bare) => {
    if (whole === '$$') return '$';
    const name = braced ?? bare;
    if (variables[name] === undefined && fallback === undefined) missing.add(name);
    return variables[name] || fallback || '';
  });
}

function readEnvFile(file) {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => (/^(\w+)=(.*)$/.exec(line) ? [line.split(/=(.*)/).slice(0, 2)] : [])),
  );
}
