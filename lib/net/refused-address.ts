import ipaddr from 'ipaddr.js';

/**
 * Addresses that no check or message may ever reach: they hand out the credentials of the machine that asks.
 * Link-local covers the metadata service of AWS, Google Cloud, Azure and OpenStack (169.254.169.254) and of
 * ECS tasks (169.254.170.2); the others are the vendors' own:
 * - fd00:ec2::254 AWS over IPv6 (EC2 user guide, "Instance metadata service endpoints")
 * - fd20:ce::254 Google Cloud over IPv6 (Compute Engine, "View and query VM metadata")
 * - 100.100.100.200 Alibaba Cloud (ECS, "Obtain instance metadata")
 * - 168.63.129.16 Azure's platform address (Azure, "What is IP address 168.63.129.16?")
 * - 192.0.0.192 Oracle Cloud Classic
 * Other internal addresses are legitimate: most of what an operations team checks is internal.
 */
const REFUSED = [
  '169.254.0.0/16',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
  'fe80::/10',
  'fd00:ec2::254/128',
  'fd20:ce::254/128',
].map((cidr) => ipaddr.parseCIDR(cidr));

const REFUSED_NAMES = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
]);

/** Prefixes whose last 32 bits are an IPv4 address: mapped, compatible, translated (RFC 6145), NAT64 (RFC 6052, RFC 8215). */
const LAST_32_BITS = ['::ffff:0:0/96', '::/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48'].map((cidr) =>
  ipaddr.parseCIDR(cidr),
);
/** 6to4 (RFC 3056) carries its IPv4 address right after the prefix. */
const SIX_TO_FOUR = ipaddr.parseCIDR('2002::/16');

/** Whether an IP address, in any notation, must not be connected to. What is not an address is refused too. */
export function isRefusedAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  const parsed = ipaddr.parse(address);
  return [parsed, ...embedded(parsed)].some((each) =>
    REFUSED.some((range) => range[0].kind() === each.kind() && each.match(range)),
  );
}

/** Whether a host name is that of a metadata service, before it is even resolved. */
export function isRefusedName(name: string): boolean {
  return REFUSED_NAMES.has(name.toLowerCase().replace(/\.+$/, ''));
}

function embedded(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4[] {
  if (address.kind() === 'ipv4') return [];
  const bytes = address.toByteArray();
  const found: ipaddr.IPv4[] = [];
  if (LAST_32_BITS.some((range) => address.match(range))) found.push(new ipaddr.IPv4(bytes.slice(12, 16)));
  if (address.match(SIX_TO_FOUR)) found.push(new ipaddr.IPv4(bytes.slice(2, 6)));
  return found;
}
