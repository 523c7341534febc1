import { Container } from '@backstage/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { LiveWord } from './ui/LiveWord';
import styles from './pageMain.module.css';
import print from './ui/print.module.css';
import skeleton from './ui/skeleton.module.css';

/**
 * The content of a tab of the fleet page.
 *
 * @remarks
 *
 * The tabs of the page's header are made by the app, which leaves the panel that they control to
 * nobody: its id points nowhere. The content takes that place, so that assistive technology can go
 * from the tab to it and back. On a narrow screen the tabs run out of the window; what holds them
 * gets them to scroll, so that the page does not.
 */
export function PageMain(props: { children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The header settles on its selected tab in an effect of its own.
    const timer = setTimeout(() => {
      const tab = document.querySelector<HTMLElement>(
        '[role="tab"][aria-selected="true"][aria-controls]',
      );
      const id = tab?.getAttribute('aria-controls');
      if (panel.current && tab && id && !document.getElementById(id)) {
        panel.current.id = id;
        panel.current.setAttribute('role', 'tabpanel');
        panel.current.setAttribute('aria-labelledby', tab.id);
      }
      // Of the header, the part around the tabs and what marks the chosen one.
      const holder = tab?.closest('.bui-Tabs')?.parentElement;
      if (tab && holder) {
        holder.classList.add(styles.tabs);
        // The page stays where it is: only the tabs are moved, the chosen one to their middle.
        holder.scrollLeft =
          tab.offsetLeft - (holder.clientWidth - tab.offsetWidth) / 2;
      }
    });
    return () => clearTimeout(timer);
  }, []);
  return (
    <main>
      <div ref={panel}>
        <Container
          className={`${styles.page} ${skeleton.visible} ${print.sheet}`}
        >
          <div className={styles.live}>
            <LiveWord />
          </div>
          {props.children}
        </Container>
      </div>
    </main>
  );
}
