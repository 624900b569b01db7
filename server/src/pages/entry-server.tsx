/** The server's half of the pages, built by Vite because node runs no .tsx. */
import { renderToString } from 'preact-render-to-string';
import { Layout } from './components/layout.tsx';
import { PageEnvContext } from './components/page-env.tsx';
import type { PageEnv } from './components/page-env.tsx';
import { Document } from './document.tsx';
import type { DocumentAssets } from './document-assets.ts';
import { messages } from './messages/index.ts';
import { pages } from './pages.tsx';
import type { PageContext, PageName, PageProps } from './view-models.ts';

/** A whole HTML document. */
export function renderPage<Name extends PageName>(
  name: Name,
  props: PageProps[Name],
  context: PageContext,
  assets: DocumentAssets,
): string {
  const page = pages[name];
  const env: PageEnv = { ...context, t: messages[context.locale], islands: new Set() };
  const View = page.view;
  const body = renderToString(
    <PageEnvContext.Provider value={env}>
      <Layout>
        <View {...props} />
      </Layout>
    </PageEnvContext.Provider>,
  );
  // The body comes first: rendering it is what tells which islands the head has to load.
  const document = renderToString(
    <Document
      env={env}
      title={page.title(props, env)}
      description={page.description?.(props)}
      indexed={page.indexed?.(props) ?? false}
      refreshSeconds={page.refreshSeconds?.(props)}
      body={body}
      assets={assets}
    />,
  );
  return `<!doctype html>${document}`;
}
