import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '#db/launcher/make-folder.ts';
import { createKeyring, type EncryptionKey, type Keyring } from '#platform/crypto.ts';
import { newDevelopmentKey, parseKeys, type Config } from '#platform/config.ts';

/** The product's own files in the data folder: keys of development, mails, what the simulators remember. */
export type DataFolder = { path: string; mail: string; simulators: string };

/** Makes the folders where they are missing. Throws an error of one line where they cannot be written. */
export function prepareDataFolder(path: string): DataFolder {
  const folder = { path, mail: join(path, 'mail'), simulators: join(path, 'simulators') };
  try {
    makeFolder(path, 0o711);
    for (const inner of [folder.mail, folder.simulators]) makeFolder(inner, 0o700);
    const probe = join(path, `.write-${process.pid}`);
    writeFileSync(probe, '');
    renameSync(probe, join(path, '.writable'));
  } catch (error) {
    throw new StartError(
      `the data folder ${path} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'error'}); set DATA_DIR to a folder that can`,
    );
  }
  return folder;
}

/** Something that keeps the product from starting and is told in one line. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The keys of the environment; in development else those that an earlier start left in the data folder. */
export function openKeyring(config: Config, dataFolder: DataFolder): Keyring {
  return createKeyring(config.encryptionKeys ?? developmentKeys(dataFolder));
}

function developmentKeys({ path }: DataFolder): EncryptionKey[] {
  const file = join(path, 'encryption-keys');
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, newDevelopmentKey(), { mode: 0o600 });
    chmodSync(`${file}.new`, 0o600);
    renameSync(`${file}.new`, file);
  }
  return parseKeys(readFileSync(file, 'utf8').trim());
}
