import { describe, expect, it } from 'vitest';
import { step } from '@/tests/setup/domain/facts';
import { strictTranslator } from '@/tests/setup/domain/translate';
import { closed, declared, planned, ready, recovered, verifying } from '@/tests/setup/domain/world';
import { draftMessage } from './draft-message';
import { planB } from './plan-b';
import { draftPostmortem } from './postmortem';

const en = strictTranslator('en');
const fr = strictTranslator('fr');

describe('draftMessage', () => {
  it('is in the words of the team where it has its own for this language and kind', () => {
    const world = planned();
    const service = { ...world.incident.service, messages: { fr: { start: '{{title}} : {{status}} ({{incident}})' } } };
    const incident = { ...world.incident, service };
    const draft = (locale: 'en' | 'fr', kind: 'start' | 'update') =>
      draftMessage(incident, kind, locale === 'fr' ? fr : en, { now: world.now, locale });
    expect(draft('fr', 'start')).toBe(
      'Retour arrière en cours – Shop (production) : préparation du retour arrière (INC-142)\n',
    );
    expect(draft('fr', 'update')).toContain('**Statut :**');
    expect(draft('en', 'start')).toContain('**Status:**');
  });

  it('writes the start message of the procedure in English and French', () => {
    const world = planned({}, { steps: [step({ estimateMs: 120_000 })] });
    expect(
      draftMessage(world.incident, 'start', en, { now: world.now }),
    ).toBe(`**Rollback in progress – Shop (production)**

- **Incident:** INC-142
- **Status:** preparing the rollback
- **Reason:** Checkout returns 500
- **Impact:** a critical feature is broken
- **Expected:** about 7 min
`);
    expect(
      draftMessage(world.incident, 'start', fr, { now: world.now }),
    ).toBe(`**Retour arrière en cours – Shop (production)**

- **Incident :** INC-142
- **Statut :** préparation du retour arrière
- **Raison :** Checkout returns 500
- **Impact :** une fonction critique est cassée
- **Durée prévue :** environ 7 min
`);
  });

  it('writes the end message with duration, version, services and next steps', () => {
    const world = recovered();
    expect(draftMessage(world.incident, 'end', en, { now: world.now })).toBe(`**Rollback complete – Shop (production)**

- **Incident:** INC-142
- **Status:** the service is back
- **Duration:** 2 min
- **Current version:** web v1
- **Affected services:** Shop (web, api)
- **Next steps:** Revert the revert of v2. Definitive fix. Better monitoring. Update the runbook.
`);
  });

  it('never says that a recovery declared by hand was measured', () => {
    const world = verifying().must({ type: 'recovery.declare', reason: 'sampler is down' });
    const body = draftMessage(world.incident, 'end', en, { now: world.now });
    expect(body).toContain('Service declared recovered');
    expect(body).toContain('declared by Léa: sampler is down');
    expect(body).not.toContain('complete');
  });

  it('says what is done instead of a rollback', () => {
    const titles = (['fix_forward', 'freeze', 'stand_down'] as const).map((decision) => {
      const world = declared({ drill: true }).must({ type: 'decision.take', decision, reason: '' });
      return draftMessage(world.incident, 'start', fr, { now: world.now }).split('\n')[0];
    });
    expect(titles).toEqual([
      '**EXERCICE – Correction en cours – Shop (production)**',
      '**EXERCICE – Changements gelés – Shop (production)**',
      '**EXERCICE – Alerte levée – Shop (production)**',
    ]);
  });

  it('keeps a title on its line and adds where to follow', () => {
    const world = declared({ title: 'broken\n# not a heading' });
    const body = draftMessage(world.incident, 'update', en, { now: world.now, url: 'https://repli.test/s/1' });
    expect(body).toContain('- **Reason:** broken # not a heading\n');
    expect(body).toContain('- **Follow it:** https://repli.test/s/1');
  });
});

describe('draftPostmortem', () => {
  it('fills the template of the procedure from the log', () => {
    const world = closed();
    const text = draftPostmortem(world.incident, world.log, en);
    expect(text).toContain('## Incident: Checkout returns 500');
    expect(text).toContain('**Date**: 2026-03-01 03:00 UTC');
    expect(text).toContain('**Duration**: 2 minutes');
    expect(text).toContain('**Impact**: a critical feature is broken');
    expect(text).toContain('- 03:00 – Léa started the rollback: web → v1');
    expect(text).toContain('- 03:02 – Recovered: the required checks held for 120 s');
    expect(text).toMatch(/### Root cause\n_.+_/);
    expect(text).toContain('- [ ] Definitive fix (Rob)');
    expect(text).toContain('### Lessons learned');
    expect(text).not.toContain('About to roll');
  });

  it('has the same sections in French', () => {
    const world = closed();
    const headings = draftPostmortem(world.incident, world.log, fr).match(/^#+ .+$/gm);
    expect(headings).toEqual([
      '## Incident : Checkout returns 500',
      '### Chronologie',
      '### Cause racine',
      '### Actions',
      '### Leçons apprises',
    ]);
  });

  it('shows what was overridden for ever', () => {
    const world = planned().must({
      type: 'run.start',
      runId: 'r',
      planId: 'plan-1',
      hash: 'hash-1',
      glass: [{ rule: 'start_message', reason: 'chat is down' }],
      current: { web: 'bad' },
      readAt: '',
    });
    world.must({ type: 'check.waive', checkId: 'health', reason: 'probe broken' });
    const text = draftPostmortem(world.incident, world.log, en);
    expect(text).toContain(
      '### What was overridden\n- API health was waived by Léa: probe broken\n- Léa started without the start message: chat is down',
    );
  });
});

describe('planB', () => {
  const document = {
    steps: [
      {
        stepId: 'step-1',
        diff: '',
        commands: ['git clone "$REMOTE"', 'git push https://bot:hunter2@git.test/shop'],
        write: {},
      },
    ],
  };

  it('is a script with the provider’s commands and nothing else that runs', () => {
    const world = ready(
      { title: 'oops\nrm -rf /' },
      { steps: [step({ losses: [{ code: 'x', text: 'rows\nreboot' }] })] },
    );
    const script = planB(world.incident, document, en);
    const running = script.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(running).toEqual(['set -eu', 'git clone "$REMOTE"', 'git push https://[secret]@git.test/shop']);
    expect(script).toMatch(/^#!\/bin\/sh\n/);
    expect(script).toContain('# Note: rows reboot');
    expect(script).toContain('# curl https://shop.test/health');
  });

  it('says so when a step has no command, and is empty without a plan', () => {
    expect(planB(ready().incident, { steps: [] }, fr)).toContain('# Aucune commande pour cette étape');
    expect(planB(declared().incident, document, en)).toBe('');
  });
});
