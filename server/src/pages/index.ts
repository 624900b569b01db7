/** The public pages: built where needed, then rendered from view-models. */
import path from 'node:path';
import { ASSETS_PREFIX, buildPages, serverEntryUrl } from './build.ts';
import type { BuildMode, BuiltPages } from './build.ts';
import type { PageContext, PageName, PageProps } from './view-models.ts';

export { buildPages } from './build.ts';
export type * from './view-models.ts';

export interface Pages {
  /** A whole HTML document (`text/html; charset=utf-8`). Synchronous; the context's locale decides the language. */
  render: <Name extends PageName>(name: Name, props: PageProps[Name], context: PageContext) => string;
  /** Serve `directory` under `prefix` with `Cache-Control: public, max-age=31536000, immutable`. */
  assets: { directory: string; prefix: string };
  /** Builds again where sources have changed; answers whether they had. At most one look a second. */
  refresh: () => Promise<boolean>;
}

interface LoadOptions {
  mode?: BuildMode;
  /** The repository's folder. */
  root?: string;
}

const REPOSITORY = path.resolve(import.meta.dirname, '../../..');
const LOOK_EVERY_MS = 1000;

/** Builds the pages unless the same sources were built before, and loads their renderer. */
export async function loadPages({
  mode = 'production',
  root = REPOSITORY,
}: LoadOptions = {}): Promise<Pages> {
  let built = await buildPages({ root, mode });
  let renderPage = await loadRenderer(built);
  let looked = Date.now();
  const pages: Pages = {
    render: (name, props, context) => renderPage(name, props, context, built.assets),
    assets: { directory: built.assetsDirectory, prefix: ASSETS_PREFIX },
    refresh: async () => {
      if (Date.now() - looked < LOOK_EVERY_MS) return false;
      looked = Date.now();
      const found = await buildPages({ root, mode });
      if (found.key === built.key) return false;
      renderPage = await loadRenderer(found);
      built = found;
      pages.assets.directory = found.assetsDirectory;
      return true;
    },
  };
  return pages;
}

type RenderPage = <Name extends PageName>(
  name: Name,
  props: PageProps[Name],
  context: PageContext,
  assets: BuiltPages['assets'],
) => string;

async function loadRenderer(built: BuiltPages): Promise<RenderPage> {
  const module = (await import(serverEntryUrl(built))) as { renderPage: RenderPage };
  return module.renderPage;
}
