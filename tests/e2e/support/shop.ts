import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { parse } from 'yaml';
import { breakAgain } from '@/lib/lab/client';
import { git } from '@/lib/lab/git';
import type { Received } from '@/lib/lab/inbox';
import { clone, health } from '../../setup/lab';

/** The lab as people outside Repli see it: the shop, its repository, the team's inbox. */
export class Shop {
  readonly url: string;
  readonly inboxUrl: string;
  /** The bare repository that the shop runs the head of. */
  readonly bare: string;

  constructor(private readonly labDir: string) {
    const { services } = parse(readFileSync(path.join(labDir, 'catalogue.yaml'), 'utf8'));
    const links = new Map<string, string>(
      services[0].links.map(({ name, url }: { name: string; url: string }) => [name, url]),
    );
    this.url = new URL(links.get('Shop') ?? '').origin;
    this.inboxUrl = links.get('Team inbox') ?? '';
    this.bare = path.join(labDir, 'shop.git');
  }

  /** Breaks it in one more way, unless it is broken already; then waits until that shows. */
  async breakIt(): Promise<void> {
    if ((await health(this.url)).status === 'ok') expect((await breakAgain(this.labDir)).ok).toBe(true);
    await this.expectBroken();
  }

  /** Reverts what broke it, outside Repli; then waits until that shows. */
  async mendIt(): Promise<void> {
    const report = await health(this.url);
    if (report.status !== 'ok') {
      const developer = await this.developer();
      await developer.revertHead();
      await developer.remove();
    }
    await this.expectHealthy();
  }

  async expectBroken(): Promise<void> {
    await expect.poll(() => this.#status(), { message: 'the shop is broken', timeout: 20_000 }).not.toBe('ok');
  }

  async expectHealthy(): Promise<void> {
    await expect.poll(() => this.#status(), { message: 'the shop is healthy', timeout: 20_000 }).toBe('ok');
  }

  /** Every commit of the branch, newest first. */
  async subjects(): Promise<string[]> {
    return (await git(['log', '--format=%s', 'main'], { cwd: this.bare })).split('\n');
  }

  async head(): Promise<string> {
    return git(['rev-parse', 'main'], { cwd: this.bare });
  }

  /** What arrived at the team's inbox about an incident, oldest first. */
  async messages(incidentId: string): Promise<Received['message'][]> {
    const received = (await (await fetch(`${this.inboxUrl}.json`)).json()) as Received[];
    return received
      .map(({ message }) => message)
      .filter(({ incident }) => incident.id === incidentId)
      .reverse();
  }

  /** A developer's clone, who knows nothing of the lab or of Repli. */
  developer(): ReturnType<typeof clone> {
    return clone(this.bare);
  }

  async #status(): Promise<unknown> {
    const report = await health(this.url).catch(() => null);
    // While a new version starts, the old one may still answer.
    return report && (!report.version || report.version === (await this.head())) ? report.status : 'starting';
  }
}
