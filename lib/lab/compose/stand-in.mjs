// Stands for the docker command line (and docker-compose 1.29) where there is no Docker: it understands the calls that
// Repli makes and refuses all others. Files, variables and templates are its own matter, as they are the real one's;
// images and containers are the emulator's, reached over DOCKER_HOST. Plain JavaScript, because each call starts it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

class Refused extends Error {}

const write = (lines) => process.stdout.write(lines.map((line) => `${line}\n`).join(''));

/** Asks the emulator; its refusals are what the real command line prints. */
function ask(operation, body) {
  const host = process.env.DOCKER_HOST ?? '';
  if (!host.startsWith('tcp://')) throw new Refused('the stand-in reaches its emulator over DOCKER_HOST=tcp://… only');
  const headers = { 'content-type': 'application/json', ...identity() };
  return new Promise((resolve, reject) => {
    const fail = (error) =>
      reject(new Refused(`error during connect: Post "${host}/${operation}": ${error.message || 'EOF'}`));
    const request = http.request(
      `${host.replace('tcp:', 'http:')}/${operation}`,
      { method: 'POST', headers },
      (reply) => {
        let text = '';
        reply.on('data', (chunk) => {
          text += chunk;
        });
        reply.on('error', fail);
        reply.on('end', () => (reply.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Refused(text))));
      },
    );
    request.on('error', fail).end(JSON.stringify(body));
  });
}

/** Stands for the TLS handshake: the emulator knows the client by the digest of its key. */
function identity() {
  if (process.env.DOCKER_TLS_VERIFY !== '1') return {};
  const read = (name) => readFileSync(path.join(process.env.DOCKER_CERT_PATH ?? '', name), 'utf8');
  if (!read('ca.pem') || !read('cert.pem')) throw new Refused('could not load X509 key pair');
  return { 'x-client-key': createHash('sha256').update(read('key.pem').trim()).digest('hex') };
}

/** Renders `{{json .A.B}}` and `{{json (index .A.B "key")}}` of Go's text/template. */
function render(template, item) {
  const at = (dotted) => dotted.split('.').reduce((value, key) => value?.[key], item);
  return template.replace(/\{\{(.*?)\}\}/g, (_, expression) => {
    const [, field, map, key] = /^json (?:\.([\w.]+)|\(index \.([\w.]+) "([^"]+)"\))$/.exec(expression) ?? [];
    if (field === undefined && map === undefined) throw new Refused(`template parsing error: ${expression}`);
    return JSON.stringify((field === undefined ? at(map)?.[key] : at(field)) ?? null);
  });
}

async function inspect(operation, template, names) {
  const { items, errors } = await ask(operation, { names });
  write(items.map((item) => render(template, item)));
  for (const error of errors) process.stderr.write(`Error response from daemon: ${error}\n`);
  if (errors.length > 0) process.exitCode = 1;
}

async function docker(args) {
  const [first, second, ...rest] = args;
  switch (`${first} ${second}`) {
    case 'image ls':
      return write((await ask('image-ls', { repository: exactly(rest, ['--quiet', '--no-trunc', null])[0] })).ids);
    case 'image inspect':
    case 'container inspect':
      if (rest[0] !== '--format') throw new Refused(`unknown flag: ${rest[0]}`);
      return inspect(`${first}-inspect`, rest[1] ?? '', rest.slice(2));
    case 'pull --quiet':
      return write([(await ask('pull', { name: exactly(rest, [null])[0] })).name]);
    case 'logs --tail':
      return write((await ask('logs', { id: exactly(rest, ['5', null])[0] })).lines.map(({ text }) => text).slice(-5));
    case 'logs --timestamps': {
      const [seconds = '', id] = exactly(rest, ['--since', null, null]);
      const { lines } = await ask('logs', { id, sinceSeconds: Number(/^(\d+)s$/.exec(seconds)?.[1]) });
      return write(lines.map(({ at, text }) => `${at} ${text}`));
    }
    case 'ps --all': {
      const labels = exactly(rest, ['--quiet', '--no-trunc', '--filter', null, '--filter', null]);
      const [project, service] = ['project', 'service'].map((name, index) => {
        const prefix = `label=com.docker.compose.${name}=`;
        if (!labels[index].startsWith(prefix)) throw new Refused(`invalid filter '${labels[index]}'`);
        return labels[index].slice(prefix.length);
      });
      return write((await ask('compose-ps', { project, service })).ids);
    }
    default:
      if (first === 'compose') return compose(args.slice(1), 2);
      throw new Refused(`unknown command: docker ${args.join(' ')}`);
  }
}

async function compose(args, major) {
  const options = { files: [], profiles: [], envFile: undefined, projectName: undefined };
  const takes = {
    '--file': (value) => options.files.push(value),
    '--profile': (value) => options.profiles.push(value),
    '--env-file': (value) => {
      options.envFile = value;
    },
    '--project-name': (value) => {
      options.projectName = value;
    },
  };
  while (takes[args[0]]) takes[args.shift()](args.shift());
  const [command, ...rest] = args;
  if (command === 'version') {
    exactly(rest, ['--short']);
    return write([major === 1 ? '1.29.2' : '2.29.1']);
  }
  const { defaultFiles, resolveProject } = await import('./resolve.mjs');
  const project = resolveProject(options, process.cwd(), process.env, major);
  if (!project) throw new Refused(`no configuration file provided: not found (${defaultFiles(major).join(', ')})`);
  for (const warning of project.warnings) process.stderr.write(`${warning}\n`);
  if (command === 'config') return write([exactly(rest, []) && project.text]);
  const service = rest.at(-1);
  const definition = project.services[service];
  if (!definition) throw new Refused(`no such service: ${service}`);
  if (command === 'ps') {
    exactly(rest, ['--all', '--quiet', null]);
    return write((await ask('compose-ps', { project: project.name, service })).ids);
  }
  if (command !== 'up') throw new Refused(`unknown docker command: "compose ${command}"`);
  const pull = major === 1 ? [] : ['--pull', 'never'];
  exactly(rest, ['--detach', '--no-deps', '--no-build', ...pull, null]);
  await ask('compose-up', {
    project: project.name,
    service,
    image: definition.image,
    hash: JSON.stringify(definition),
  });
}

/** The arguments must be these; what stands at the place of a null is returned. */
function exactly(args, wanted) {
  if (args.length !== wanted.length || wanted.some((word, index) => word !== null && word !== args[index]))
    throw new Refused(`unknown arguments: ${args.join(' ')}`);
  return args.filter((_, index) => wanted[index] === null);
}

const [kind, ...args] = process.argv.slice(2);
try {
  await (kind === 'docker' ? docker(args) : compose(args, 1));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
