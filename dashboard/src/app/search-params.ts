/** What the address's query holds: a text for each name, or several where the name is repeated. */
type RawSearch = Record<string, string | string[]>;

/** Plain `name=value` pairs, so that addresses stay readable and a search for "123" stays a text. */
export function parseSearch(query: string): RawSearch {
  const search: RawSearch = {};
  const params = new URLSearchParams(query);
  for (const name of new Set(params.keys())) {
    const [first = '', ...rest] = params.getAll(name);
    search[name] = rest.length > 0 ? [first, ...rest] : first;
  }
  return search;
}

/** The other way round: with its question mark, or empty. What is undefined is left out. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof one === 'string') params.append(name, one);
    }
  }
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}
