/** `npm run bench`: every benchmark; `npm run bench -- slots route`: these. Figures are ratios measured in one run. */
const BENCHMARKS: Readonly<Record<string, () => Promise<{ run: (args: string[]) => Promise<void> }>>> = {
  slots: () => import('./slots.ts'),
  'slots-route': () => import('./slots-route.ts'),
};

const args = process.argv.slice(2);
const named = args.filter((arg) => !arg.startsWith('-'));
const unknown = named.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}`);
  process.exit(2);
}
for (const name of named.length > 0 ? named : Object.keys(BENCHMARKS)) {
  console.log(`\n== ${name} ==\n`);
  const benchmark = await BENCHMARKS[name]?.();
  await benchmark?.run(args.filter((arg) => arg.startsWith('-')));
}
