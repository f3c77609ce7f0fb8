import { describe, expect, it } from 'vitest';
import { ADA, LEA, ROB, VERA } from '@/tests/setup/domain/people';
import { closed, recovered } from '@/tests/setup/domain/world';
import { fold } from './fold';

const written = () => closed().must({ type: 'postmortem.save', digest: 'two', version: 2 }, ROB);

describe('the review of a post-mortem', () => {
  it('is asked for by whoever writes, and published by an admin', () => {
    const world = written().must({ type: 'postmortem.submit', version: 2 }, ROB);
    expect(world.incident.postmortem?.review).toMatchObject({ status: 'in_review', by: 'Rob' });
    world.must({ type: 'postmortem.publish', version: 2 }, ADA);
    expect(world.incident.postmortem?.review).toMatchObject({ status: 'published', by: 'Ada' });
    expect(fold(world.log)).toEqual(world.incident);
  });

  it.each([LEA, ROB, VERA])('is not for $name to decide', (actor) => {
    const world = written().must({ type: 'postmortem.submit', version: 2 }, ROB);
    expect(world.refused({ type: 'postmortem.publish', version: 2 }, actor)).toBe('review_admin_only');
    expect(world.refused({ type: 'postmortem.return', reason: 'more' }, actor)).toBe('review_admin_only');
  });

  it('is of the text that the admin read', () => {
    const world = written();
    expect(world.refused({ type: 'postmortem.publish', version: 1 }, ADA)).toBe('version_conflict');
    expect(world.refused({ type: 'postmortem.submit', version: 1 }, ROB)).toBe('version_conflict');
  });

  it('leads back to writing with a reason', () => {
    const world = written().must({ type: 'postmortem.submit', version: 2 }, ROB);
    world.must({ type: 'postmortem.return', reason: 'Which test was missing?' }, ADA);
    expect(world.incident.postmortem?.review).toBeUndefined();
    expect(world.refused({ type: 'postmortem.return', reason: 'again' }, ADA)).toBe('postmortem_not_in_review');
  });

  it('waits for the incident to be closed: until then its figures change', () => {
    const world = recovered().must({ type: 'postmortem.draft', digest: 'd' }, LEA);
    expect(world.refused({ type: 'postmortem.publish', version: 1 }, ADA)).toBe('incident_still_open');
  });
});

describe('a published post-mortem', () => {
  const published = () => written().must({ type: 'postmortem.publish', version: 2 }, ADA);

  it('stays as it is', () => {
    const world = published();
    expect(world.refused({ type: 'postmortem.save', digest: 'three', version: 3 }, ADA)).toBe('postmortem_published');
    expect(world.refused({ type: 'postmortem.classify', cause: 'data', tags: [], beganAt: null }, ADA)).toBe(
      'postmortem_published',
    );
  });

  it('is written on once an admin reopened it', () => {
    const world = published();
    expect(world.refused({ type: 'postmortem.reopen', reason: 'news' }, LEA)).toBe('review_admin_only');
    world.must({ type: 'postmortem.reopen', reason: 'The supplier answered' }, ADA);
    world.must({ type: 'postmortem.save', digest: 'three', version: 3 }, ROB);
    expect(world.incident.postmortem).toMatchObject({ savedVersion: 3 });
  });
});

describe('cause and tags', () => {
  it('are filed together; a tag counts once however it is written', () => {
    const world = written().must({
      type: 'postmortem.classify',
      cause: 'code',
      tags: ['Payments', 'payments', 'eu'],
      beganAt: null,
    });
    expect(world.incident.postmortem).toMatchObject({ cause: 'code', tags: ['Payments', 'eu'] });
    const before = world.log.length;
    world.must({ type: 'postmortem.classify', cause: 'code', tags: ['Payments', 'eu'], beganAt: null });
    expect(world.log).toHaveLength(before);
  });

  it('know since when, which is never after the declaration', () => {
    const world = written();
    const { declaredAt } = world.incident;
    const beganAt = new Date(Date.parse(declaredAt) - 600_000).toISOString();
    world.must({ type: 'postmortem.classify', cause: null, tags: [], beganAt });
    expect(world.incident.postmortem?.beganAt).toBe(beganAt);
    const later = new Date(Date.parse(declaredAt) + 1).toISOString();
    expect(world.refused({ type: 'postmortem.classify', cause: null, tags: [], beganAt: later })).toBe(
      'began_after_declared',
    );
  });

  it('can be taken away again', () => {
    const world = written().must({ type: 'postmortem.classify', cause: 'code', tags: ['eu'], beganAt: null });
    world.must({ type: 'postmortem.classify', cause: null, tags: [], beganAt: null });
    expect(world.incident.postmortem).not.toHaveProperty('cause');
    expect(world.incident.postmortem).not.toHaveProperty('tags');
  });
});
