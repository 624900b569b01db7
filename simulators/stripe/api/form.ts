/** A form-encoded value with its brackets resolved. */
type FormValue = string | FormValue[] | FormMap;
export type FormMap = { [key: string]: FormValue };

type Tree = Map<string, Tree | string>;

/** Parses `a=1&b[c]=2&d[0][e]=3&f[]=4`; keys that are all indexes make an array. */
export function parseForm(text: string): FormMap {
  const root: Tree = new Map();
  for (const [name, value] of new URLSearchParams(text)) insert(root, pathOf(name), value);
  return toMap(root);
}

function pathOf(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0) return [name];
  const inner = name.slice(open).matchAll(/\[([^\]]*)\]/g);
  return [name.slice(0, open), ...Array.from(inner, (match) => match[1] ?? '')];
}

function insert(tree: Tree, path: string[], value: string): void {
  const [first = '', ...rest] = path;
  const key = first === '' ? String(tree.size) : first;
  if (rest.length === 0) {
    tree.set(key, value);
    return;
  }
  const found = tree.get(key);
  const child: Tree = typeof found === 'object' ? found : new Map<string, Tree | string>();
  tree.set(key, child);
  insert(child, rest, value);
}

function toMap(tree: Tree): FormMap {
  const map = Object.create(null) as FormMap;
  for (const [key, value] of tree) map[key] = typeof value === 'string' ? value : toValue(value);
  return map;
}

function toValue(tree: Tree): FormValue {
  const map = toMap(tree);
  const isArray = tree.size > 0 && [...tree.keys()].every((key) => /^\d+$/.test(key));
  return isArray ? Object.values(map) : map;
}
