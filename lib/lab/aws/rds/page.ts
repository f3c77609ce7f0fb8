import { AwsFault } from '../fault';

/** 20 to 100 records a page, 100 by default; the marker is opaque. */
export function page<T>(
  all: T[],
  { MaxRecords: size = 100, Marker: marker }: { MaxRecords?: number | undefined; Marker?: string | undefined },
) {
  if (size < 20 || size > 100)
    throw new AwsFault('InvalidParameterValue', 'Invalid value for MaxRecords. Must be between 20 and 100');
  const from = marker === undefined ? 0 : Number(Buffer.from(marker, 'base64url').toString());
  const to = from + size;
  return {
    items: all.slice(from, to),
    ...(to < all.length ? { Marker: Buffer.from(String(to)).toString('base64url') } : {}),
  };
}
