import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import styles from './SidebarLogo.module.css';

/** Three machines on one line: what the suite is about, in 24 pixels. */
function FleetMark() {
  return (
    <svg
      className={styles.mark}
      width={sidebarConfig.logoHeight}
      height={sidebarConfig.logoHeight}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      aria-hidden="true"
    >
      <rect x="11" y="3" width="10" height="8" rx="2" />
      <rect x="2" y="21" width="10" height="8" rx="2" />
      <rect x="20" y="21" width="10" height="8" rx="2" />
      <path d="M16 11v5M7 21v-5h18v5" />
    </svg>
  );
}

/** The mark of the demo portal, with its name while the sidebar is open. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={styles.logo}
      aria-label="Fleet demo, home"
    >
      <FleetMark />
      {isOpen && <span className={styles.name}>Fleet demo</span>}
    </Link>
  );
}
