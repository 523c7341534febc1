import { Link, type LinkProps } from '@backstage/ui';
import type { ReactNode } from 'react';

/** A link where there is an address, and the same words where there is none. */
export function MaybeLink(
  props: Omit<LinkProps, 'href'> & {
    href: string | undefined;
    children: ReactNode;
  },
) {
  const { href, children, ...rest } = props;
  return href ? (
    <Link href={href} {...rest}>
      {children}
    </Link>
  ) : (
    <span className={props.className} title={props.title}>
      {children}
    </span>
  );
}
