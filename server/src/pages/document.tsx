import type { PageEnv } from './components/page-env.tsx';
import { PRODUCT_NAME } from './components/layout.tsx';
import type { DocumentAssets } from './document-assets.ts';
import { safeImageUrl } from './links.ts';
import { themeStyleSheet } from './theme.ts';

interface DocumentProps {
  env: PageEnv;
  title: string;
  description: string | undefined;
  indexed: boolean;
  refreshSeconds: number | undefined;
  body: string;
  assets: DocumentAssets;
}

export function Document({ env, title, description, indexed, refreshSeconds, body, assets }: DocumentProps) {
  const { locale, nonce, school, islands } = env;
  const icon = safeImageUrl(school?.logoUrl);
  const fonts = locale === 'vi' ? [...assets.fonts.latin, ...assets.fonts.vietnamese] : assets.fonts.latin;
  const scripts = [
    ...new Set([...assets.clientImports, ...[...islands].flatMap((name) => assets.islands[name] ?? [])]),
  ];
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${school?.name ?? PRODUCT_NAME}`}</title>
        {description !== undefined && <meta name="description" content={description} />}
        <meta name="color-scheme" content="light dark" />
        {!indexed && <meta name="robots" content="noindex" />}
        {refreshSeconds !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
        {fonts.map((href) => (
          <link rel="preload" as="font" type="font/woff2" href={href} crossorigin="anonymous" key={href} />
        ))}
        <link rel="stylesheet" href={assets.stylesheet} />
        {school !== undefined && (
          <style nonce={nonce} dangerouslySetInnerHTML={{ __html: themeStyleSheet(school.primaryColor) }} />
        )}
        <link rel="icon" href={icon ?? 'data:,'} />
        {islands.size > 0 && (
          <>
            {scripts.map((href) => (
              <link rel="modulepreload" href={href} nonce={nonce} key={href} />
            ))}
            <script type="module" src={assets.clientEntry} nonce={nonce} />
          </>
        )}
      </head>
      <body dangerouslySetInnerHTML={{ __html: body }} />
    </html>
  );
}
