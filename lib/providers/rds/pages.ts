interface Page {
  MaxRecords: number;
  Marker?: string;
}

/** All that a list of RDS holds, page by page. */
export async function allPages<T>(
  ask: (page: Page) => Promise<{ items: T[] | undefined; Marker?: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  for (let marker: string | undefined; ; ) {
    const { items = [], Marker } = await ask({ MaxRecords: 100, ...(marker ? { Marker: marker } : {}) });
    all.push(...items);
    marker = Marker;
    if (!marker) return all;
  }
}
