import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImmersioSimulator } from '@lessonry/simulators/immersio';
import type { StripeSimulator } from '@lessonry/simulators/stripe';
import type { Config } from '#platform/config.ts';
import type { SeededSchool } from '../demo/seed.ts';
import type { DataFolder } from './settings.ts';

export type Simulators = {
  stripe: StripeSimulator | null;
  immersio: ImmersioSimulator | null;
  close: () => Promise<void>;
};

/**
 * Development's stand-ins for the vendors, each only where no real address is set. They keep their state in the data folder
 * and their port where it is free, so that what was begun before a restart goes on after it.
 */
export async function startSimulators(config: Config, dataFolder: DataFolder): Promise<Simulators> {
  const { startStripeSimulator } = await import('@lessonry/simulators/stripe');
  const { startImmersioSimulator } = await import('@lessonry/simulators/immersio');
  const stripe =
    config.stripeApiBase === null
      ? await onUsualPort(dataFolder, 'stripe', (port, stateFile) =>
          // As at Stripe: an intent comes into being when the customer pays.
          startStripeSimulator({ port, stateFile, paymentIntents: 'on_confirmation' }),
        )
      : null;
  const immersio =
    config.immersioApiBase === null
      ? await onUsualPort(dataFolder, 'immersio', (port, stateFile) =>
          startImmersioSimulator({ port, stateFile }),
        )
      : null;
  return {
    stripe,
    immersio,
    close: async () => {
      await Promise.all([stripe?.close(), immersio?.close()]);
    },
  };
}

async function onUsualPort<S extends { port: number }>(
  { simulators }: DataFolder,
  name: string,
  start: (port: number, stateFile: string) => Promise<S>,
): Promise<S> {
  const portFile = join(simulators, `${name}.port`);
  const stateFile = join(simulators, `${name}.json`);
  const usual = readPort(portFile);
  let started: S;
  try {
    started = await start(usual, stateFile);
  } catch (error) {
    if (usual === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    started = await start(0, stateFile);
  }
  writeFileSync(portFile, String(started.port));
  return started;
}

function readPort(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

/** Makes the demo schools known to the simulators: names, where webhooks go, courses and students. */
export function introduceSchools(
  { stripe, immersio }: Simulators,
  seeded: readonly SeededSchool[],
  platformOrigin: string,
): void {
  for (const { school, webhookUid, webhookSecret } of seeded) {
    stripe?.control.nameAccount(school.stripeKey, school.name);
    stripe?.control.registerWebhook({
      secretKey: school.stripeKey,
      url: `${platformOrigin}/webhooks/stripe/${school.subdomain}/${webhookUid}`,
      secret: webhookSecret.reveal(),
    });
    immersio?.control.ensureSchool({
      apiKey: school.immersioKey,
      subdomainId: school.immersioSubdomain,
      name: school.name,
      courses: school.courses.map((course) => ({ ...course, isPublished: true })),
      students: school.students.map((student) => {
        const parts = student.name.split(' ');
        return {
          email: student.email,
          firstName: parts.at(-1) ?? '',
          lastName: parts.slice(0, -1).join(' '),
        };
      }),
    });
  }
}
