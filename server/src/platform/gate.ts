/** Lets at most `width` pieces of work with the same key run at once; the others wait in line. */
export function createGate<K>(width: number): Gate<K> {
  const lines = new Map<K, { running: number; waiting: (() => void)[] }>();

  return async (key, work) => {
    let line = lines.get(key);
    if (!line) {
      line = { running: 0, waiting: [] };
      lines.set(key, line);
    }
    const { waiting } = line;
    if (line.running >= width) await new Promise<void>((resolve) => waiting.push(resolve));
    else line.running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place goes to the next in line, so `running` stays.
      if (next) next();
      else if (--line.running === 0) lines.delete(key);
    }
  };
}

export type Gate<K> = <T>(key: K, work: () => Promise<T>) => Promise<T>;
