import type { ComponentType } from 'preact';
import { usePage } from './page-env.tsx';

interface IslandProps<Props extends object> {
  /** The file's name in `islands/`; its default export is `of`. */
  name: string;
  of: ComponentType<Props>;
  /** Plain data: it travels to the browser as JSON. */
  props: Props;
}

/** A component that is rendered here and brought to life in the browser; the page has to work without that. */
export function Island<Props extends object>({ name, of: Component, props }: IslandProps<Props>) {
  usePage().islands.add(name);
  return (
    <div class="island" data-island={name} data-props={JSON.stringify(props)}>
      <Component {...props} />
    </div>
  );
}
