import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { RUN_PROGRAM } from '@/lib/run-program';
import { type RunningRepli, startRepli } from '../../setup/repli';

/** Making thousands of incidents takes a minute where the machine is busy. */
const SCRIPT_MS = 240_000;

/** A Repli that a test has for itself: its own data, ports and lab, started by `npm run up`'s own script. */
export class Installation {
  repli: RunningRepli | null = null;
  readonly #folder: string;
  readonly dataDir: string;
  #url = '';

  constructor() {
    this.#folder = mkdtempSync(path.join(os.tmpdir(), 'repli-e2e-'));
    // As a checkout's folder is: PostgreSQL runs as another user when this is root.
    chmodSync(this.#folder, 0o711);
    this.dataDir = path.join(this.#folder, 'data');
  }

  /** Where it runs, also while it is stopped. */
  get url(): string {
    return this.#url;
  }

  get labDir(): string {
    return path.join(this.dataDir, 'lab');
  }

  /**
   * Starts it with further settings, the next time at the same address: open pages find it again. Answers with the
   * one-time sign-in link.
   */
  async start(settings: Record<string, string> = {}): Promise<string> {
    const env = this.#url ? { PORT: new URL(this.#url).port } : {};
    this.repli = await startRepli({ dataDir: this.dataDir, lab: true, env: { ...env, ...settings } });
    this.#url = this.repli.url;
    return this.repli.signInLink;
  }

  /** Runs one of the commands of package.json, such as `user` or `catalogue`, on this Repli; answers with its output. */
  async command(name: 'user' | 'catalogue' | 'seed-history', ...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [RUN_PROGRAM, `scripts/${name}.ts`, ...args], {
      env: { ...process.env, REPLI_DATA_DIR: this.dataDir },
      timeout: SCRIPT_MS,
    });
    return stdout;
  }

  /** Adds a person, or asks for another link of one who is there; answers with a one-time sign-in link. */
  async link(...args: ['add', email: string, name: string, role: string] | ['link', email: string]): Promise<string> {
    const link = /^https?:\/\/\S+$/m.exec(await this.command('user', ...args))?.[0];
    if (!link) throw new Error(`no sign-in link for ${args[1]}`);
    return link;
  }

  /** Changes the lab's services as their team would, in the file, and imports them. */
  async editServices(change: (service: Record<string, unknown>) => void): Promise<void> {
    const services = this.#labServices();
    for (const service of services) change(service);
    await this.addServices(services);
  }

  /** Where one of the lab's services is reached. Throws when no link has that name. */
  addressOf(link: string): string {
    const links = this.#labServices().flatMap((service) => service.links as { name: string; url: string }[]);
    const found = links.find(({ name }) => name === link);
    if (!found) throw new Error(`the lab has no link ${link}`);
    return new URL(found.url).origin;
  }

  #labServices(): Record<string, unknown>[] {
    return parse(readFileSync(path.join(this.labDir, 'catalogue.yaml'), 'utf8')).services;
  }

  /** Imports services beside those that are there, or in the place of those with the same slug. */
  async addServices(services: Record<string, unknown>[]): Promise<void> {
    await this.command('catalogue', 'import', this.keep('catalogue.yaml', stringify({ services }, { lineWidth: 0 })));
  }

  /** Writes a file beside its data, for it to refer to; answers with the absolute path. */
  keep(name: string, content: string): string {
    const file = path.join(this.#folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return file;
  }

  /** Stops what runs and forgets everything. */
  async end(): Promise<void> {
    await this.repli?.stop();
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Verification as it is, only shorter: tests wait for the whole window. */
export function quick(service: Record<string, unknown>): void {
  service.stability = { windowSeconds: 3, intervalSeconds: 1 };
}
