import { describe, expect, it } from 'vitest';
import { isRefusedAddress, isRefusedName } from './refused-address';

describe('isRefusedAddress', () => {
  it.each([
    '169.254.169.254',
    '169.254.170.2',
    '100.100.100.200',
    '168.63.129.16',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'fd00:ec2::254',
    'FD00:0EC2:0:0:0:0:0:254',
    'fd20:ce::254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::169.254.169.254',
    '::ffff:0:169.254.169.254',
    '64:ff9b::169.254.169.254',
    '64:ff9b:1::a9fe:a9fe',
    '64:ff9b::6464:64c8',
    '2002:a9fe:a9fe::1',
    'not an address',
  ])('refuses %s', (address) => {
    expect(isRefusedAddress(address)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '::1',
    '10.1.2.3',
    '192.168.0.10',
    '100.64.0.1',
    '93.184.216.34',
    'fd12:3456::1',
    '2606:4700::1111',
  ])('allows %s', (address) => {
    expect(isRefusedAddress(address)).toBe(false);
  });
});

describe('isRefusedName', () => {
  it('refuses the names of metadata services in any spelling', () => {
    expect(isRefusedName('metadata.google.internal')).toBe(true);
    expect(isRefusedName('METADATA.google.internal.')).toBe(true);
    expect(isRefusedName('metadata.example.com')).toBe(false);
  });
});
