import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

type StateFile = {
  /** What was saved last, or null. A file that is no JSON is put aside as `<name>.unreadable`. */
  load(): unknown;
  /** Something changed: written within a quarter of a second. */
  touch(): void;
  /** Writes now if there is something to write, and stops. */
  close(): void;
};

/** Keeps a JSON text in a file; every write is whole or not there (temporary file, then rename). */
export function openStateFile(path: string | undefined, serialize: () => unknown): StateFile {
  if (path === undefined) return { load: () => null, touch: () => undefined, close: () => undefined };
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const write = (): void => {
    timer = null;
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, JSON.stringify(serialize()), { mode: 0o600 });
    renameSync(temporary, path);
  };
  return {
    load() {
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch {
        return null;
      }
      try {
        return JSON.parse(text) as unknown;
      } catch {
        renameSync(path, `${path}.unreadable`);
        return null;
      }
    },
    touch() {
      if (timer || closed) return;
      timer = setTimeout(write, 250);
      timer.unref();
    },
    close() {
      closed = true;
      if (!timer) return;
      clearTimeout(timer);
      write();
    },
  };
}
