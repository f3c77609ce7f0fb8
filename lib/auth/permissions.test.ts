import { describe, expect, it } from 'vitest';
import { commandSchema } from '@/lib/domain/command';
import { can, PERMISSION_NAMES, permissionFor, permissionsOf, ROLES } from './permissions';

describe('permissions', () => {
  it('give each role everything that the one below it may do', () => {
    for (const [index, role] of ROLES.slice(1).entries()) {
      const below = ROLES[index];
      if (below) expect(permissionsOf(role)).toEqual(expect.arrayContaining(permissionsOf(below)));
    }
  });

  it('let a viewer read and keep their own account, nothing else', () => {
    expect(permissionsOf('viewer').sort()).toEqual(['account:edit', 'catalogue:read', 'incident:read']);
  });

  it('keep running a rollback apart from editing the catalogue', () => {
    expect(can('commander', 'rollback:execute')).toBe(true);
    expect(can('commander', 'catalogue:edit')).toBe(false);
    expect(can('responder', 'rollback:execute')).toBe(false);
  });

  it('let an administrator do everything', () => {
    expect(PERMISSION_NAMES.every((permission) => can('admin', permission))).toBe(true);
  });

  it('never let a person state what only the worker or the sampler knows', () => {
    const types = commandSchema.options.map((option) => option.shape.type.value);
    const own = types.filter((type) => permissionFor(type) === null);
    for (const prefix of [
      'step.checkpoint',
      'step.intend',
      'step.request',
      'step.converge',
      'step.observe',
      'step.fail',
    ])
      expect(own).toContain(prefix);
    for (const type of ['run.finish', 'run.start', 'check.record', 'recovery.hold', 'plan.record', 'incident.declare'])
      expect(own).toContain(type);
  });
});
