import { Outlet, useLocation } from '@tanstack/react-router';
import { Menu, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useRef, useState } from 'react';
import { useLanguage } from '../preferences/language.tsx';
import { useFocusOnChange } from '../ui/use-focus-on-change.ts';
import { Brand } from './brand.tsx';
import { Sidebar } from './sidebar.tsx';

/** The frame around every page: a column at the side where there is room for it, else a bar with a menu. */
export function Shell() {
  const { t } = useLanguage();
  const content = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // Filters change the address too, but not the page.
  useFocusOnChange(content, pathname);

  return (
    <div className="lg:grid lg:min-h-svh lg:grid-cols-[16rem_minmax(0,1fr)]">
      <a className="skip-link" href="#content">
        {t.common.skipToContent}
      </a>
      <header className="hidden border-r border-line bg-surface lg:block">
        <div className="sticky top-0 flex h-svh flex-col gap-6 overflow-y-auto px-3 py-5">
          <Brand />
          <Sidebar />
        </div>
      </header>
      <TopBar />
      <main
        id="content"
        ref={content}
        tabIndex={-1}
        className="min-w-0 px-4 py-6 outline-none sm:px-6 lg:px-8 lg:py-8"
      >
        <div className="mx-auto max-w-6xl">
          <Outlet />
        </div>
      </main>
    </div>
  );
}

function TopBar() {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <header className="sticky top-0 z-10 flex items-center justify-between gap-2 border-b border-line bg-surface px-4 py-2 lg:hidden">
      <Brand />
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger className="icon-button" aria-label={t.shell.openMenu}>
          <Menu aria-hidden className="size-5" />
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-20 bg-black/50" />
          <Dialog.Content
            aria-describedby={undefined}
            className="fixed inset-y-0 right-0 z-30 flex w-[min(20rem,100vw)] flex-col gap-4 overflow-y-auto bg-surface p-4 shadow-raised outline-none"
          >
            <div className="flex items-center justify-between">
              <Dialog.Title className="pl-3 font-strong">{t.shell.menu}</Dialog.Title>
              <Dialog.Close className="icon-button" aria-label={t.common.close}>
                <X aria-hidden className="size-5" />
              </Dialog.Close>
            </div>
            <Sidebar onNavigate={() => setOpen(false)} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </header>
  );
}
