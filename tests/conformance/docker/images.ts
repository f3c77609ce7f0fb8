import { randomUUID } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cli, docker, linesOf } from './cli';

const BUSYBOX = '/bin/busybox';
const SERVE = 'CMD ["/bin/httpd", "-f", "-v", "-p", "8080", "-h", "/www"]';
/** Answers 404 to the health check. */
const SERVE_NOTHING = 'CMD ["/bin/httpd", "-f", "-p", "8080", "-h", "/bin"]';
const END = 'CMD ["/bin/sh", "-c", "echo cart.total is not a function; exit 3"]';
const NOTHING_THERE = 'CMD ["/bin/nothing"]';

/** Images of one repository, made on the Docker host itself: no registry is asked. */
export interface Images {
  repository: string;
  newest: string;
  /** Makes one more release, by what its program does: `missing` cannot be started. Answers with its tag. */
  add(kind?: keyof typeof KINDS): Promise<string>;
  idOf(tag: string): Promise<string>;
  /** Every tag with its id, to compare. */
  list(): Promise<string>;
  remove(): Promise<void>;
}

const KINDS = { serving: SERVE, unhealthy: SERVE_NOTHING, ending: END, missing: NOTHING_THERE };

/** A static busybox is all that is in them: it has a web server, a client for the health check and a shell. */
export async function makeImages(releases: number): Promise<Images> {
  const repository = `repli-conformance/${randomUUID().slice(0, 8)}`;
  const root = mkdtempSync(path.join(tmpdir(), 'repli-image-'));
  const archive = path.join(root, 'root.tar');
  await packRoot(path.join(root, 'root'), archive);
  let made = 0;
  const add: Images['add'] = async (kind = 'serving') => {
    const tag = `${++made}.0`;
    const label = `LABEL org.opencontainers.image.revision=${tag.padStart(40, '0')}`;
    await docker('import', '--change', KINDS[kind], '--change', label, archive, `${repository}:${tag}`);
    return tag;
  };
  for (let n = 0; n < releases; n++) await add();
  return {
    repository,
    newest: `${releases}.0`,
    add,
    idOf: (tag) => docker('image', 'inspect', '--format', '{{.Id}}', `${repository}:${tag}`),
    async list() {
      const lines = await docker('image', 'ls', '--no-trunc', '--format', '{{.Tag}} {{.ID}}', repository);
      // Docker lists those of one second in no order.
      return linesOf(lines).sort().join('\n');
    },
    async remove() {
      const ids = new Set(linesOf(await docker('image', 'ls', '--quiet', '--no-trunc', repository)));
      if (ids.size > 0) await docker('image', 'rm', '--force', ...ids);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function packRoot(root: string, archive: string): Promise<void> {
  mkdirSync(path.join(root, 'bin'), { recursive: true });
  mkdirSync(path.join(root, 'www'));
  copyFileSync(BUSYBOX, path.join(root, 'bin/busybox'));
  chmodSync(path.join(root, 'bin/busybox'), 0o755);
  for (const name of ['sh', 'httpd', 'wget']) symlinkSync('busybox', path.join(root, 'bin', name));
  writeFileSync(path.join(root, 'www/health'), 'ok\n');
  await cli('tar', ['-C', root, '-cf', archive, '.']);
}
